package nsx.dsl.op.address;

import java.util.Set;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.op.route.RouteFields;
import nsx.dsl.word.Reader;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Route;

/** The attributes of a neighbour (ip-neighbour(8), linux/neighbour.h) except its address and device, one per line. */
public final class NeighbourFields {
    private static final int ROUTER = 0x80;

    static final Field<String> MAC =
            Field.of("mac", "lladdr", Reader.mac(), "the MAC address that has it", Slot.of("NDA_LLADDR", String.class));
    static final Field<Boolean> PROXY = Field.flag(
                    "proxy",
                    "",
                    "this host answers for the address, with its own MAC address",
                    Slot.bit("ndm_flags", Neighbour.PROXY))
            .spelt(proxy -> "");

    static final Field<String> STATE = Field.of(
                    "state",
                    "nud",
                    Reader.choice("permanent", "noarp", "reachable", "stale"),
                    "how long it stays: reachable and stale give way to what is asked and learnt",
                    Slot.header("ndm_state").as(Neighbour::state, Neighbour::states))
            .usually("'permanent'")
            .spelt(state -> "");
    static final Field<Boolean> MANAGED = Field.flag(
            "managed",
            "managed",
            "the kernel asks for it now and again (since 5.16)",
            Slot.flag("NDA_FLAGS_EXT", Neighbour.MANAGED));

    public static final Fields ALL = Fields.of(
            Set.of("NDA_DST", "NDA_CACHEINFO", "NDA_PROBES", "NDA_FLAGS_EXT"),
            MAC,
            PROXY,
            STATE,
            Field.flag("router", "router", "IPv6: it is a router", Slot.bit("ndm_flags", ROUTER)),
            MANAGED,
            Field.flag(
                    "externLearn",
                    "extern_learn",
                    "a program has learnt it",
                    Slot.bit("ndm_flags", Neighbour.EXT_LEARNED)),
            Field.of(
                    "protocol",
                    "protocol",
                    RouteFields.protocols(),
                    "origin of the entry",
                    Slot.integer("NDA_PROTOCOL").unless(0).as(Route::protocol, Route::protocol)));

    private NeighbourFields() {}
}
