package nsx.rtnl.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nsx.netlink.Attribute;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;

/**
 * A kind of link: the facts that hold for all its links, and its options as a table. Codec, words, completion, help
 * and plans are derived from it. Immutable: a method that states a fact or adds a line returns another kind.
 */
public final class Kind extends KindFacts {
    /** How a link of the kind is created. */
    public enum Creation {
        /** The link is created by RTM_NEWLINK. */
        REQUEST,
        /**
         * The link is created by TUNSETIFF and TUNSETPERSIST on /dev/net/tun; RTM_NEWLINK is refused with EOPNOTSUPP.
         */
        IOCTL
    }

    /** The role of links that have a link of this kind as their master. */
    public enum Ports {
        /** No link can have it as its master. */
        NONE,
        /** The link forwards frames between its ports, as a bridge does, and has a carrier while any port has one. */
        SWITCHED,
        /** The ports are members of the link, as of a bond or a VRF. */
        MEMBERS
    }

    private Kind(String name, String summary, AttributeTable table) {
        super(name, summary, table);
    }

    private Kind(Kind other) {
        super(other);
    }

    private Kind with(Consumer<Kind> change) {
        Kind copy = new Kind(this);
        change.accept(copy);
        return copy;
    }

    static Kind named(String name, String summary) {
        return new Kind(name, summary, AttributeTable.named("IFLA_" + name.toUpperCase(Locale.ROOT)));
    }

    /** States that links of the kind need a lower link, named by {@code dev} and sent as IFLA_LINK. */
    Kind onLink() {
        return with(k -> k.onLink = true).passesOn();
    }

    /** States that packets for a link of the kind leave through another device or a tunnel. */
    Kind passesOn() {
        return with(k -> k.passesOn = true);
    }

    /**
     * States that links of the kind are created in pairs; the attribute contains the other link, as IFLA_* after an
     * ifinfomsg.
     */
    Kind pair(int number, String kernel) {
        return hidden(number, kernel, AttributeType.nestedAfter(LinkTable.IFINFOMSG, () -> LinkTable.TABLE))
                .with(k -> k.peer = kernel);
    }

    Kind ports(Ports what) {
        return with(k -> k.ports = what);
    }

    /** States that the driver reports no carrier: IFLA_OPERSTATE is "unknown" while a link of the kind is up. */
    Kind withoutCarrier() {
        return with(k -> k.carrier = false);
    }

    Kind createdBy(Creation how) {
        return with(k -> k.creation = how);
    }

    /** Sets the IFLA_INFO_KIND if it is not the name. */
    Kind kernelName(String other) {
        return with(k -> k.kernelName = other);
    }

    /** Sets the usual prefix of link names if it is not the kind's name. */
    Kind prefix(String usual) {
        return with(k -> k.prefix = usual);
    }

    /** Adds a script that creates a link of the kind. */
    Kind example(String script) {
        return with(k -> k.example = script);
    }

    /** Sets how ip-link(8) writes the options that follow. */
    Kind spelt(Spelling how) {
        return with(k -> k.spelling = how);
    }

    /** States that the kernel reports all options that it has, and always this attribute. */
    Kind reportsAll(String attribute) {
        return with(k -> k.always = attribute);
    }

    /** States that the kernel resets omitted options, so every change must contain all options. */
    Kind changedWhole() {
        return with(k -> k.changedWhole = true);
    }

    /** Names options that ip-link(8) needs in every change, even if they stay the same. */
    Kind repeated(String... names) {
        return with(k -> k.repeated = List.of(names));
    }

    /** States a default that the kernel sets in each new link of the kind: the facts of a planned link need it. */
    Kind kernelSets(String kernel, Object value) {
        return with(k -> k.kernelDefaults = k.data().set(kernel, value));
    }

    /** Names options that a new link needs, unless it takes its data from routes. */
    Kind needs(String... names) {
        return with(k -> k.needed = List.of(names));
    }

    /** Adds an attribute that scripts can set and read. */
    Kind option(
            int number, String kernel, AttributeType type, String dslName, String ipName, Unit unit, String summary) {
        return line(number, kernel, type, dslName, ipName, unit, true, summary);
    }

    Kind option(int number, String kernel, AttributeType type, String dslName, String ipName, String summary) {
        return option(number, kernel, type, dslName, ipName, Unit.NONE, summary);
    }

