package nsx.rtnl;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Struct;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.LinkTable;

/**
 * A link as RTM_NEWLINK describes it.
 *
 * @param name as the kernel has it: may hold control characters
 * @param kind IFLA_INFO_KIND, empty for physical devices and lo
 * @param state IFLA_OPERSTATE: unknown, notpresent, down, lowerlayerdown, testing, dormant or up
 * @param link index of the link this one stands on, or of the other end of a pair; in the namespace of {@code linkNetnsId} when
 *     that is there, else in this one
 * @param linkNetnsId the namespace of {@code link} as this one numbers it; -1 when it has no number here
 * @param slaveKind the kind of its master
 * @param all everything the kernel said
 */
public record Link(
        int index,
        String name,
        String kind,
        LinkFlags flags,
        String state,
        int mtu,
        Optional<String> mac,
        Optional<String> broadcast,
        OptionalInt master,
        OptionalInt link,
        OptionalInt linkNetnsId,
        Optional<String> alias,
        List<String> altnames,
        int group,
        int txqueuelen,
        int promiscuity,
        Stats stats,
        Optional<String> slaveKind,
        Attributes all) {
    /** IFLA_STATS64: the counters that ip-link(8) shows first; the others are in {@link Link#all}. */
    public record Stats(
            long rxBytes,
            long rxPackets,
            long rxErrors,
            long rxDropped,
            long txBytes,
            long txPackets,
            long txErrors,
            long txDropped,
            long multicast,
            long collisions) {
        static Stats of(Struct.Value value) {
            return new Stats(
                    value.number("rx_bytes"),
                    value.number("rx_packets"),
                    value.number("rx_errors"),
                    value.number("rx_dropped"),
                    value.number("tx_bytes"),
                    value.number("tx_packets"),
                    value.number("tx_errors"),
                    value.number("tx_dropped"),
                    value.number("multicast"),
                    value.number("collisions"));
        }
    }

    /** Reads RTM_NEWLINK. */
    public static Link decode(Message message) {
        Attributes all = Rtm.NEWLINK.decode(message);
        Attributes info = all.nested("IFLA_LINKINFO");
        return new Link(
                all.header().integer("ifi_index"),
                all.string("IFLA_IFNAME", ""),
                info.string("IFLA_INFO_KIND", ""),
                new LinkFlags(all.header().integer("ifi_flags")),
                all.string("IFLA_OPERSTATE", "unknown"),
                all.integer("IFLA_MTU", 0),
                all.findString("IFLA_ADDRESS"),
                all.findString("IFLA_BROADCAST"),
                all.findInteger("IFLA_MASTER"),
                all.findInteger("IFLA_LINK"),
                all.findInteger("IFLA_LINK_NETNSID"),
                all.findString("IFLA_IFALIAS"),
                altnames(all),
                all.integer("IFLA_GROUP", 0),
                all.integer("IFLA_TXQLEN", 0),
                all.integer("IFLA_PROMISCUITY", 0),
                Stats.of(all.struct("IFLA_STATS64").orElse(LinkTable.STATS64.zero())),
                info.findString("IFLA_INFO_SLAVE_KIND"),
                all);
    }

    private static List<String> altnames(Attributes all) {
        return all.nested("IFLA_PROP_LIST").all("IFLA_ALT_IFNAME").stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** The options of its kind; no attributes for an unknown kind, or a kind without options. */
    public Attributes data() {
        return nested("IFLA_INFO_DATA");
    }

    /** The attributes that its master keeps about it, such as the cost of a bridge port. */
    public Attributes slaveData() {
        return nested("IFLA_INFO_SLAVE_DATA");
    }

    private Attributes nested(String name) {
        Attributes info = all.nested("IFLA_LINKINFO");
        return info.value(name)
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast)
                .orElseGet(() -> Attributes.of(AttributeTable.named(name)));
    }

    /** Whether it is one end of a pair; the other is {@link #link}. */
    public boolean isPairEnd() {
        return Kinds.isPair(kind);
    }

    /** Whether it passes frames between its ports, as a bridge does. */
    public boolean isSwitch() {
        return Kinds.isSwitch(kind);
    }

    /** Set up by an administrator ({@code up()}); {@link #state} says whether it carries anything. */
    /** This link without a flag. */
    public Link without(int flag) {
        return new Link(
                index,
                name,
                kind,
                new LinkFlags(flags.bits() & ~flag),
                state,
                mtu,
                mac,
                broadcast,
                master,
                link,
                linkNetnsId,
                alias,
                altnames,
                group,
                txqueuelen,
                promiscuity,
                stats,
                slaveKind,
                all);
    }

    public boolean up() {
        return flags.up();
    }
}
