package nsx.resolve;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import javax.naming.NamingException;
import javax.naming.directory.BasicAttributes;

/** What JNDI needs for an answer and not for a question that fails: loaded before the first answer, whose time it would be. */
final class AnswerClasses {
    private static final String[] OF_JNDI = {"com.sun.jndi.dns.Header", "com.sun.jndi.dns.ResourceRecords"};

    private AnswerClasses() {}

    /** Sends nothing. */
    static void load() throws NamingException {
        for (String name : OF_JNDI) {
            try {
                Class.forName(name);
            } catch (ClassNotFoundException e) {
                // another JDK has other classes
                continue;
            }
        }
        new BasicAttributes("A", address(127, 0, 0, 1)).get("A").getAll().close();
        try (Selector selector = Selector.open();
                DatagramChannel channel = DatagramChannel.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            selector.selectNow();
        } catch (IOException e) {
            // the question will say so
            return;
        }
    }

    /** Joins as JNDI joins, since what the JDK makes at the first joining of these types is kept for later ones. */
    private static String address(int first, int second, int third, int fourth) {
        return first + "." + second + "." + third + "." + fourth;
    }
}
