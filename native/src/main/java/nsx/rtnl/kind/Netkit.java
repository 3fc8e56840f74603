package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;

import java.util.Map;
import nsx.netlink.AttributeType;

/** A pair of devices to which BPF programs are attached, since 6.7 (drivers/net/netkit.c). */
public final class Netkit {
    private static final AttributeType POLICY = AttributeType.enumerated(U32, Map.of(0L, "forward", 2L, "blackhole"));
    private static final AttributeType MODE = AttributeType.enumerated(U32, 0, "l2", "l3");
    private static final AttributeType SCRUB = AttributeType.enumerated(U32, 0, "none", "default");

    public static final Kind KIND = Kind.named("netkit", "a pair of connected devices for BPF programs")
            .pair(1, "IFLA_NETKIT_PEER_INFO")
            .prefix("nk")
            .example("netkit 'nk1', 'nk2', mode: 'l2', peerPolicy: 'blackhole'")
            .shown(2, "IFLA_NETKIT_PRIMARY", BOOL, "primary", Unit.NONE, "whether it was made first")
            .spelt(Spelling.BARE)
            .option(3, "IFLA_NETKIT_POLICY", POLICY, "policy", "policy", "without a program: forward or blackhole")
            .option(4, "IFLA_NETKIT_PEER_POLICY", POLICY, "peerPolicy", "policy", "the policy of the other end")
            .ofPeer()
            .spelt(Spelling.VALUE)
            .option(5, "IFLA_NETKIT_MODE", MODE, "mode", "mode", "l2 (Ethernet) or l3 (IP only, default)")
            .option(6, "IFLA_NETKIT_SCRUB", SCRUB, "scrub", "scrub", "clear mark and priority (since 6.13)")
            .option(
                    7,
                    "IFLA_NETKIT_PEER_SCRUB",
                    SCRUB,
                    "peerScrub",
                    "scrub",
                    "clear them at the other end (since 6.13)")
            .ofPeer()
            .hidden(8, "IFLA_NETKIT_HEADROOM", U16)
            .hidden(9, "IFLA_NETKIT_TAILROOM", U16);

    private Netkit() {}
}
