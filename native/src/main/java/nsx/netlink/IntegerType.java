package nsx.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Integers of one to eight bytes; a u64 beyond 2^63 is a negative {@link Long} and prints unsigned. */
record IntegerType(String name, int width, boolean signed, ByteOrder order) implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        if (bytes.length != width) {
            throw new CodecException(name + " is " + width + " bytes, here are " + bytes.length);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        return switch (width) {
            case 1 -> Byte.toUnsignedLong(in.get());
            case 2 -> Short.toUnsignedLong(in.getShort());
            case 4 -> signed ? (long) in.getInt() : Integer.toUnsignedLong(in.getInt());
            default -> in.getLong();
        };
    }

    @Override
    public byte[] encode(Object value) {
        long number = number(value);
        ByteBuffer out = ByteBuffer.allocate(width).order(order);
        switch (width) {
            case 1 -> out.put((byte) number);
            case 2 -> out.putShort((short) number);
            case 4 -> out.putInt((int) number);
            default -> out.putLong(number);
        }
        return out.array();
    }

    private long number(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (!(value instanceof Number number)) {
            throw new IllegalArgumentException("a whole number is needed, not " + value);
        }
        long whole = number.longValue();
        if (whole != number.doubleValue() && !(value instanceof Long)) {
            throw new IllegalArgumentException("a whole number is needed, not " + value);
        }
        if (width < 8) {
            fitting().check(whole);
        }
        return whole;
    }

    private Range fitting() {
        long lowest = signed ? -(1L << (8 * width - 1)) : 0;
        return new Range(lowest, (1L << (8 * width - (signed ? 1 : 0))) - 1);
    }

    @Override
    public Optional<Range> range() {
        return width < 8 ? Optional.of(fitting()) : Optional.empty();
    }

    @Override
    public String text(Object value) {
        return width == 8 ? Long.toUnsignedString((Long) value) : value.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
