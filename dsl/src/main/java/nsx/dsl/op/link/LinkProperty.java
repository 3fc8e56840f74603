package nsx.dsl.op.link;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.process.Program;
import nsx.rtnl.Link;
import nsx.rtnl.LinkChange;
import nsx.rtnl.LinkFlags;

/** A property of devices of every kind: its names in scripts and in ip-link(8), its reader and its request. */
public enum LinkProperty {
    MTU(
            "mtu",
            "mtu",
            "largest packet, in bytes",
            Reader.integer(0, Integer.MAX_VALUE),
            Link::mtu,
            (c, v) -> c.mtu((Integer) v)),
    MAC("mac", "address", "Ethernet address", Reader.mac(), l -> l.mac().orElse(""), (c, v) -> c.mac((String) v)),
    ALIAS("alias", "alias", "free text", Reader.text(), l -> l.alias().orElse(""), (c, v) -> c.alias((String) v)),
    TXQUEUELEN(
            "txqueuelen",
            "txqueuelen",
            "longest transmit queue, in packets",
            Reader.integer(0, Integer.MAX_VALUE),
            Link::txqueuelen,
            (c, v) -> c.txqueuelen((Integer) v)),
    PROMISC(
            "promisc",
            "promisc",
            "receive packets for other hosts too",
            Reader.truth().as(Type.CHOICE),
            l -> l.flags().promisc(),
            (c, v) -> c.promisc((Boolean) v)),
    GROUP(
            "group",
            "group",
            "number of its group",
            Reader.integer(0, Integer.MAX_VALUE),
            Link::group,
            (c, v) -> c.group((Integer) v)),
    ARP(
            "arp",
            "arp",
            "find neighbours, by ARP or neighbour discovery",
            l -> !l.flags().has(LinkFlags.NOARP),
            LinkChange::arp),
    MULTICAST(
            "multicast", "multicast", "send multicast", l -> l.flags().has(LinkFlags.MULTICAST), LinkChange::multicast),
    ALLMULTICAST(
            "allmulticast",
            "allmulticast",
            "receive all multicast",
            l -> l.flags().has(LinkFlags.ALLMULTI),
            LinkChange::allmulticast),
    CARRIER(
            "carrier",
            "carrier",
            "a carrier, of kinds that have none from elsewhere, such as dummy",
            l -> l.all().truth("IFLA_CARRIER"),
            LinkChange::carrier),
    PROTODOWN(
            "protodown",
            "protodown",
            "hold the carrier down",
            l -> l.all().truth("IFLA_PROTO_DOWN"),
            LinkChange::protodown),
    ADDRGENMODE(
            "addrgenmode",
            "addrgenmode",
            "how its link-local address of IPv6 is made",
            Reader.choice("eui64", "none", "stable_secret", "random"),
            LinkProperty::generated,
            (c, v) -> c.addrgenmode((String) v)),
    GSO_MAX_SIZE("gsoMaxSize", "gso_max_size", "most bytes in a packet that is split on sending", "IFLA_GSO_MAX_SIZE"),
    GSO_MAX_SEGS("gsoMaxSegs", "gso_max_segs", "most parts of a packet that is split on sending", "IFLA_GSO_MAX_SEGS"),
    GRO_MAX_SIZE("groMaxSize", "gro_max_size", "most bytes in packets that are joined on receipt", "IFLA_GRO_MAX_SIZE"),
    /** The index, set at creation and then fixed. */
    INDEX(
            "index",
            "index",
            "number of a new device; it cannot change",
            Reader.integer(1, Integer.MAX_VALUE),
            Link::index,
            (c, v) -> c);

    /** The defaults of Ethernet links; properties without an entry differ between links. */
    private static final Map<LinkProperty, Object> USUAL = Map.of(
            ARP,
            true,
            MULTICAST,
            true,
            ALLMULTICAST,
            false,
            PROTODOWN,
            false,
            ADDRGENMODE,
            "eui64",
            GSO_MAX_SIZE,
            65536,
            GSO_MAX_SEGS,
            65535,
            GRO_MAX_SIZE,
            65536);

    private final String word;
    private final String ipWord;
    private final Parameter<?> parameter;
    private final Function<Link, Object> reader;
    private final BiFunction<LinkChange, Object, LinkChange> writer;

    /** A boolean property. */
    LinkProperty(
            String word,
            String ipWord,
            String summary,
            Function<Link, Object> reader,
            BiFunction<LinkChange, Boolean, LinkChange> writer) {
        this(word, ipWord, summary, Reader.truth().as(Type.CHOICE), reader, (c, v) -> writer.apply(c, (Boolean) v));
    }

    /** A property that is a number in an attribute. */
    LinkProperty(String word, String ipWord, String summary, String attribute) {
        this(
                word,
                ipWord,
                summary,
                Reader.integer(0, Integer.MAX_VALUE),
                l -> l.all().integer(attribute, 0),
                (c, v) -> c.number(ipWord, attribute, (Integer) v));
    }

    LinkProperty(
            String word,
            String ipWord,
            String summary,
            Reader<?> taking,
            Function<Link, Object> reader,
            BiFunction<LinkChange, Object, LinkChange> writer) {
        this.word = word;
        this.ipWord = ipWord;
        this.parameter = Parameter.named(word, taking, summary);
        this.reader = reader;
        this.writer = writer;
    }

    public static Optional<LinkProperty> named(String word) {
        return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
    }

    public String word() {
        return word;
    }

    /** The property as an option of a word. */
    public Parameter<?> parameter() {
        return parameter;
    }

    public Object read(Link link) {
        return reader.apply(link);
    }

    /** The way of generating addresses; empty if IPv6 is off. */
    private static Object generated(Link link) {
        return link.all().nested("IFLA_AF_SPEC").nested("AF_INET6").string("IFLA_INET6_ADDR_GEN_MODE", "");
    }

    /** Whether the property differs from the default of Ethernet links. */
    public boolean isUnusual(Link link) {
        Object usual = USUAL.get(this);
        if (usual == null || link.flags().loopback()) {
            return false;
        }
        Object is = read(link);
        boolean without = is.equals("") || is.equals(0);
        return !without && !usual.equals(is);
    }

    /** Whether the property stays as set; a carrier comes and goes. */
    public boolean isLasting() {
        return this != CARRIER;
    }

    /** Whether the property of an existing device can be changed. */
    public boolean isSettable() {
        return this != INDEX;
    }

    LinkChange write(LinkChange change, Object value) {
        return writer.apply(change, value);
    }

    /**
     * Whether the kernel accepts the property in the request that creates a device; others are set right after. A
     * bridge created with an MTU still follows its ports' (br_mtu_auto_adjust); one set later stays.
     */
    public boolean atCreation() {
        return this == INDEX || this == MAC || this == TXQUEUELEN || this == GROUP;
    }

    /** Adds the property to the request that creates a device. */
    public Attributes create(Attributes link, Object value) {
        return switch (this) {
            case INDEX -> link.headed(link.header().with("ifi_index", (Integer) value));
            case MAC -> link.put("IFLA_ADDRESS", value);
            case TXQUEUELEN -> link.put("IFLA_TXQLEN", value);
            case GROUP -> link.put("IFLA_GROUP", value);
            default -> link;
        };
    }

    String command(Object value) {
        String text = value instanceof Boolean b ? (b ? "on" : "off") : String.valueOf(value);
        return ipWord + " " + Program.quoted(text);
    }
}
