package nsx.genl;

import java.util.List;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Connection;
import nsx.netlink.Dump;
import nsx.netlink.Message;
import nsx.netlink.MessageType;
import nsx.netlink.MessageType.Verb;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.sys.NetlinkSocket;

/** A connection to a generic netlink family in the calling thread's network namespace. */
public final class Genl implements AutoCloseable {
    private static final int CONTROLLER = 16;
    private static final int GET_FAMILY = 3;

    static final Struct HEADER = Struct.named("genlmsghdr").u8("cmd", "version").pad(2);

    private static final AttributeTable CTRL = AttributeTable.named("CTRL_ATTR")
            .add(1, "CTRL_ATTR_FAMILY_ID", AttributeType.U16)
            .add(2, "CTRL_ATTR_FAMILY_NAME", AttributeType.STRING);
    private static final MessageType FAMILY = new MessageType(CONTROLLER, "CTRL", Verb.GET, HEADER, CTRL);

    private final Connection connection;
    private final String family;
    private final int number;
    private final AttributeTable table;

    private Genl(Connection connection, String family, int number, AttributeTable table) {
        this.connection = connection;
        this.family = family;
        this.number = number;
        this.table = table;
    }

    /**
     * Opens a socket and looks the family up. The kernel loads the family's module if there is one.
     *
     * @throws nsx.netlink.NetlinkException ENOENT if the kernel has no such family
     */
    static Genl open(String family, AttributeTable table) {
        Connection connection = new Connection(NetlinkSocket.open(Request.GENERIC));
        try {
            Attributes asked = Attributes.of(
                            CTRL, HEADER.with("cmd", GET_FAMILY).with("version", 1))
                    .put("CTRL_ATTR_FAMILY_NAME", family);
            Request request =
                    new Request("find the generic netlink family " + family, Request.GENERIC, FAMILY, 0, asked);
            int number = FAMILY.decode(connection.get(request)).integer("CTRL_ATTR_FAMILY_ID");
            return new Genl(connection, family, number, table);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Returns empty attributes for a command. */
    Attributes command(int command) {
        return Attributes.of(table, HEADER.with("cmd", command).with("version", 1));
    }

    private Request request(String operation, Verb verb, Attributes body) {
        return new Request(operation, Request.GENERIC, type(verb), 0, body);
    }

    private MessageType type(Verb verb) {
        return new MessageType(number, family, verb, HEADER, table);
    }

    /** Sends a request that changes something. */
    void set(String operation, Attributes body) {
        connection.ack(request(operation, Verb.NEW, body));
    }

    /** Sends a request and returns its single answer. */
    Attributes get(String operation, Attributes body) {
        return type(Verb.GET).decode(connection.get(request(operation, Verb.GET, body)));
    }

    /** Sends a request and returns all answers. */
    List<Attributes> dump(String operation, Attributes body) {
        Dump dump = connection.dump(request(operation, Verb.GET, body));
        List<Message> messages = dump.messages();
        return messages.stream().map(type(Verb.GET)::decode).toList();
    }

    @Override
    public void close() {
        connection.close();
    }
}
