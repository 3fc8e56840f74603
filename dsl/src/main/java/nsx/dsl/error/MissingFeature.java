package nsx.dsl.error;

import java.util.Optional;
import nsx.netlink.MessageType;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.rtnl.Rtm;
import nsx.sys.Errno;

/** Recognizes features that the kernel lacks if the errno also has other meanings. */
final class MissingFeature {
    private MissingFeature() {}

    static Optional<String> of(NetlinkException e) {
        Errno errno = Errno.of(e.errno());
        return switch (e.request().protocol()) {
            case Request.NETFILTER -> Optional.ofNullable(netfilter(e, errno));
            case Request.ROUTE -> Optional.ofNullable(route(e, errno));
            default -> Optional.empty();
        };
    }

    /** A feature of rtnetlink: a message without a handler is EOPNOTSUPP (rtnetlink.c, rtnetlink_rcv_msg). */
    private static String route(NetlinkException e, Errno errno) {
        MessageType type = e.request().type();
        boolean vlan = type == Rtm.GETVLAN
                || type == Rtm.NEWVLAN
                || type == Rtm.DELVLAN
                || e.kernelMessage().isEmpty() && e.request().describe().contains("IFLA_BR_VLAN_");
        return vlan && errno == Errno.EOPNOTSUPP
                ? "VLANs in bridges: CONFIG_BRIDGE_VLAN_FILTERING, Linux 5.6 or later"
                : null;
    }

    /** A feature of nftables: a missing family, chain type or expression is ENOENT (nf_tables_api.c). */
    private static String netfilter(NetlinkException e, Errno errno) {
        String attribute = e.attribute().orElse("");
        if (errno == Errno.ENOENT && attribute.startsWith("NFTA_RULE_EXPRESSIONS")) {
            return "an expression that the rule needs: nft_masq, nft_nat or nft_fib_inet";
        }
        if (errno == Errno.ENOENT && attribute.startsWith("NFTA_CHAIN_TYPE")) {
            return "nftables' chains for NAT: nft_chain_nat, since 5.2 in the family inet";
        }
        // without the subsystem a request is EINVAL, and the frame of a change EOPNOTSUPP (nfnetlink.c)
        boolean subsystem =
                e.request().type().verb() == MessageType.Verb.GET && errno == Errno.EINVAL || errno == Errno.EOPNOTSUPP;
        return subsystem ? "nftables: nf_tables" : null;
    }
}
