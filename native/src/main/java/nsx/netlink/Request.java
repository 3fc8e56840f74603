package nsx.netlink;

import java.util.ArrayList;
import java.util.List;

/**
 * One request as data, to be sent by a {@link Connection}.
 *
 * @param operation the operation in words, for errors: {@code add link veth1}
 * @param protocol the netlink family: {@link #ROUTE}, {@link #NETFILTER}, …
 * @param flags without NLM_F_REQUEST, NLM_F_ACK and NLM_F_DUMP, which the connection adds as needed
 * @param body the structure and the attributes, of the tables of {@code type}
 */
public record Request(String operation, int protocol, MessageType type, int flags, Attributes body) {
    public static final int ROUTE = 0;
    public static final int SOCK_DIAG = 4;
    public static final int XFRM = 6;
    public static final int NETFILTER = 12;
    public static final int GENERIC = 16;

    public Request {
        if (body.table() != type.table() || body.header().struct() != type.header()) {
            throw new IllegalArgumentException(type + " takes " + type.header().name() + " and " + type.table());
        }
    }

    public static Request route(String operation, MessageType type, int flags, Struct.Value header) {
        return new Request(operation, ROUTE, type, flags, Attributes.of(type.table(), header));
    }

    /** Returns this request with one more attribute; see {@link Attributes#put}. */
    public Request put(String name, Object value) {
        return with(body.put(name, value));
    }

    public Request with(Attributes newBody) {
        return new Request(operation, protocol, type, flags, newBody);
    }

    public Message encode() {
        return new Message(type.number(), flags, 0, 0, body.encode());
    }

    /**
     * The attribute at an offset from the start of the message, as a path such as {@code
     * IFLA_LINKINFO/IFLA_INFO_KIND}; empty if the offset is in no attribute.
     */
    public String attributeAt(int offset) {
        return AttributePath.at(body, Message.HEADER, offset).text();
    }

    /** The message of {@link #describe} with one attribute per line, indented by depth. */
    public List<String> lines() {
        String names = Flags.text(flags, type.verb());
        String header = body.header().struct().length() == 0 ? "" : " " + body.header();
        List<String> lines = new ArrayList<>();
        lines.add(type.name() + (names.isEmpty() ? "" : " " + names) + header);
        lines(lines, body, "    ");
        return lines;
    }

    private static void lines(List<String> lines, Attributes attributes, String indent) {
        for (MessageAttribute entry : attributes) {
            if (entry.value() instanceof Attributes inside) {
                boolean headed = inside.header().struct().length() > 0;
                lines.add(indent + entry.attribute() + (headed ? " " + inside.header() : ""));
                lines(lines, inside, indent + "    ");
            } else {
                lines.add(indent + entry);
            }
        }
    }

    /**
     * Describes the message: {@code RTM_NEWLINK flags NLM_F_CREATE|NLM_F_EXCL ifinfomsg{ifi_flags=0x1}
     * IFLA_IFNAME="x"}.
     */
    public String describe() {
        String names = Flags.text(flags, type.verb());
        String attributes = body.toString();
        return type.name()
                + (names.isEmpty() ? "" : " flags " + names)
                + (attributes.isEmpty() ? "" : " " + attributes);
    }
}
