package nsx.conntrack;

import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * A connection that the kernel tracks.
 *
 * @param original the tuple of the first packet, before address translation
 * @param reply the tuple of incoming answers; with address translation it is not the reverse of the original
 * @param status bits of {@code enum ip_conntrack_status} (nf_conntrack_common.h)
 * @param state the TCP state, such as {@code time-wait}; empty for other protocols
 * @param timeout seconds until the kernel deletes the connection
 * @param zone the conntrack zone, 0 by default
 * @param all all attributes that the kernel sent
 */
public record TrackedConnection(
        Tuple original, Tuple reply, int status, String state, long timeout, int mark, int zone, Attributes all) {
    private static final int SEEN_REPLY = 1 << 1;
    private static final int ASSURED = 1 << 2;

    /** The states that a connection of TCP can have. */
    public static List<String> states() {
        return ConntrackTables.TCP_STATES;
    }

    /**
     * Reads an answer to {@link Conntrack#dump}.
     *
     * @throws nsx.netlink.CodecException if the message is not a connection
     */
    public static TrackedConnection decode(Message message) {
        Attributes all = ConntrackTables.NEW.decode(message);
        return new TrackedConnection(
                Tuple.of(all.nested("CTA_TUPLE_ORIG")),
                Tuple.of(all.nested("CTA_TUPLE_REPLY")),
                all.integer("CTA_STATUS", 0),
                all.nested("CTA_PROTOINFO").nested("CTA_PROTOINFO_TCP").string("CTA_PROTOINFO_TCP_STATE", ""),
                all.number("CTA_TIMEOUT", 0),
                (int) all.number("CTA_MARK", 0),
                all.integer("CTA_ZONE", 0),
                all);
    }

    /** Whether the destination has answered. */
    public boolean isAnswered() {
        return (status & SEEN_REPLY) != 0;
    }

    /** Whether the kernel keeps the connection even if the table is full. */
    public boolean isAssured() {
        return (status & ASSURED) != 0;
    }

    /** Whether destination NAT changes the address or port of the packets. */
    public boolean isRedirected() {
        return !reply.source().equals(original.destination()) || hasPorts() && reply.sourcePort() != original.port();
    }

    /** Whether source NAT changes the address or port of the packets. */
    public boolean isDisguised() {
        return !reply.destination().equals(original.source()) || hasPorts() && reply.port() != original.sourcePort();
    }

    private boolean hasPorts() {
        return original.port() != 0;
    }
}
