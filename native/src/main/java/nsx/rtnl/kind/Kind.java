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
 * A kind of link: what is true of all its links, and its options as a table. Codec, words, completion, help and plans come from it.
 * Immutable: a method that states a fact or adds a line answers another kind.
 */
public final class Kind extends KindFacts {
    /** How a link of the kind is made. */
    public enum Creation {
        /** By RTM_NEWLINK. */
        REQUEST,
        /** By TUNSETIFF and TUNSETPERSIST on /dev/net/tun; RTM_NEWLINK is refused with EOPNOTSUPP. */
        IOCTL
    }

    /** The role of links that have a link of this kind as their master. */
    public enum Ports {
        /** None can have it as their master. */
        NONE,
        /** It passes frames from one to another, as a bridge does, and has a carrier while one of them has one. */
        SWITCHED,
        /** They are members of it, as of a bond or a VRF. */
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

    /** The kind stands on another link, which {@code dev} names and IFLA_LINK carries. */
    Kind onLink() {
        return with(k -> k.onLink = true).passesOn();
    }

    /** Packets for a link of the kind leave through another device or a tunnel. */
    Kind passesOn() {
        return with(k -> k.passesOn = true);
    }

    /** Links of the kind are made two at a time; the attribute holds the other one, as IFLA_* after an ifinfomsg. */
    Kind pair(int number, String kernel) {
        return hidden(number, kernel, AttributeType.nestedAfter(LinkTable.IFINFOMSG, () -> LinkTable.TABLE))
                .with(k -> k.peer = kernel);
    }

    Kind ports(Ports what) {
        return with(k -> k.ports = what);
    }

    /** The driver reports no carrier: IFLA_OPERSTATE is "unknown" while a link of the kind is up. */
    Kind withoutCarrier() {
        return with(k -> k.carrier = false);
    }

    Kind createdBy(Creation how) {
        return with(k -> k.creation = how);
    }

    /** The value of IFLA_INFO_KIND, if it is not the name. */
    Kind kernelName(String other) {
        return with(k -> k.kernelName = other);
    }

    /** The usual prefix of names of such links, if it is not the kind's name. */
    Kind prefix(String usual) {
        return with(k -> k.prefix = usual);
    }

    /** A script that makes a link of the kind. */
    Kind example(String script) {
        return with(k -> k.example = script);
    }

    /** How ip-link(8) writes the options that follow. */
    Kind spelt(Spelling how) {
        return with(k -> k.spelling = how);
    }

    /** The kernel resets the options that a change does not carry, so every change carries all. */
    Kind changedWhole() {
        return with(k -> k.changedWhole = true);
    }

    /** Options that ip-link(8) wants in the command line of every change, although they stay as they are. */
    Kind repeated(String... names) {
        return with(k -> k.repeated = List.of(names));
    }

    /** An attribute that scripts can set and read. */
    Kind option(
            int number, String kernel, AttributeType type, String dslName, String ipName, Unit unit, String summary) {
        return line(number, kernel, type, dslName, ipName, unit, true, summary);
    }

    Kind option(int number, String kernel, AttributeType type, String dslName, String ipName, String summary) {
        return option(number, kernel, type, dslName, ipName, Unit.NONE, summary);
    }

    /** An attribute that scripts can only read. */
    Kind shown(int number, String kernel, AttributeType type, String dslName, Unit unit, String summary) {
        return line(number, kernel, type, dslName, "", unit, false, summary);
    }

    /** An attribute that only traces show. */
    Kind hidden(int number, String kernel, AttributeType type) {
        return with(k -> k.table = table.add(number, kernel, type));
    }

    /** A hidden attribute with bits that a change has to repeat, since the kernel resets them otherwise. */
    Kind kept(int number, String kernel, AttributeType type) {
        return hidden(number, kernel, type)
                .with(k ->
                        k.kept = Stream.concat(kept.stream(), Stream.of(kernel)).toList());
    }

    /** An option that is a part of the bits of an attribute that is in the table already. */
    Kind part(String kernel, long mask, String dslName, String ipName, String text) {
        Attribute whole = table.get(kernel);
        AttributeType type = AttributeType.ranged(whole.type(), 0, mask >>> Long.numberOfTrailingZeros(mask));
        Attribute part = new Attribute(whole.number(), kernel, dslName, type);
        return with(new Option(dslName, ipName, part, Unit.NONE, true, text)
                .spelt(spelling)
                .part(mask));
    }

    /** Another name for an attribute that is in the table already. */
    Kind alias(String kernel, String dslName, String ipName, String text) {
        return with(new Option(dslName, ipName, table.get(kernel), Unit.NONE, true, text).spelt(spelling));
    }

    /** One name that sets several options to the same value; each keeps its own name to be read by. */
    Kind together(String dslName, String text, String... names) {
        Option first = options(names[0]).get(0);
        return with(new Option(dslName, "", first.attribute(), first.unit(), true, text).together(List.of(names)));
    }

    /** The option before this needs bits in another attribute: they are set with it, and it is unset without them. */
    Kind implies(String kernel, long bits) {
        return last(option -> option.implies(table.get(kernel).kernelName(), bits));
    }

    /** The option before this belongs to the other link of a pair. */
    Kind ofPeer() {
        return last(Option::toPeer);
    }

    /** ip-link(8) reads the value of the option before this as hexadecimal. */
    Kind inHex() {
        return last(option -> option.spelt(Spelling.HEX));
    }

    /** The kernel does not tell the option before this: it counts when a link is made, and is not compared afterwards. */
    Kind unreported() {
        return last(Option::unreported);
    }

    /** What ip-link(8) sends with a new link where nothing else is said, since the kernel's own default is of little use. */
    Kind initially(String kernel, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(initial);
        more.put(kernel, value);
        return with(k -> k.initial = more);
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
