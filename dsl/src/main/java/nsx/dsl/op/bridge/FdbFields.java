package nsx.dsl.op.bridge;

import java.net.InetAddress;
import java.util.Set;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.word.Reader;
import nsx.rtnl.Neighbour;

/**
 * The attributes of a forwarding entry (bridge(8), linux/neighbour.h) except its MAC address and device, one per
 * line.
 */
public final class FdbFields {
    private static final int STICKY = 0x40;
    private static final Reader<Long> VNI = Reader.number(1, 0xffffff);

    static final Field<InetAddress> TO = Field.of(
            "to", "dst", Reader.address(), "address of the far end of a vxlan", Slot.of("NDA_DST", InetAddress.class));
    static final Field<Integer> VLAN = Field.of(
            "vlan", "vlan", Reader.integer(1, 4094), "only in this VLAN of the bridge", Slot.integer("NDA_VLAN"));
    public static final Field<Boolean> SELF = Field.flag(
                    "self", "self", "in the table of the device itself", Slot.bit("ndm_flags", Neighbour.SELF))
            .usually("true, but false for a port of a bridge without to:")
            .spelt(self -> "");

    static final Field<Long> SRC_VNI = Field.of(
            "srcVni",
            "src_vni",
            VNI,
            "the number of the vxlan here, if a device carries several",
            Slot.number("NDA_SRC_VNI"));

    static final Field<Long> NEXTHOP = Field.of(
            "nexthop",
            "nhid",
            Reader.number(1, 0xffffffffL),
            "a group of next hops for a vxlan (since 5.8)",
            Slot.number("NDA_NH_ID"));
    static final Field<Boolean> EXTERN_LEARN = Field.flag(
            "externLearn", "extern_learn", "a program has learnt it", Slot.bit("ndm_flags", Neighbour.EXT_LEARNED));
    static final Field<String> STATE = Field.of(
                    "state",
                    "",
                    Reader.choice("static", "dynamic", "permanent"),
                    "a dynamic entry ages, and a permanent one of a bridge is an address of its own",
                    Slot.anyHeader("ndm_state").as(FdbFields::state, FdbFields::states))
            .usually("static, but permanent in the table of a device")
            .spelt(state -> "");

    public static final Fields ALL = Fields.of(
            Set.of("NDA_LLADDR", "NDA_CACHEINFO", "NDA_MASTER", "NDA_FDB_EXT_ATTRS"),
            TO,
            NEXTHOP,
            VLAN,
            Field.of(
                    "port",
                    "port",
                    Reader.integer(1, 0xffff),
                    "the UDP port of the far end of a vxlan",
                    Slot.integer("NDA_PORT")),
            Field.of("vni", "vni", VNI, "the number of the vxlan at its far end", Slot.number("NDA_VNI")),
            SRC_VNI,
            Field.flag("sticky", "sticky", "learning does not move it to another port", Slot.bit("ndm_flags", STICKY)),
            EXTERN_LEARN,
            STATE,
            SELF);

    private FdbFields() {}

    private static String state(int states) {
        return (states & Neighbour.PERMANENT) != 0
                ? "permanent"
                : (states & Neighbour.NOARP) != 0 ? "static" : "dynamic";
    }

    private static int states(String state) {
        return switch (state) {
            case "permanent" -> Neighbour.PERMANENT;
            case "static" -> Neighbour.NOARP;
            default -> Neighbour.REACHABLE;
        };
    }
}
