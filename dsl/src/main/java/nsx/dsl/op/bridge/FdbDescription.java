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
 * @param values the values of {@link FdbFields}
 * @param said the kernel's message about the entry; for a new one, its MAC address and table
 */
public record FdbDescription(String mac, String device, Values values, Attributes said) {
    private static final String MORE_FLAGS = "NDA_FLAGS_EXT";

    /**
     * The entry that options describe. Tables of devices contain permanent entries only (rtnetlink.c,
     * ndo_dflt_fdb_add); on a bridge such an entry would be the bridge's own address.
     */
    public static FdbDescription of(String mac, String device, Values asked) {
        boolean self = asked.has(FdbFields.SELF);
        Attributes none = Attributes.of(
                Rtm.NEWNEIGH.table(),
                Rtm.NEWNEIGH
                        .header()
                        .with("ndm_family", Family.BRIDGE.number())
                        .with("ndm_flags", self ? 0 : Neighbour.MASTER));
        Values all = asked.has(FdbFields.STATE) ? asked : asked.with(FdbFields.STATE, usualState(asked, self));
        return new FdbDescription(mac, device, all, none.put("NDA_LLADDR", mac));
    }

    /** A bridge ignores the state of an entry that a program has learnt: it is dynamic (br_fdb_external_learn_add). */
    private static String usualState(Values asked, boolean self) {
        return self ? "permanent" : asked.has(FdbFields.EXTERN_LEARN) ? "dynamic" : "static";
    }

    /** The values without the table, and without a state that the entry has by itself. */
    public static Values unusual(Values all) {
        Values values = all.without(FdbFields.SELF);
        return values.find(FdbFields.STATE)
                        .filter(usualState(all, all.has(FdbFields.SELF))::equals)
                        .isPresent()
                ? values.without(FdbFields.STATE)
                : values;
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

    /** The kernel's message; a bridge adds a list of further flags even if there are none (br_fdb.c, fdb_fill_info). */
    static Attributes flagged(Neighbour entry) {
        return entry.all().number(MORE_FLAGS, 0) == 0 ? entry.all().without(MORE_FLAGS) : entry.all();
    }

    /**
     * Whether the entry is in the table of the device itself, which for a bridge is also the bridge's table; a plan
     * lists an entry as requested.
     */
    public static boolean isOfDevice(Neighbour entry) {
        boolean asked = (entry.flags() & Neighbour.MASTER) != 0;
        return !asked && (entry.master().isEmpty() || entry.master().getAsInt() == entry.index());
    }

    public boolean isSelf() {
        return values.has(FdbFields.SELF);
    }

    /** The state, which is also the word of bridge(8). */
    String state() {
        return values.find(FdbFields.STATE).orElse("");
    }

    /**
     * Whether several entries of its address can exist, each with another destination (vxlan_core.c,
     * vxlan_fdb_update).
     */
    public boolean isGroup() {
        boolean many = mac.equals("00:00:00:00:00:00") || Neighbour.isGroup(mac);
        return many && values.has(FdbFields.TO);
    }

    /** Returns an existing entry with the values of this one. */
    FdbDescription over(FdbDescription is) {
        return new FdbDescription(mac, device, is.values.with(values), is.said.headed(said.header()));
    }

    /** The content of RTM_NEWNEIGH. */
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
