package nsx.dsl.op.bridge;

import nsx.dsl.op.field.Resend;
import nsx.dsl.op.field.Values;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Rtm;

/**
 * A wanted or an existing forwarding entry.
 *
 * @param device the port that leads to the address, or with {@code self} the device whose table has the entry
 * @param values of {@link FdbFields}
 * @param said the kernel's message about it; for a new one, its MAC address and that it is static
 */
public record FdbDescription(String mac, String device, Values values, Attributes said) {
    private static final String MORE_FLAGS = "NDA_FLAGS_EXT";

    /** Tables of devices hold permanent entries only (rtnetlink.c, ndo_dflt_fdb_add); on a bridge that would be its own. */
    public static FdbDescription of(String mac, String device, Values asked) {
        boolean self = asked.has(FdbFields.SELF);
        Attributes none = Attributes.of(
                Rtm.NEWNEIGH.table(),
                Rtm.NEWNEIGH
                        .header()
                        .with("ndm_family", Family.BRIDGE.number())
                        .with("ndm_state", self ? Neighbour.PERMANENT : Neighbour.NOARP)
                        .with("ndm_flags", self ? 0 : Neighbour.MASTER));
        return new FdbDescription(mac, device, asked, none.put("NDA_LLADDR", mac));
    }

    /** An entry as the kernel reports it. */
    public static FdbDescription of(Neighbour entry, String device) {
        boolean self = isOfDevice(entry);
        int table = self ? Neighbour.SELF : Neighbour.MASTER;
        Attributes said = Resend.settable(
                flagged(entry),
                header -> header.with(
                        "ndm_flags", header.number("ndm_flags") & ~(Neighbour.SELF | Neighbour.MASTER) | table),
                "NDA_CACHEINFO",
                "NDA_MASTER",
                "NDA_FDB_EXT_ATTRS");
        return new FdbDescription(entry.mac().orElseThrow(), device, FdbFields.ALL.read(said), said);
    }

    /** What the kernel says about it; a bridge lists more flags where there are none (br_fdb.c, fdb_fill_info). */
    static Attributes flagged(Neighbour entry) {
        return entry.all().number(MORE_FLAGS, 0) == 0 ? entry.all().without(MORE_FLAGS) : entry.all();
    }

    /** Whether it is in the table of the device itself, which is a bridge's own table too; a plan lists an entry as it was asked for. */
    public static boolean isOfDevice(Neighbour entry) {
        boolean asked = (entry.flags() & Neighbour.MASTER) != 0;
        return !asked && (entry.master().isEmpty() || entry.master().getAsInt() == entry.index());
    }

    public boolean isSelf() {
        return values.has(FdbFields.SELF);
    }

    /** Whether it stays until somebody takes it away. */
    boolean isStatic() {
        return (said.header().number("ndm_state") & (Neighbour.NOARP | Neighbour.PERMANENT)) != 0;
    }

    /** Whether there can be several of its address, each leading elsewhere (vxlan_core.c, vxlan_fdb_update). */
    public boolean isGroup() {
        boolean many = mac.equals("00:00:00:00:00:00") || Neighbour.isGroup(mac);
        return many && values.has(FdbFields.TO);
    }

    /** The other one with all that this one asks for. */
    FdbDescription over(FdbDescription is) {
        return new FdbDescription(mac, device, is.values.with(values), is.said.headed(said.header()));
    }

    /** As RTM_NEWNEIGH has it. */
    Attributes message(int index) {
        Attributes message = values.write(said);
        return message.headed(message.header().with("ndm_ifindex", index));
    }

    @Override
    public String toString() {
        return mac
                + values.find(FdbFields.VLAN).map(v -> " vlan " + v).orElse("")
                + values.find(FdbFields.TO).map(t -> " dst " + Ip.text(t)).orElse("");
    }
}
