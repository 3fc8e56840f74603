package nsx.dsl.op.route;

import java.util.Optional;
import java.util.Set;
import nsx.dsl.op.field.Slot;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;

/** A firewall mark with the mask of the bits that a packet's mark must match. */
record Mark(long value, long mask) {
    private static final long ALL = 0xffffffffL;
    private static final Reader<Long> NUMBER = Reader.number(0, ALL);

    static final Reader<Mark> READER =
            Reader.of(Type.NUMBER, "a whole number from 0 to 4294967295, or with a mask as in '0x10/0xf0'", Mark::read);

    /** The slot of a mark; the kernel leaves out a mark of 0, and the mask if both are 0. */
    static final Slot<Mark> SLOT = new Slot<>(Set.of("FRA_FWMARK", "FRA_FWMASK"), Mark::read, Mark::write);

    private static Optional<Mark> read(Object given) {
        if (!(given instanceof CharSequence text)) {
            return NUMBER.read(given).map(value -> new Mark(value, ALL));
        }
        String[] parts = text.toString().split("/", -1);
        return number(parts[0])
                .flatMap(value -> parts.length == 1
                        ? Optional.of(new Mark(value, ALL))
                        : number(parts[1]).filter(mask -> parts.length == 2).map(mask -> new Mark(value, mask)));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.decode(text)).flatMap(NUMBER::read);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Mark> read(Attributes rule) {
        long mask = rule.number("FRA_FWMASK", ALL);
        return rule.has("FRA_FWMARK") || rule.has("FRA_FWMASK")
                ? Optional.of(new Mark(rule.number("FRA_FWMARK", 0), mask))
                : Optional.empty();
    }

    private static Attributes write(Attributes rule, Mark mark) {
        return rule.set("FRA_FWMARK", mark.value).set("FRA_FWMASK", mark.isPlain() ? null : mark.mask);
    }

    /** Whether the kernel takes the mask from the mark: without a mask, a mark of 0 is any mark (net/core/fib_rules.c). */
    private boolean isPlain() {
        return mask == ALL && value != 0;
    }

    /** A number if every bit counts, otherwise text. */
    Object fact() {
        return mask == ALL ? (Object) value : toString();
    }

    /** Returns the text of ip-rule(8). */
    @Override
    public String toString() {
        return "0x" + Long.toHexString(value) + (isPlain() ? "" : "/0x" + Long.toHexString(mask));
    }
}
