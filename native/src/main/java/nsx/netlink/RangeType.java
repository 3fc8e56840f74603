package nsx.netlink;

import java.util.Optional;

/**
 * A number with fewer values than its bytes allow, such as the 24 bits of a network identifier in a u32. The range is
 * checked in requests only.
 */
record RangeType(AttributeType base, Range numbers) implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return base.decode(bytes, siblings);
    }

    @Override
    public byte[] encode(Object value) {
        byte[] bytes = base.encode(value);
        if (value instanceof Number number) {
            numbers.check(number.longValue());
        }
        return bytes;
    }

    @Override
    public boolean is(Object value, byte[] bytes) {
        return base.is(value, bytes);
    }

    @Override
    public Optional<Range> range() {
        return Optional.of(numbers);
    }

    @Override
    public String toString() {
        return base + " " + numbers.lowest() + ".." + numbers.highest();
    }
}
