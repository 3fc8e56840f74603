package nsx.dsl.op.address;

import java.util.Set;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.word.Reader;
import nsx.rtnl.Neighbour;

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

    public static final Fields ALL = Fields.of(
            Set.of("NDA_DST", "NDA_CACHEINFO", "NDA_PROBES"),
            MAC,
            PROXY,
            Field.flag("router", "router", "IPv6: it is a router", Slot.bit("ndm_flags", ROUTER)));

    private NeighbourFields() {}
}
