package nsx.rtnl.kind;

import java.util.List;
import java.util.Optional;
import nsx.netlink.Attribute;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;
import nsx.rtnl.kind.SwitchesType.Switches;

/**
 * One option of a link kind.
 *
 * @param name the name in scripts: {@code forwardDelay}
 * @param ipName the word of ip-link(8): {@code forward_delay}; empty if ip cannot set the option
 * @param settable false for an option that the kernel only reports
 * @param spelling how ip-link(8) writes the value
 * @param ofPeer whether the option belongs to the other link of a pair
 * @param parts the options that it sets, if it is one name for several
 * @param flags the attribute with the bits that enable the option; empty if none are needed
 * @param bits the bits that enable the option
 * @param reported false for an option of creation that the kernel does not report afterwards
 * @param mask the option's bits in the attribute's number or {@link SwitchesType switches}, if the attribute contains
 * several options; otherwise 0
 */
public record Option(
        String name,
        String ipName,
        Attribute attribute,
        Unit unit,
        boolean settable,
        String summary,
        Spelling spelling,
        boolean ofPeer,
        List<String> parts,
        String flags,
        long bits,
        boolean reported,
        long mask) {
    Option(String name, String ipName, Attribute attribute, Unit unit, boolean settable, String summary) {
        this(name, ipName, attribute, unit, settable, summary, Spelling.VALUE, false, List.of(), "", 0, true, 0);
    }

    Option spelt(Spelling how) {
        return new Option(
                name, ipName, attribute, unit, settable, summary, how, ofPeer, parts, flags, bits, reported, mask);
    }

    Option toPeer() {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, true, parts, flags, bits, reported, mask);
    }

    Option together(List<String> names) {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, ofPeer, names, flags, bits, reported, mask);
    }

    Option implies(String in, long which) {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, ofPeer, parts, in, which, reported, mask);
    }

    Option unreported() {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, ofPeer, parts, flags, bits, false, mask);
    }

    Option part(long which) {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, ofPeer, parts, flags, bits, reported,
                which);
    }

    /** Whether attributes contain a value of the option and its enabling bits; device 0 counts as unset. */
    public boolean isSet(Attributes data) {
        String kernelName = attribute.kernelName();
        if (data.value(kernelName).orElse(null) instanceof Switches switches && !switches.has(mask)) {
            return false;
        }
        if (!data.has(kernelName) || unit == Unit.INTERFACE && data.number(kernelName) == 0) {
            return false;
        }
        return flags.isEmpty() || (data.number(flags, 0) & bits) == bits;
    }

    /**
     * Whether what the kernel reports of a link tells the option: it is set, or one of the switches that the kernel leaves
     * out when all are off.
     */
    public boolean isReported(Attributes data) {
        return isSet(data) || !data.entries().isEmpty() && !data.has(attribute.kernelName()) && isOffIfAbsent(data);
    }

    /** The decoded value of the option; empty if the attributes lack it. */
    public Optional<Object> value(Attributes data) {
        String kernelName = attribute.kernelName();
        if (data.value(kernelName).orElse(null) instanceof Switches switches) {
            return switches.has(mask) ? Optional.of(switches.isOn(mask)) : Optional.empty();
        }
        if (isOffIfAbsent(data)) {
            return Optional.of(false);
        }
        return mask == 0
                ? data.value(kernelName)
                : data.value(kernelName).map(all -> (data.number(kernelName) & mask) >>> shift());
    }

    /** Sets the option and its enabling bits. Other options in the same attribute stay. */
    public Attributes put(Attributes data, Object value) {
        Attributes set = data.set(attribute.kernelName(), mask == 0 ? value : among(data, value));
        return flags.isEmpty() ? set : set.set(flags, data.number(flags, 0) | bits);
    }

    /** Whether the option is one of the switches of its attribute. */
    private boolean isSwitch(Attributes data) {
        return mask != 0 && data.table().get(attribute.kernelName()).type() instanceof SwitchesType;
    }

    private boolean isOffIfAbsent(Attributes data) {
        return isSwitch(data)
                && ((SwitchesType) data.table().get(attribute.kernelName()).type()).offIfAbsent();
    }

    private Object among(Attributes data, Object value) {
        String kernelName = attribute.kernelName();
        if (isSwitch(data)) {
            Switches switches = (Switches) data.value(kernelName).orElse(Switches.NONE);
            return switches.with(mask, number(value) != 0);
        }
        long number = number(value);
        return data.number(kernelName, 0) & ~mask | number << shift();
    }

    /** The number of a value of the option; a truth is 1 or 0. */
    private long number(Object value) {
        String kernelName = attribute.kernelName();
        Attributes alone =
                Attributes.of(AttributeTable.of(kernelName, List.of(attribute))).put(kernelName, value);
        return alone.value(kernelName).orElseThrow() instanceof Boolean on ? (on ? 1 : 0) : alone.number(kernelName);
    }

    private int shift() {
        return Long.numberOfTrailingZeros(mask);
    }
}