    /** Adds an attribute that scripts can only read. */
    Kind shown(int number, String kernel, AttributeType type, String dslName, Unit unit, String summary) {
        return line(number, kernel, type, dslName, "", unit, false, summary);
    }

    /** Adds an attribute that only traces show. */
    Kind hidden(int number, String kernel, AttributeType type) {
        return with(k -> k.table = table.add(number, kernel, type));
    }

    /** Adds a hidden attribute with bits that a change must repeat, since the kernel resets them otherwise. */
    Kind kept(int number, String kernel, AttributeType type) {
        return hidden(number, kernel, type)
                .with(k ->
                        k.kept = Stream.concat(kept.stream(), Stream.of(kernel)).toList());
    }

    /** Adds an option for some bits of an attribute that is already in the table. */
    Kind part(String kernel, long mask, String dslName, String ipName, String text) {
        Attribute whole = table.get(kernel);
        AttributeType type = AttributeType.ranged(whole.type(), 0, mask >>> Long.numberOfTrailingZeros(mask));
        Attribute part = new Attribute(whole.number(), kernel, dslName, type);
        return with(new Option(dslName, ipName, part, Unit.NONE, true, text)
                .spelt(spelling)
                .part(mask));
    }

    /** Adds an option for one of the {@link SwitchesType switches} in an attribute that is already in the table. */
    Kind switched(String kernel, long bit, String dslName, String ipName, String text) {
        Attribute part = new Attribute(table.get(kernel).number(), kernel, dslName, AttributeType.BOOL);
        return with(new Option(dslName, ipName, part, Unit.NONE, true, text)
                .spelt(spelling)
                .part(bit));
    }

    /** Adds another name for an attribute that is already in the table. */
    Kind alias(String kernel, String dslName, String ipName, String text) {
        return with(new Option(dslName, ipName, table.get(kernel), Unit.NONE, true, text).spelt(spelling));
    }

    /** Adds one name that sets several options to the same value; each option keeps its own name for reading. */
    Kind together(String dslName, String text, String... names) {
        Option first = options(names[0]).get(0);
        return with(new Option(dslName, "", first.attribute(), first.unit(), true, text).together(List.of(names)));
    }

    /**
     * States that the previous option needs bits in another attribute: they are set with it, and without them the
     * option is unset.
     */
    Kind implies(String kernel, long bits) {
        return last(option -> option.implies(table.get(kernel).kernelName(), bits));
    }

    /** States that the previous option belongs to the other link of a pair. */
    Kind ofPeer() {
        return last(Option::toPeer);
    }

    /** States that ip-link(8) reads the previous option's value as hexadecimal. */
    Kind inHex() {
        return last(option -> option.spelt(Spelling.HEX));
    }

    /** States that ip-link(8) takes the previous option's name only as its number. */
    Kind asNumber() {
        return last(option -> option.spelt(Spelling.NUMBER));
    }

    /** States that ip-link(8) takes the two ends of the previous option's range as two words. */
    Kind asPair() {
        return last(option -> option.spelt(Spelling.PAIR));
    }

    /**
     * States that the kernel does not report the previous option: it applies at creation and is not compared
     * afterwards.
     */
    Kind unreported() {
        return last(Option::unreported);
    }

    /** Sets a default that ip-link(8) sends with a new link, because the kernel's own default is of little use. */
    Kind sends(String kernel, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(initial);
        more.put(kernel, value);
        return with(k -> k.initial = more);
    }

    /** Sets such a default for a tunnel that does not take its data from routes. */
    Kind sendsUnlessExternal(String kernel, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(initialOwn);
        more.put(kernel, value);
        return with(k -> k.initialOwn = more);
    }

    /** Sets a default that ip-link(8) sends with a new link that has another option on. */
    Kind sendsWith(String on, String kernel, Object value) {
        return with(k -> {
            k.condition = on;
            k.conditional = Map.entry(kernel, value);
        });
    }

    private Kind last(UnaryOperator<Option> change) {
        return with(k -> k.options = options.last(change));
    }

    private Kind with(Option option) {
        return with(k -> k.options = options.and(option));
    }

    private Kind line(
            int number,
            String kernel,
            AttributeType type,
            String dslName,
            String ipName,
            Unit unit,
            boolean settable,
            String text) {
        Attribute attribute = new Attribute(number, kernel, dslName, type);
        return with(k -> k.table = table.add(number, kernel, dslName, type))
                .with(new Option(dslName, ipName, attribute, unit, settable, text).spelt(spelling));
    }
}
