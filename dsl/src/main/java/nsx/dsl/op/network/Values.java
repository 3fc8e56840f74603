package nsx.dsl.op.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.netlink.Attributes;

/** The values of an object's attributes, actual or wanted. Immutable. */
record Values(Map<Field<?>, Object> all) {
    static final Values NONE = new Values(Map.of());

    <T> Optional<T> find(Field<T> field) {
        @SuppressWarnings("unchecked")
        T value = (T) all.get(field);
        return Optional.ofNullable(value);
    }

    boolean has(Field<?> field) {
        return all.containsKey(field);
    }

    /** These with one more, or with another value of it. */
    <T> Values with(Field<T> field, T value) {
        Map<Field<?>, Object> more = new LinkedHashMap<>(all);
        more.put(field, value);
        return new Values(more);
    }

    /** The other ones where they say something, else these. */
    Values with(Values others) {
        Map<Field<?>, Object> more = new LinkedHashMap<>(all);
        more.putAll(others.all);
        return new Values(more);
    }

    /** The value of one attribute. */
    Values only(Field<?> field) {
        return has(field) ? new Values(Map.of(field, all.get(field))) : NONE;
    }

    Values without(Field<?>... fields) {
        Map<Field<?>, Object> fewer = new LinkedHashMap<>(all);
        fewer.keySet().removeAll(Set.copyOf(Arrays.asList(fields)));
        return new Values(fewer);
    }

    /** Whether an object with these values has all that the other ones say; of what they do not say it may have anything. */
    boolean meet(Values wanted) {
        return wanted.all.entrySet().stream().allMatch(e -> e.getValue().equals(all.getOrDefault(e.getKey(), false)));
    }

    /** These without what is false: an object has it or does not. */
    Values affirmed() {
        Map<Field<?>, Object> fewer = new LinkedHashMap<>(all);
        fewer.values().removeIf(Boolean.FALSE::equals);
        return new Values(fewer);
    }

    /** A message with these values; what it says beside them stays. */
    Attributes write(Attributes message) {
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
