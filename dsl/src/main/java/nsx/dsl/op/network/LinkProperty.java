package nsx.dsl.op.network;

import java.util.Arrays;
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

/** A property of devices of every kind: its name in scripts, in ip-link(8), how it is read and how it is sent. */
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
            (c, v) -> c.group((Integer) v));

    private final String word;
    private final String ipWord;
    private final Parameter<?> parameter;
    private final Function<Link, Object> reader;
    private final BiFunction<LinkChange, Object, LinkChange> writer;

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

    LinkChange write(LinkChange change, Object value) {
        return writer.apply(change, value);
    }

    /**
     * Whether the kernel takes it in the request that makes a device; the others are set right after. A bridge that is made with an
     * MTU still follows its ports' (br_mtu_auto_adjust); one that is set later stays.
     */
    public boolean atCreation() {
        return this == MAC || this == TXQUEUELEN || this == GROUP;
    }

    /** Adds it to the request that makes a device. */
    public Attributes create(Attributes link, Object value) {
        return switch (this) {
            case MAC -> link.put("IFLA_ADDRESS", value);
            case TXQUEUELEN -> link.put("IFLA_TXQLEN", value);
            case GROUP -> link.put("IFLA_GROUP", value);
            case MTU, ALIAS, PROMISC -> link;
        };
    }

    String command(Object value) {
        String text = value instanceof Boolean b ? (b ? "on" : "off") : String.valueOf(value);
        return ipWord + " " + Program.quoted(text);
    }
}
