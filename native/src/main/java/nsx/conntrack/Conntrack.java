package nsx.conntrack;

import java.net.InetAddress;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.nft.Nftables;

/** Builds requests for the connections of a network namespace; {@link TrackedConnection#decode} reads the answers. */
public final class Conntrack {
    /** The message type of the answers. */
    public static final MessageType CONNECTION = ConntrackTables.NEW;

    public static final MessageType DELETE = ConntrackTables.DELETE;
    public static final MessageType GET = ConntrackTables.GET;
    /** CTA_FILTER_F_CTA_IP_SRC, _IP_DST, _PROTO_NUM and _PROTO_DST_PORT (nf_internals.h of net/netfilter). */
    private static final int BY_SOURCE = 1 << 0;

    private static final int BY_DESTINATION = 1 << 1;
    private static final int BY_PROTOCOL = 1 << 3;
    private static final int BY_PORT = 1 << 5;

    private Conntrack() {}

    /**
     * Requests all connections of both families; EOPNOTSUPP or EINVAL if the kernel lacks {@code
     * nf_conntrack_netlink}.
     */
    public static Request dump() {
        return new Request("list connections", Request.NETFILTER, GET, 0, empty(0));
    }

    /**
     * Requests the connections whose first packet had this source, destination and destination port. Kernels before
     * 5.8 answer with all connections of the family.
     *
     * @param protocol the number in IP of a protocol with ports
     */
    public static Request dump(InetAddress source, InetAddress destination, int protocol, int port) {
        boolean six = source.getAddress().length == 16;
        String version = six ? "CTA_IP_V6_" : "CTA_IP_V4_";
        Attributes body = empty(six ? Ip.AF_INET6 : Ip.AF_INET)
                .nest(
                        "CTA_TUPLE_ORIG",
                        tuple -> tuple.nest(
                                        "CTA_TUPLE_IP",
                                        ip -> ip.put(version + "SRC", source).put(version + "DST", destination))
                                .nest(
                                        "CTA_TUPLE_PROTO",
                                        proto -> proto.put("CTA_PROTO_NUM", protocol)
                                                .put("CTA_PROTO_DST_PORT", port)))
                .nest(
                        "CTA_FILTER",
                        filter -> filter.put(
                                        "CTA_FILTER_ORIG_FLAGS", BY_SOURCE | BY_DESTINATION | BY_PROTOCOL | BY_PORT)
                                .put("CTA_FILTER_REPLY_FLAGS", 0));
        return new Request("list connections", Request.NETFILTER, GET, 0, body);
    }

    /**
     * Deletes a connection from the table; ENOENT if it is already gone. The id keeps the request from deleting a
     * newer connection with the same ends.
     */
    public static Request delete(TrackedConnection connection) {
        boolean six = connection.original().source().getAddress().length == 16;
        Attributes all = connection.all();
        Attributes body = empty(six ? Ip.AF_INET6 : Ip.AF_INET)
                .put("CTA_TUPLE_ORIG", all.nested("CTA_TUPLE_ORIG"))
                .put("CTA_ID", all.number("CTA_ID", 0));
        return new Request(
                "forget connection",
                Request.NETFILTER,
                DELETE,
                0,
                connection.zone() == 0 ? body : body.put("CTA_ZONE", connection.zone()));
    }

    private static Attributes empty(int family) {
        return Attributes.of(GET.table(), Nftables.NFGENMSG.with("nfgen_family", family));
    }
}
