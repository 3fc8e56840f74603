package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.MAC;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeType;

/** A ring or two parallel networks that lose no frame if one part fails: HSR and PRP (IEC 62439-3; net/hsr). */
public final class Hsr {
    private static final AttributeType VERSION = AttributeType.ranged(U8, 0, 1);
    private static final AttributeType PROTOCOL = AttributeType.enumerated(U8, 0, "hsr", "prp");

    public static final Kind KIND = Kind.named("hsr", "a device that sends each frame twice, over two others")
            .example("veth 'p', 'p2'\nveth 'q', 'q2'\nhsr 'hsr0', slave1: 'p', slave2: 'q', version: 1")
            .needs("slave1", "slave2")
            .option(1, "IFLA_HSR_SLAVE1", U32, "slave1", "slave1", Unit.INTERFACE, "the first device, of Ethernet")
            .option(2, "IFLA_HSR_SLAVE2", U32, "slave2", "slave2", Unit.INTERFACE, "the second device")
            .option(3, "IFLA_HSR_MULTICAST_SPEC", U8, "supervision", "supervision", "last byte of supervisionAddress")
            .unreported()
            .shown(4, "IFLA_HSR_SUPERVISION_ADDR", MAC, "supervisionAddress", Unit.NONE, "where supervision frames go")
            .shown(5, "IFLA_HSR_SEQ_NR", U16, "sequence", Unit.NONE, "number of the next frame")
            .option(6, "IFLA_HSR_VERSION", VERSION, "version", "version", "of HSR: 0 (default) or 1")
            .unreported()
            .option(7, "IFLA_HSR_PROTOCOL", PROTOCOL, "protocol", "proto", "hsr (default) or prp")
            .asNumber()
            .hidden(8, "IFLA_HSR_INTERLINK", U32);

    private Hsr() {}
}
