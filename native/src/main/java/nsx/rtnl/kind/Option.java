package nsx.rtnl.kind;

import java.util.List;
import nsx.netlink.Attribute;
import nsx.netlink.Attributes;

/**
 * One option of a link kind.
 *
 * @param name what scripts call it: {@code forwardDelay}
 * @param ipName the word of ip-link(8): {@code forward_delay}; empty when ip cannot set it
 * @param settable false for what the kernel only reports
 * @param spelling how ip-link(8) writes its value
 * @param ofPeer whether it belongs to the other link of a pair
 * @param parts the options that it sets to its value, where it is a name for several
 * @param flags the attribute with the bits that say it is set; empty when no bits are needed
 * @param bits those bits
 * @param reported false for what a link is made with and the kernel does not tell afterwards
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
        boolean reported) {
    Option(String name, String ipName, Attribute attribute, Unit unit, boolean settable, String summary) {
        this(name, ipName, attribute, unit, settable, summary, Spelling.VALUE, false, List.of(), "", 0, true);
    }

    Option spelt(Spelling how) {
        return new Option(name, ipName, attribute, unit, settable, summary, how, ofPeer, parts, flags, bits, reported);
    }

    Option toPeer() {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, true, parts, flags, bits, reported);
    }

    Option together(List<String> names) {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, ofPeer, names, flags, bits, reported);
    }

    Option implies(String in, long which) {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, ofPeer, parts, in, which, reported);
    }

    Option unreported() {
        return new Option(
                name, ipName, attribute, unit, settable, summary, spelling, ofPeer, parts, flags, bits, false);
    }

    /** Whether attributes have a value of it, and the bits that put it in force; device 0 is not a device. */
    public boolean isSet(Attributes data) {
        String kernelName = attribute.kernelName();
        if (!data.has(kernelName) || unit == Unit.INTERFACE && data.number(kernelName) == 0) {
            return false;
        }
        return flags.isEmpty() || (data.number(flags, 0) & bits) == bits;
    }

    /** Sets it, and with it the bits that it needs. */
    Attributes put(Attributes data, Object value) {
        Attributes set = data.set(attribute.kernelName(), value);
        return flags.isEmpty() ? set : set.set(flags, data.number(flags, 0) | bits);
    }
}
