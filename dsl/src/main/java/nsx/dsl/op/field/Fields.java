package nsx.dsl.op.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Attributes;
import nsx.netlink.MessageAttribute;

/**
 * The table of an object: its attributes in the order in which ip(8) writes them. Parameters, differences, requests,
 * command lines and facts come from it.
 *
 * @param told the netlink attributes that have another representation, or that only the kernel sets
 */
public record Fields(List<Field<?>> lines, Set<String> told) {
    /** The name of the fact with the message's attributes outside the table. */
    public static final String OTHER = "other";

    public static Fields of(Set<String> told, Field<?>... lines) {
        return new Fields(List.of(lines), told);
    }

    /** The fields as options of a word. */
    public List<Parameter<?>> parameters() {
        return lines.stream().<Parameter<?>>map(Field::parameter).toList();
    }

    /** The names of the facts, in the table's order. */
    public List<String> names() {
        return Stream.concat(lines.stream().map(Field::name), Stream.of(OTHER)).toList();
    }

    /** The values of options, including defaults. */
    public Values read(Arguments options) {
        Values values = Values.NONE;
        for (Field<?> field : lines) {
            values = asked(values, field, options);
        }
        return values;
    }

    /** The values of options, without defaults. */
    public Values given(Arguments options) {
        Values values = read(options);
        return values.without(
                lines.stream().filter(field -> !options.has(field.parameter())).toArray(Field<?>[]::new));
    }

    private static <T> Values asked(Values values, Field<T> field, Arguments options) {
        return options.find(field.parameter()).map(v -> values.with(field, v)).orElse(values);
    }

    /** The values of a message. */
    public Values read(Attributes message) {
        Values values = Values.NONE;
        for (Field<?> field : lines) {
            values = said(values, field, message);
        }
        return values;
    }

    private static <T> Values said(Values values, Field<T> field, Attributes message) {
        return field.slot().read(message).map(v -> values.with(field, v)).orElse(values);
    }

    /** The words of ip(8) for these values, in the order of the lines, separated by spaces. */
    public String words(Values values) {
        return lines.stream()
                .map(field -> field.words(values))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /**
     * The facts by name, in the table's order; a last fact contains, as text, the message's attributes outside the
     * table.
     */
    public Map<String, Object> facts(Attributes message) {
        Values values = read(message);
        Map<String, Object> facts = new LinkedHashMap<>();
        lines.forEach(field -> field.fact(values).ifPresent(fact -> facts.put(field.name(), fact)));
        List<String> others = others(message);
        if (!others.isEmpty()) {
            facts.put(OTHER, String.join(" ", others));
        }
        return facts;
    }

    /** The attributes of a message outside the table: {@code RTA_ENCAP_TYPE=5}. */
    public List<String> others(Attributes message) {
        Set<String> known = new LinkedHashSet<>(told);
        lines.forEach(field -> known.addAll(field.slot().carriers()));
        List<String> others = new ArrayList<>();
        collect(message, known, others);
        return others;
    }

    private static void collect(Attributes message, Set<String> known, List<String> others) {
        for (MessageAttribute entry : message) {
            if (known.contains(entry.attribute().kernelName())) {
                continue;
            }
            if (entry.value() instanceof Attributes inside) {
                collect(inside, known, others);
            } else {
                others.add(entry.toString());
            }
        }
    }
}
