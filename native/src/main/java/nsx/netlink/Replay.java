package nsx.netlink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends requests that were encoded before, perhaps by another process. */
public final class Replay {
    private static final int FIRST = 1;

    private Replay() {}

    /** A request as it is sent, but for sequence and port. */
    public static Message of(Request request) {
        Message message = request.encode();
        boolean control = request.type().verb() == MessageType.Verb.CONTROL;
        return message.addressed(message.flags() | Flags.REQUEST | (control ? 0 : Flags.ACK), 0, 0);
    }

    /**
     * Sends all in one datagram and waits for the acknowledgements.
     *
     * @return the first errno that the kernel answered, 0 when it refused none
     */
    public static int send(Transport transport, List<Message> messages) {
        List<Message> addressed = new ArrayList<>();
        Set<Integer> waiting = new HashSet<>();
        for (Message message : messages) {
            int sequence = FIRST + addressed.size();
            addressed.add(message.addressed(message.flags(), sequence, transport.port()));
            if (message.has(Flags.ACK)) {
                waiting.add(sequence);
            }
        }
        transport.send(Message.datagram(addressed));
        int refused = 0;
        while (!waiting.isEmpty()) {
            for (Message answer : Message.parse(transport.receive())) {
                if (answer.type() != Message.ERROR) {
                    continue;
                }
                int errno = ExtendedAck.of(answer).errno();
                refused = refused == 0 ? errno : refused;
                // a frame is only ever refused, and what it frames is then answered no more
                if (!waiting.remove(answer.sequence()) && errno != 0) {
                    waiting.clear();
                }
            }
        }
        return refused;
    }
}
