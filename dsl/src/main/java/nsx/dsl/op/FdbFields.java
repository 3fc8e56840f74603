package nsx.dsl.op;

import java.net.InetAddress;
import java.util.Set;
import nsx.dsl.Parameter;
import nsx.dsl.Reader;
import nsx.rtnl.Neighbour;

/** The attributes of a forwarding entry (bridge(8), linux/neighbour.h) but for its MAC address and device: a line each. */
final class FdbFields {
    private static final int STICKY = 0x40;
    private static final Reader<Long> VNI = Reader.number(1, 0xffffff);

    static final Field<InetAddress> TO = Field.of(
            Parameter.named("to", Reader.address(), "the far end of a vxlan"),
            "dst",
            Slot.of("NDA_DST", InetAddress.class));
    static final Field<Integer> VLAN = Field.of(
            Parameter.named("vlan", Reader.integer(1, 4094), "only in this VLAN of the bridge"),
            "vlan",
            Slot.integer("NDA_VLAN"));
    static final Field<Boolean> SELF = Field.of(
                    Parameter.flag("self", "in the table of the device itself")
                            .usually("unless it is a port of a bridge"),
                    "self",
                    Slot.bit("ndm_flags", Neighbour.SELF))
            .spelt(self -> "");

    static final Fields ALL = Fields.of(
            Set.of("NDA_LLADDR", "NDA_CACHEINFO", "NDA_MASTER", "NDA_FDB_EXT_ATTRS"),
            TO,
            VLAN,
            Field.of(
                    Parameter.named("port", Reader.integer(1, 0xffff), "the UDP port of the far end of a vxlan"),
                    "port",
                    Slot.integer("NDA_PORT")),
            Field.of(
                    Parameter.named("vni", VNI, "the number of the vxlan at its far end"),
                    "vni",
                    Slot.number("NDA_VNI")),
            Field.of(
                    Parameter.named("srcVni", VNI, "the number of the vxlan here, where a device carries several"),
                    "src_vni",
                    Slot.number("NDA_SRC_VNI")),
            Field.of(
                    Parameter.flag("sticky", "what is learned does not move it to another port"),
                    "sticky",
                    Slot.bit("ndm_flags", STICKY)),
            SELF);

    private FdbFields() {}
}
