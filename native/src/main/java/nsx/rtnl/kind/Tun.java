package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeType;

/**
 * Devices whose packets a program reads and writes. They are created through /dev/net/tun, not netlink; the kernel
 * reports both as kind {@code tun} with a type. The options are arguments of TUNSETOWNER, TUNSETGROUP and TUNSETIFF.
 */
public final class Tun {
    public static final Kind KIND = table("tun", "a device whose IP packets a program reads and writes");
    public static final Kind TAP = table("tap", "a device whose Ethernet frames a program reads and writes")
            .kernelName("tun");

    private Tun() {}

    private static Kind table(String name, String summary) {
        AttributeType type = AttributeType.enumerated(U8, 1, "tun", "tap");
        return Kind.named(name, summary)
                .createdBy(Kind.Creation.IOCTL)
                .withoutCarrier()
                .spelt(Spelling.NO)
                .option(1, "IFLA_TUN_OWNER", U32, "user", "user", "number of the user who may attach")
                .option(2, "IFLA_TUN_GROUP", U32, "groupId", "group", "number of the group that may attach")
                .shown(3, "IFLA_TUN_TYPE", type, "type", Unit.NONE, "tun or tap")
                .option(4, "IFLA_TUN_PI", BOOL, "pi", "pi", "four bytes of packet information in front")
                .option(5, "IFLA_TUN_VNET_HDR", BOOL, "vnetHdr", "vnet_hdr", "a virtio header in front")
                .shown(6, "IFLA_TUN_PERSIST", BOOL, "persist", Unit.NONE, "stays when no program holds it")
                .option(7, "IFLA_TUN_MULTI_QUEUE", BOOL, "multiQueue", "multi_queue", "several queues")
                .shown(8, "IFLA_TUN_NUM_QUEUES", U32, "queues", Unit.NONE, "queues in use")
                .hidden(9, "IFLA_TUN_NUM_DISABLED_QUEUES", U32);
    }
}
