package nsx.conntrack;

import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * A connection that the kernel tracks.
 *
 * @param original what its first packet was like before anything exchanged its addresses
 * @param reply what answers are like that come in: it differs from the original turned round where addresses are exchanged
 * @param status bits of {@code enum ip_conntrack_status} (nf_conntrack_common.h)
 * @param state that of TCP, such as {@code time-wait}; empty for other protocols
 * @param timeout seconds until it is forgotten
 * @param zone 0 for most
 * @param all everything the kernel said
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
     * @throws nsx.netlink.CodecException when it is none
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

    /** Whether somebody answered. */
    public boolean isAnswered() {
        return (status & SEEN_REPLY) != 0;
    }

    /** Whether it is kept although the table is full. */
    public boolean isAssured() {
        return (status & ASSURED) != 0;
    }

    /** Whether its packets are sent to another address or port than they were sent to. */
    public boolean isRedirected() {
        return !reply.source().equals(original.destination()) || hasPorts() && reply.sourcePort() != original.port();
    }

    /** Whether its packets get the address or the port of another sender. */
    public boolean isDisguised() {
        return !reply.destination().equals(original.source()) || hasPorts() && reply.port() != original.sourcePort();
    }

    private boolean hasPorts() {
        return original.port() != 0;
    }
}
