package nsx.netlink;

/** A number of which only a part of the values is meant, such as the 24 bits of a network identifier in a u32. Only a request is held to them. */
record RangeType(AttributeType base, long lowest, long highest) implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return base.decode(bytes, siblings);
    }

    @Override
    public byte[] encode(Object value) {
        byte[] bytes = base.encode(value);
        if (value instanceof Number number && (number.longValue() < lowest || number.longValue() > highest)) {
            throw new IllegalArgumentException(value + " is not between " + lowest + " and " + highest);
        }
        return bytes;
    }

    @Override
    public boolean is(Object value, byte[] bytes) {
        return base.is(value, bytes);
    }

    @Override
    public String toString() {
        return base + " " + lowest + ".." + highest;
    }
}
