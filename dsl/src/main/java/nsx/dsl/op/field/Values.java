package nsx.dsl.op.field;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.netlink.Attributes;

/** The values of an object's attributes, actual or wanted. Immutable. */
public record Values(Map<Field<?>, Object> all) {
    public static final Values NONE = new Values(Map.of());

    public <T> Optional<T> find(Field<T> field) {
        @SuppressWarnings("unchecked")
        T value = (T) all.get(field);
        return Optional.ofNullable(value);
    }

    public boolean has(Field<?> field) {
        return all.containsKey(field);
    }

    /** Returns these values with one more, or with one changed. */
    public <T> Values with(Field<T> field, T value) {
        Map<Field<?>, Object> more = new LinkedHashMap<>(all);
        more.put(field, value);
        return new Values(more);
    }

    /** Returns these values, with those that the other values contain replaced by them. */
    public Values with(Values others) {
        Map<Field<?>, Object> more = new LinkedHashMap<>(all);
        more.putAll(others.all);
        return new Values(more);
    }

    /** Returns the value of one attribute only. */
    public Values only(Field<?> field) {
        return has(field) ? new Values(Map.of(field, all.get(field))) : NONE;
    }

    public Values without(Field<?>... fields) {
        Map<Field<?>, Object> fewer = new LinkedHashMap<>(all);
        fewer.keySet().removeAll(Set.copyOf(Arrays.asList(fields)));
        return new Values(fewer);
    }

    /** Whether an object with these values meets the wanted ones; attributes without a wanted value do not matter. */
    public boolean meet(Values wanted) {
        return wanted.all.entrySet().stream()
                .allMatch(e -> e.getValue()
                        .equals(all.getOrDefault(e.getKey(), e.getKey().absent())));
    }

    /** Returns these values without those that a missing attribute stands for, such as false. */
    public Values affirmed() {
        Map<Field<?>, Object> fewer = new LinkedHashMap<>(all);
        fewer.entrySet().removeIf(e -> e.getValue().equals(e.getKey().absent()));
        return new Values(fewer);
    }

    /** Returns a message with these values; its other parts stay. */
    public Attributes write(Attributes message) {
        Attributes written = message;
        for (Field<?> field : all.keySet()) {
            written = write(written, field);
        }
        return written;
    }

    private <T> Attributes write(Attributes message, Field<T> field) {
        return field.slot().write(message, find(field).orElseThrow());
    }
}
