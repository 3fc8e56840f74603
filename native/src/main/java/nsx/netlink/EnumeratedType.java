package nsx.netlink;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A number whose values have names; numbers without a name stay numbers. */
record EnumeratedType(AttributeType base, Map<Long, Object> values) implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        Object number = base.decode(bytes, siblings);
        Object value = values.get(number);
        return value != null ? value : number;
    }

    @Override
    public byte[] encode(Object value) {
        if (value instanceof Number) {
            return base.encode(value);
        }
        Object wanted = value instanceof Boolean ? value : String.valueOf(value);
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().equals(wanted))
                .findFirst()
                .map(entry -> base.encode(entry.getKey()))
                .orElseThrow(() -> new IllegalArgumentException(value + " is not one of "
                        + values.values().stream().map(Object::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public List<String> names() {
        return values.values().stream().map(Object::toString).toList();
    }

    @Override
    public String toString() {
        return "one of " + values.values();
    }
}
