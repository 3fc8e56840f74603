package nsx.rtnl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.RawAttributes;
import nsx.netlink.Struct;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.LinkTable;

/**
 * A link as RTM_NEWLINK describes it. A received link is decoded lazily, when a fact is read that cannot be found
 * quickly in its bytes; malformed bytes then throw {@link nsx.netlink.CodecException}.
 */
public final class Link {
    /** An offset in struct ifinfomsg. */
    private static final int IFI_INDEX = 4;

    private static final int IFI_FLAGS = 8;
    private static final int IFINFOMSG = 16;
    private static final int IFLA_IFNAME = 3;

    /** The received message; null for a link that was not received. */
    private final Message received;

    private Content content;

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

    private record Content(
            int index,
            String name,
            String kind,
            LinkFlags flags,
            String state,
            int mtu,
            Optional<String> mac,
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
            Attributes all) {}

    private Link(Message received, Content content) {
        this.received = received;
        this.content = content;
    }

    /** Creates a link from facts. */
    public Link(
            int index,
            String name,
            String kind,
            LinkFlags flags,
            String state,
            int mtu,
            Optional<String> mac,
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
        this(
                null,
                new Content(
                        index,
                        name,
                        kind,
                        flags,
                        state,
                        mtu,
                        mac,
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
                        all));
    }

    /** Reads RTM_NEWLINK. */
    public static Link decode(Message message) {
        boolean whole = message.payload().length >= IFINFOMSG;
        return new Link(message, whole ? null : content(message));
    }

    private Content content() {
        if (content == null) {
            content = content(received);
        }
        return content;
    }

    private static Content content(Message message) {
        Attributes all = Rtm.NEWLINK.decode(message);
        Attributes info = all.nested("IFLA_LINKINFO");
        return new Content(
                all.header().integer("ifi_index"),
                all.string("IFLA_IFNAME", ""),
                info.string("IFLA_INFO_KIND", ""),
                new LinkFlags(all.header().integer("ifi_flags")),
                all.string("IFLA_OPERSTATE", "unknown"),
                all.integer("IFLA_MTU", 0),
                all.findString("IFLA_ADDRESS"),
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

    public int index() {
        return content == null ? RawAttributes.header(received.payload(), IFI_INDEX) : content.index;
    }

    /** The kernel's name, which may contain control characters. */
    public String name() {
        int at = content == null ? RawAttributes.find(received.payload(), IFINFOMSG, IFLA_IFNAME) : -1;
        byte[] bytes = at < 0 ? new byte[0] : RawAttributes.bytes(received.payload(), at);
        // a name that is not plain text is decoded by its type
        return RawAttributes.isPlainText(bytes)
                ? new String(bytes, 0, bytes.length - 1, StandardCharsets.US_ASCII)
                : content().name;
    }

    /** The IFLA_INFO_KIND; empty for physical devices and lo. */
    public String kind() {
        return content().kind;
    }

    public LinkFlags flags() {
        return content == null ? new LinkFlags(RawAttributes.header(received.payload(), IFI_FLAGS)) : content.flags;
    }

    /** The IFLA_OPERSTATE: unknown, notpresent, down, lowerlayerdown, testing, dormant or up. */
    public String state() {
        return content().state;
    }

    public int mtu() {
        return content().mtu;
    }

    public Optional<String> mac() {
        return content().mac;
    }

    public OptionalInt master() {
        return content().master;
    }

    /**
     * The index of the lower link or of the other end of a pair. It is in the namespace of {@link #linkNetnsId} if
     * that is present, otherwise in this one.
     */
    public OptionalInt link() {
        return content().link;
    }

    /** The number that this namespace has for the namespace of {@link #link}; -1 if it has none. */
    public OptionalInt linkNetnsId() {
        return content().linkNetnsId;
    }

    public Optional<String> alias() {
        return content().alias;
    }

    public List<String> altnames() {
        return content().altnames;
    }

    public int group() {
        return content().group;
    }

    public int txqueuelen() {
        return content().txqueuelen;
    }

    public int promiscuity() {
        return content().promiscuity;
    }

    /** The counters at the time of the read. */
    public Stats stats() {
        return content().stats;
    }

    /** The kind of the link's master. */
    public Optional<String> slaveKind() {
        return content().slaveKind;
    }

    /** All attributes that the kernel sent. */
    public Attributes all() {
        return content().all;
    }

    /** The options of the link's kind; no attributes for an unknown kind or one without options. */
    public Attributes data() {
        return nested("IFLA_INFO_DATA");
    }

    /** The attributes that the link's master keeps about it, such as the cost of a bridge port. */
    public Attributes slaveData() {
        return nested("IFLA_INFO_SLAVE_DATA");
    }

    private Attributes nested(String name) {
        Attributes info = all().nested("IFLA_LINKINFO");
        return info.value(name)
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast)
                .orElseGet(() -> Attributes.of(AttributeTable.named(name)));
    }

    /** Whether the link is one end of a pair; {@link #link} is the other. */
    public boolean isPairEnd() {
        return Kinds.isPair(kind());
    }

    /** The index of the link of the same namespace that it stands on, as a VLAN does; the ends of a pair stand on none. */
    public OptionalInt below() {
        OptionalInt link = link();
        boolean stands = link.isPresent()
                && link.getAsInt() != index()
                && !isPairEnd()
                && linkNetnsId().isEmpty();
        return stands ? link : OptionalInt.empty();
    }

    /** Whether the link is of this kind or of another with the same IFLA_INFO_KIND. */
    public boolean is(Kind kind) {
        return kind().equals(kind.kernelName());
    }

    /** Whether the link forwards frames between its ports, as a bridge does. */
    public boolean isSwitch() {
        return Kinds.isSwitch(kind());
    }

    /** Returns this link without a flag. */
    public Link without(int flag) {
        Content c = content();
        return new Link(
                c.index,
                c.name,
                c.kind,
                new LinkFlags(c.flags.bits() & ~flag),
                c.state,
                c.mtu,
                c.mac,
                c.master,
                c.link,
                c.linkNetnsId,
                c.alias,
                c.altnames,
                c.group,
                c.txqueuelen,
                c.promiscuity,
                c.stats,
                c.slaveKind,
                c.all);
    }

    /**
     * Whether an administrator has set the link up ({@code up()}); {@link #state} tells whether it carries anything.
     */
    public boolean up() {
        return flags().up();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Link that && content().equals(that.content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    @Override
    public String toString() {
        return content().toString();
    }
}
