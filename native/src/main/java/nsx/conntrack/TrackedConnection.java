package nsx.conntrack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.RawAttributes;
import nsx.nft.Nftables;

/**
 * A connection that the kernel tracks. Its facts are read from the bytes of the message when they are asked for, since
 * the kernel can track hundreds of thousands; malformed bytes then throw {@link CodecException}.
 */
public final class TrackedConnection {
    private static final int NFGENMSG = Nftables.NFGENMSG.length();
    private static final int CTA_TUPLE_ORIG = 1;
    private static final int CTA_TUPLE_REPLY = 2;
    private static final int CTA_STATUS = 3;
    private static final int CTA_PROTOINFO = 4;
    private static final int CTA_PROTOINFO_TCP = 1;
    private static final int CTA_PROTOINFO_SCTP = 3;
    /** The state in the facts of either protocol. */
    private static final int CTA_PROTOINFO_STATE = 1;

    private static final int CTA_TUPLE_ZONE = 3;
    private static final int CTA_TIMEOUT = 7;
    private static final int CTA_MARK = 8;
    private static final int CTA_ZONE = 18;

    private static final int SEEN_REPLY = 1 << 1;
    private static final int ASSURED = 1 << 2;

    private final byte[] payload;
    private Tuple original;
    private Tuple reply;
    private Attributes all;

    private TrackedConnection(byte[] payload) {
        this.payload = payload;
    }

    /** The states that a connection of TCP or SCTP can have. */
    public static List<String> states() {
        return Stream.of(ConntrackTables.TCP_STATES, ConntrackTables.SCTP_STATES)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /**
     * Reads an answer to {@link Conntrack#dump}.
     *
     * @throws CodecException if the message is not a connection
     */
    public static TrackedConnection decode(Message message) {
        byte[] payload = message.payload();
        if (payload.length < NFGENMSG
                || RawAttributes.find(payload, NFGENMSG, CTA_TUPLE_ORIG) < 0
                || RawAttributes.find(payload, NFGENMSG, CTA_TUPLE_REPLY) < 0) {
            throw new CodecException("a connection has no address");
        }
        return new TrackedConnection(payload);
    }

    /**
     * Creates a connection from facts.
     *
     * @param original see {@link #original()}
     * @param reply see {@link #reply()}
     * @param status see {@link #status()}
     * @param timeout see {@link #timeout()}
     */
    public TrackedConnection(Tuple original, Tuple reply, int status, long timeout) {
        this(Attributes.of(
                        ConntrackTables.NEW.table(),
                        Nftables.NFGENMSG.with(
                                "nfgen_family", original.source().getAddress().length == 16 ? Ip.AF_INET6 : Ip.AF_INET))
                .nest("CTA_TUPLE_ORIG", original::put)
                .nest("CTA_TUPLE_REPLY", reply::put)
                .put("CTA_STATUS", status)
                .put("CTA_TIMEOUT", timeout)
                .encode());
    }

    /** The tuple of the first packet, before address translation. */
    public Tuple original() {
        if (original == null) {
            original = Tuple.of(payload, find(CTA_TUPLE_ORIG));
        }
        return original;
    }

    /** The tuple of incoming answers; with address translation it is not the reverse of the original. */
    public Tuple reply() {
        if (reply == null) {
            reply = Tuple.of(payload, find(CTA_TUPLE_REPLY));
        }
        return reply;
    }

    /** Bits of {@code enum ip_conntrack_status} (nf_conntrack_common.h). */
    public int status() {
        return (int) RawAttributes.number(payload, find(CTA_STATUS), Integer.BYTES);
    }

    /** The state of TCP or SCTP, such as {@code time-wait}; empty for other protocols. */
    public String state() {
        int info = find(CTA_PROTOINFO);
        int tcp = RawAttributes.inside(payload, info, CTA_PROTOINFO_TCP);
        return tcp >= 0
                ? state(tcp, ConntrackTables.TCP_STATES)
                : state(RawAttributes.inside(payload, info, CTA_PROTOINFO_SCTP), ConntrackTables.SCTP_STATES);
    }

    private String state(int facts, List<String> names) {
        int state = RawAttributes.inside(payload, facts, CTA_PROTOINFO_STATE);
        if (state < 0) {
            return "";
        }
        int number = (int) RawAttributes.number(payload, state, 1);
        return number < names.size() ? names.get(number) : Integer.toString(number);
    }

    /** Seconds until the kernel deletes the connection. */
    public long timeout() {
        return RawAttributes.number(payload, find(CTA_TIMEOUT), Integer.BYTES);
    }

    /** The mark of the connection, 0 by default. */
    public int mark() {
        return (int) RawAttributes.number(payload, find(CTA_MARK), Integer.BYTES);
    }

    /** The conntrack zone of both directions, 0 by default. */
    public int zone() {
        return (int) RawAttributes.number(payload, find(CTA_ZONE), Short.BYTES);
    }

    /** The zone in which the first packet is looked up: that of the connection, or else of this direction alone. */
    public int zoneOfFirst() {
        int own = find(CTA_ZONE);
        int at = own >= 0 ? own : RawAttributes.inside(payload, find(CTA_TUPLE_ORIG), CTA_TUPLE_ZONE);
        return (int) RawAttributes.number(payload, at, Short.BYTES);
    }

    /** All attributes that the kernel sent. */
    public Attributes all() {
        if (all == null) {
            all = ConntrackTables.NEW.decode(new Message(0, 0, 0, 0, payload));
        }
        return all;
    }

    private int find(int number) {
        return RawAttributes.find(payload, NFGENMSG, number);
    }

    /** Whether the destination has answered. */
    public boolean isAnswered() {
        return (status() & SEEN_REPLY) != 0;
    }

    /** Whether the kernel keeps the connection even if the table is full. */
    public boolean isAssured() {
        return (status() & ASSURED) != 0;
    }

    /** Whether destination NAT changes the address or port of the packets. */
    public boolean isRedirected() {
        return !reply().source().equals(original().destination())
                || hasPorts() && reply().sourcePort() != original().port();
    }

    /** Whether source NAT changes the address or port of the packets. */
    public boolean isDisguised() {
        return !reply().destination().equals(original().source())
                || hasPorts() && reply().port() != original().sourcePort();
    }

    private boolean hasPorts() {
        return original().port() != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrackedConnection that && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return original() + " " + reply() + " " + all();
    }
}
