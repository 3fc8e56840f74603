package nsx.dsl.op;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import nsx.dsl.NsxException;
import nsx.dsl.Texts;
import nsx.netlink.Attributes;
import nsx.process.Program;
import nsx.rtnl.Link;
import nsx.rtnl.LinkChange;

/** What can be set on a device of any kind: its name in scripts, in ip-link(8), how it is read and how it is sent. */
public enum LinkProperty {
    MTU("mtu", "mtu", "largest packet, in bytes", Link::mtu, (c, v) -> c.mtu((Integer) v)),
    MAC("mac", "address", "Ethernet address", l -> l.mac().orElse(""), (c, v) -> c.mac((String) v)),
    ALIAS("alias", "alias", "free text", l -> l.alias().orElse(""), (c, v) -> c.alias((String) v)),
    TXQUEUELEN(
            "txqueuelen", "txqueuelen", "packets that may wait", Link::txqueuelen, (c, v) -> c.txqueuelen((Integer) v)),
    PROMISC(
            "promisc",
            "promisc",
            "take packets for others too",
            l -> l.flags().promisc(),
            (c, v) -> c.promisc((Boolean) v)),
    GROUP("group", "group", "number of its group", Link::group, (c, v) -> c.group((Integer) v));

    private final String word;
    private final String ipWord;
    private final String summary;
    private final Function<Link, Object> reader;
    private final BiFunction<LinkChange, Object, LinkChange> writer;

    LinkProperty(
            String word,
            String ipWord,
            String summary,
            Function<Link, Object> reader,
            BiFunction<LinkChange, Object, LinkChange> writer) {
        this.word = word;
        this.ipWord = ipWord;
        this.summary = summary;
        this.reader = reader;
        this.writer = writer;
    }

    public static Optional<LinkProperty> named(String word) {
        return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
    }

    public String word() {
        return word;
    }

    public String summary() {
        return summary;
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

    /** The value as the property holds it; an error that names the property when it cannot be. */
    public Object normal(Object value) {
        return switch (this) {
            case MTU, TXQUEUELEN, GROUP -> number(value);
            case PROMISC -> truth(value);
            case MAC -> mac(Texts.of(value));
            case ALIAS -> Texts.of(value);
        };
    }

    private Object number(Object value) {
        if (value instanceof Number n && n.doubleValue() == n.intValue() && n.intValue() >= 0) {
            return n.intValue();
        }
        throw wrong(value, "a whole number that is not negative");
    }

    private Object truth(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        throw wrong(value, "true or false");
    }

    private Object mac(String text) {
        if (text.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            return text.toLowerCase(Locale.ROOT);
        }
        throw wrong(text, "six pairs of hexadecimal digits such as 02:00:00:00:00:01");
    }

    private NsxException wrong(Object value, String needed) {
        return new NsxException(word + " cannot be " + Texts.of(value))
                .because(word + " is " + needed)
                .at(Texts.of(value));
    }
}
