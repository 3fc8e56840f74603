package nsx.dsl.op.queue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.unit.Rate;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/**
 * The options of a class (tc-htb(8), tc-hfsc(8), tc-drr(8)): one per line. The message is written as a whole, because
 * rates and sizes depend on each other.
 */
public final class ClassFields {
    private static final Reader<Long> SIZE = Reader.number(1, 0xffffffffL).as(Type.SIZE);

    public static final Field<Long> RATE = rate(
            "rate", "rate that it has for sure", options -> rate(options, "rate", "TCA_HTB_RATE64", "TCA_HFSC_FSC"));
    public static final Field<Long> CEIL = rate(
            "ceil",
            "rate that it may borrow up to",
            options -> rate(options, "ceil_rate", "TCA_HTB_CEIL64", "TCA_HFSC_USC"));
    public static final Field<Long> BURST =
            Field.of("burst", "burst", SIZE.such("32.KB"), "bytes that may pass at once", size("rate", "buffer"));
    public static final Field<Long> CBURST = Field.of(
            "cburst", "cburst", SIZE.such("32.KB"), "bytes that may be borrowed at once", size("ceil_rate", "cbuffer"));
    static final Field<Integer> PRIO = Field.of(
            "prio",
            "prio",
            Reader.integer(0, 7),
            "order: the lowest borrows first",
            told(options -> htb(options).map(p -> p.integer("prio")).filter(p -> p != 0)));
    public static final Field<Long> QUANTUM = Field.of(
            "quantum",
            "quantum",
            SIZE,
            "bytes in a turn",
            told(options -> has(options, "TCA_DRR_QUANTUM")
                    ? Optional.of(options.number("TCA_DRR_QUANTUM"))
                    : htb(options).map(p -> p.number("quantum")).filter(q -> q != 0)));

    public static final Fields ALL = Fields.of(Set.of(), RATE, CEIL, BURST, CBURST, PRIO, QUANTUM);

    /** The options of the classes of each kind. */
    static final Map<String, Set<Field<?>>> OF = Map.of(
            "htb", Set.of(RATE, CEIL, BURST, CBURST, PRIO, QUANTUM),
            "hfsc", Set.of(RATE, CEIL),
            "drr", Set.of(QUANTUM));

    private ClassFields() {}

    private static <T> Slot<T> told(Function<Attributes, Optional<T>> reading) {
        return new Slot<>(Set.of(), reading, (message, value) -> message);
    }

    private static boolean has(Attributes options, String attribute) {
        return options.table().find(attribute).isPresent() && options.has(attribute);
    }

    private static Optional<Struct.Value> htb(Attributes options) {
        return has(options, "TCA_HTB_PARMS") ? options.struct("TCA_HTB_PARMS") : Optional.empty();
    }

    private static Field<Long> rate(String name, String summary, Function<Attributes, Optional<Long>> reading) {
        return Field.of(name, name, QueueKinds.RATE, summary, told(reading))
                .spelt(bytes -> name + " " + bytes * 8 + "bit")
                .shown(bytes -> new Rate(bytes * 8));
    }

    private static Optional<Long> rate(Attributes options, String field, String wide, String curve) {
        if (has(options, wide)) {
            return Optional.of(options.number(wide));
        }
        return has(options, curve)
                ? options.struct(curve).map(c -> c.number("m2"))
                : htb(options).map(p -> p.number(field));
    }

    private static Slot<Long> size(String rate, String buffer) {
        return told(options -> htb(options).flatMap(p -> {
            Optional<Long> bytes = rate.equals("rate")
                    ? RATE.slot().read(options)
                    : CEIL.slot().read(options);
            return bytes.map(b -> QdiscOperations.clock().bytes(b, p.number(buffer)));
        }));
    }
}
