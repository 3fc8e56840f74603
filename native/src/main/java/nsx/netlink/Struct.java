package nsx.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A C structure as data: the fixed header of a message family, or an attribute that is a structure. Fields are
 * named as in the kernel's header file; padding is written out.
 */
public final class Struct {
    /** The position of one number. */
    private record Field(int offset, int width, boolean signed, ByteOrder order) {}

    private final String name;
    private final int length;
    private final Map<String, Field> fields;

    private Struct(String name, int length, Map<String, Field> fields) {
        this.name = name;
        this.length = length;
        this.fields = fields;
    }

    public static Struct named(String name) {
        return new Struct(name, 0, Map.of());
    }

    public Struct u8(String... names) {
        return add(1, false, ByteOrder.nativeOrder(), names);
    }

    public Struct u16(String... names) {
        return add(2, false, ByteOrder.nativeOrder(), names);
    }

    public Struct u32(String... names) {
        return add(4, false, ByteOrder.nativeOrder(), names);
    }

    public Struct s32(String... names) {
        return add(4, true, ByteOrder.nativeOrder(), names);
    }

    public Struct u64(String... names) {
        return add(8, false, ByteOrder.nativeOrder(), names);
    }

    public Struct be16(String... names) {
        return add(2, false, ByteOrder.BIG_ENDIAN, names);
    }

    public Struct be32(String... names) {
        return add(4, false, ByteOrder.BIG_ENDIAN, names);
    }

    public Struct pad(int bytes) {
        return new Struct(name, length + bytes, fields);
    }

    private Struct add(int width, boolean signed, ByteOrder order, String... names) {
        Map<String, Field> more = new LinkedHashMap<>(fields);
        int offset = length;
        for (String field : names) {
            more.put(field, new Field(offset, width, signed, order));
            offset += width;
        }
        return new Struct(name, offset, more);
    }

    public String name() {
        return name;
    }

    /** The length in bytes. */
    public int length() {
        return length;
    }

    public List<String> fields() {
        return List.copyOf(fields.keySet());
    }

    /** Returns the structure with every byte zero. */
    public Value zero() {
        return new Value(this, new byte[length]);
    }

    /** Returns the structure with every byte zero except for this field. */
    public Value with(String field, long value) {
        return zero().with(field, value);
    }

    /**
     * Reads the structure from the start of a message.
     *
     * @throws CodecException if there are fewer bytes
     */
    public Value decodeHeader(byte[] bytes) {
        if (bytes.length < length) {
            throw new CodecException(name + " is " + length + " bytes, here are " + bytes.length);
        }
        return new Value(this, Arrays.copyOf(bytes, length));
    }

    /** Reads the structure from all bytes of an attribute. Kernels lengthen structures, so missing fields read as 0. */
    public Value decode(byte[] bytes) {
        return new Value(this, bytes.clone());
    }

    private Field field(String field) {
        Field found = fields.get(field);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no field " + field);
        }
        return found;
    }

    /** The bytes of one structure; immutable. */
    public static final class Value {
        private final Struct struct;
        private final byte[] bytes;

        private Value(Struct struct, byte[] bytes) {
            this.struct = struct;
            this.bytes = bytes;
        }

        public Struct struct() {
            return struct;
        }

        /** Returns a copy with one field changed; the value is cut to the field's width. */
        public Value with(String field, long value) {
            Field place = struct.field(field);
            byte[] copy = Arrays.copyOf(bytes, Math.max(bytes.length, place.offset + place.width));
            ByteBuffer out = ByteBuffer.wrap(copy).order(place.order);
            switch (place.width) {
                case 1 -> out.put(place.offset, (byte) value);
                case 2 -> out.putShort(place.offset, (short) value);
                case 4 -> out.putInt(place.offset, (int) value);
                default -> out.putLong(place.offset, value);
            }
            return new Value(struct, copy);
        }

        public long number(String field) {
            Field place = struct.field(field);
            if (place.offset + place.width > bytes.length) {
                return 0;
            }
            ByteBuffer in = ByteBuffer.wrap(bytes).order(place.order);
            return switch (place.width) {
                case 1 -> Byte.toUnsignedLong(in.get(place.offset));
                case 2 -> Short.toUnsignedLong(in.getShort(place.offset));
                case 4 -> place.signed ? in.getInt(place.offset) : Integer.toUnsignedLong(in.getInt(place.offset));
                default -> in.getLong(place.offset);
            };
        }

        public int integer(String field) {
            return (int) number(field);
        }

        public byte[] encode() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value that && struct == that.struct && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        /** Returns text such as {@code ifinfomsg{ifi_index=3 ifi_flags=0x1}} with the fields that are not zero. */
        @Override
        public String toString() {
            StringJoiner text = new StringJoiner(" ", struct.name + "{", "}");
            List<String> names = new ArrayList<>(struct.fields.keySet());
            for (String field : names) {
                long value = number(field);
                if (value != 0) {
                    text.add(field + "=" + (field.endsWith("flags") ? "0x" + Long.toHexString(value) : value));
                }
            }
            return text.toString();
        }
    }
}
