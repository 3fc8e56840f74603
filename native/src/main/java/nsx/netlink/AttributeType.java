package nsx.netlink;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the bytes of an attribute become a value and back. Integers are {@link Long}, booleans {@link Boolean},
 * strings, MAC addresses and names of enumerated numbers {@link String}, IP addresses {@link java.net.InetAddress},
 * structures {@link Struct.Value}, nested attributes {@link Attributes}, anything else {@code byte[]}.
 */
public interface AttributeType {
    AttributeType U8 = new IntegerType("u8", 1, false, ByteOrder.nativeOrder());
    AttributeType U16 = new IntegerType("u16", 2, false, ByteOrder.nativeOrder());
    AttributeType U32 = new IntegerType("u32", 4, false, ByteOrder.nativeOrder());
    AttributeType U64 = new IntegerType("u64", 8, false, ByteOrder.nativeOrder());
    AttributeType S32 = new IntegerType("s32", 4, true, ByteOrder.nativeOrder());
    AttributeType BE16 = new IntegerType("be16", 2, false, ByteOrder.BIG_ENDIAN);
    AttributeType BE32 = new IntegerType("be32", 4, false, ByteOrder.BIG_ENDIAN);
    AttributeType BE64 = new IntegerType("be64", 8, false, ByteOrder.BIG_ENDIAN);
    AttributeType SIGNED_BE32 = new IntegerType("signed be32", 4, true, ByteOrder.BIG_ENDIAN);
    AttributeType STRING = new StringType(true);
    /** Text without a terminating NUL, such as TCA_KIND of some kernels or NFTA_*_USERDATA. */
    AttributeType TEXT = new StringType(false);
    /** A flag that is present or absent and has no bytes. */
    AttributeType FLAG = new FlagType();

    AttributeType BINARY = new BinaryType();
    AttributeType MAC = new MacType();
    /** An IP address of 4 or 16 bytes. */
    AttributeType IP = new IpType(4, 16);

    AttributeType IP4 = new IpType(4, 4);
    AttributeType IP6 = new IpType(16, 16);
    /** A {@code u8} that is 0 or 1. */
    AttributeType BOOL = truth(U8);

    /**
     * Decodes bytes into a value.
     *
     * @param siblings the attributes before this one in the same place
     * @throws CodecException if the bytes are not of this type
     */
    Object decode(byte[] bytes, Attributes siblings);

    /**
     * Encodes a value into bytes.
     *
     * @throws IllegalArgumentException if the value does not fit; the message says which values do
     */
    byte[] encode(Object value);

    /**
     * Whether these bytes encode exactly this value. The kernel may send more than a request may contain.
     *
     * @param value a result of {@link #decode}
     */
    default boolean is(Object value, byte[] bytes) {
        return Arrays.equals(encode(value), bytes);
    }

    /** Formats the value for {@code --trace}. */
    default String text(Object value) {
        return String.valueOf(value);
    }

    /** Returns empty attributes for a nested attribute. */
    default Attributes empty(Attributes siblings) {
        throw new IllegalArgumentException(this + " holds no attributes");
    }

    /** Whether the attribute is marked {@code NLA_F_NESTED} when sent. */
    default boolean nests() {
        return false;
    }

    default boolean accepts(Object value) {
        try {
            encode(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The names of the values in order: those of an enumeration, {@code false} and {@code true}; empty for other
     * types.
     */
    default List<String> names() {
        return List.of();
    }

    /**
     * The range of whole numbers that fit; empty for a type that is not a number and for eight bytes, where all fit.
     */
    default Optional<Range> range() {
        return Optional.empty();
    }

    /** A range of whole numbers, both ends included. */
    record Range(long lowest, long highest) {
        void check(long number) {
            if (number < lowest || number > highest) {
                throw new IllegalArgumentException(number + " is not between " + lowest + " and " + highest);
            }
        }
    }

    /** Attributes of another table. The table comes from a supplier, since tables can contain themselves. */
    static AttributeType nested(Supplier<AttributeTable> table) {
        return new NestedType(Struct.named(""), table);
    }

    static AttributeType nested(AttributeTable table) {
        return nested(() -> table);
    }

    /** A structure followed by attributes, such as VETH_INFO_PEER; {@link Attributes#header} returns the structure. */
    static AttributeType nestedAfter(Struct header, Supplier<AttributeTable> table) {
        return new NestedType(header, table);
    }

    /** A list of elements of one type; the element numbers do not matter. */
    static AttributeType array(String name, AttributeType element) {
        return nested(AttributeTable.listOf(name, element));
    }

    /** A type that depends on an earlier attribute, as IFLA_INFO_DATA on IFLA_INFO_KIND; null means bytes. */
    static AttributeType chosenBy(String sibling, Function<String, AttributeType> choice) {
        return new ChosenType(
                sibling,
                siblings -> siblings.value(sibling)
                        .filter(String.class::isInstance)
                        .flatMap(name -> Optional.ofNullable(choice.apply((String) name)))
                        .orElse(BINARY));
    }

    /** A type that depends on the message that the attribute is in, such as its header. */
    static AttributeType chosenBy(Function<Attributes, AttributeType> choice) {
        return new ChosenType("its message", choice);
    }

    static AttributeType struct(Struct struct) {
        return new StructType(struct);
    }

    /** Named numbers, counted from {@code first}; a null skips a number. */
    static AttributeType enumerated(AttributeType base, int first, String... names) {
        Map<Long, Object> values = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null) {
                values.put((long) first + i, names[i]);
            }
        }
        return new EnumeratedType(base, values);
    }

    static AttributeType enumerated(AttributeType base, Map<Long, String> names) {
        return new EnumeratedType(base, new TreeMap<>(names));
    }

    /** A number in a range; bytes with a number outside the range are still decoded. */
    static AttributeType ranged(AttributeType base, long lowest, long highest) {
        return new RangeType(base, new Range(lowest, highest));
    }

    /** A boolean: 0 and 1 become false and true, another number stays a number. */
    static AttributeType truth(AttributeType base) {
        return new EnumeratedType(base, new TreeMap<>(Map.of(0L, false, 1L, true)));
    }
}
