package nsx.netlink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * A sequence of attributes of one table, optionally after a structure. Immutable: {@link #put} returns a longer
 * sequence. Attributes that the table does not know, and known ones whose bytes are not of their type, are kept as
 * bytes and sent back unchanged; only a typed read of such a value throws {@link CodecException}.
 */
public final class Attributes extends AttributeValues implements Iterable<MessageAttribute> {
    private static final int NESTED = 0x8000;
    private static final int NUMBER = 0x3fff;
    private static final int HEADER = 4;
    /** The depth limit, beyond anything that the kernel sends; deeper levels stay bytes. */
    private static final int DEEPEST = 16;

    private final Struct.Value header;
    private final int depth;

    private Attributes(AttributeTable table, Struct.Value header, List<MessageAttribute> entries, int depth) {
        super(table, entries);
        this.header = header;
        this.depth = depth;
    }

    /** An empty sequence of a table's attributes. */
    public static Attributes of(AttributeTable table) {
        return of(table, Struct.named("").zero());
    }

    /** An empty sequence of a table's attributes after a structure. */
    public static Attributes of(AttributeTable table, Struct.Value header) {
        return new Attributes(table, header, List.of(), 0);
    }

    /**
     * Reads attributes to the end of the bytes.
     *
     * @throws CodecException if a length is smaller than an attribute's header or reaches past the end
     */
    public static Attributes decode(byte[] bytes, AttributeTable table) {
        return decode(bytes, Struct.named(""), table);
    }

    /** Reads a structure and the attributes after it. */
    public static Attributes decode(byte[] bytes, Struct header, AttributeTable table) {
        return decode(bytes, header, table, 0);
    }

    static Attributes decode(byte[] bytes, Struct header, AttributeTable table, int depth) {
        if (depth > DEEPEST) {
            throw new CodecException("attributes nested deeper than " + DEEPEST);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        List<MessageAttribute> entries = new ArrayList<>();
        Attributes read = new Attributes(table, header.decodeHeader(bytes), entries, depth);
        int at = Math.min(Message.align(header.length()), bytes.length);
        while (at < bytes.length) {
            int length = bytes.length - at < HEADER ? 0 : Short.toUnsignedInt(in.getShort(at));
            if (length < HEADER || length > bytes.length - at) {
                throw new CodecException(
                        "attribute of " + length + " bytes at " + at + " of " + bytes.length + " in " + table);
            }
            int number = Short.toUnsignedInt(in.getShort(at + 2));
            byte[] value = Arrays.copyOfRange(bytes, at + HEADER, at + length);
            entries.add(read.entry(number, value));
            at = Math.min(at + Message.align(length), bytes.length);
        }
        return read;
    }

    private MessageAttribute entry(int number, byte[] bytes) {
        return new MessageAttribute(table.get(number & NUMBER), number & ~NUMBER, bytes, this);
    }

    /**
     * Returns these attributes and one more. Null, an empty Optional and a false flag add nothing.
     *
     * @throws IllegalArgumentException if the value is not of the attribute's type; the message names both
     */
    public Attributes put(String name, Object value) {
        Object plain = unwrap(value);
        Attribute attribute = table.get(name);
        if (plain == null || attribute.type() == AttributeType.FLAG && Boolean.FALSE.equals(plain)) {
            return this;
        }
        try {
            byte[] bytes = attribute.type().encode(plain);
            Object canonical =
                    plain instanceof Attributes ? plain : attribute.type().decode(bytes, this);
            return with(new MessageAttribute(attribute, attribute.type().nests() ? NESTED : 0, canonical));
        } catch (IllegalArgumentException | CodecException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static Object unwrap(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        return value;
    }

    /** Returns these attributes and a nested one, which {@code fill} receives empty. */
    public Attributes nest(String name, UnaryOperator<Attributes> fill) {
        return put(name, fill.apply(table.get(name).type().empty(this)));
    }

    /** Returns these attributes and one more list element, numbered by its position. */
    public Attributes element(Object value) {
        Attribute attribute = table.get(entries.size());
        Object canonical = value instanceof Attributes
                ? value
                : attribute.type().decode(attribute.type().encode(value), this);
        return with(new MessageAttribute(attribute, attribute.type().nests() ? NESTED : 0, canonical));
    }

    private Attributes with(MessageAttribute entry) {
        List<MessageAttribute> more = new ArrayList<>(entries);
        more.add(entry);
        return new Attributes(table, header, List.copyOf(more), depth);
    }

    /** Returns these attributes after another structure of the same kind. */
    public Attributes headed(Struct.Value other) {
        return new Attributes(table, other, entries, depth);
    }

    /** Returns these attributes with one replaced or added. */
    public Attributes set(String name, Object value) {
        return without(name).put(name, value);
    }

    /** Returns these attributes without those of a name. */
    public Attributes without(String name) {
        List<MessageAttribute> fewer = entries.stream()
                .filter(entry -> !entry.attribute().kernelName().equals(name))
                .toList();
        return new Attributes(table, header, fewer, depth);
    }

    /** Returns these attributes followed by others of the same table. */
    public Attributes and(Attributes others) {
        List<MessageAttribute> more = new ArrayList<>(entries);
        more.addAll(others.entries);
        return new Attributes(table, header, List.copyOf(more), depth);
    }

    /** Encodes a message: the structure and the attributes, each padded to four bytes. */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.encode());
        pad(out);
        for (MessageAttribute entry : entries) {
            byte[] value = entry.encode();
            if (value.length > 0xffff - HEADER) {
                throw new IllegalArgumentException(entry.attribute() + " is longer than 65531 bytes");
            }
            ByteBuffer head = ByteBuffer.allocate(HEADER).order(ByteOrder.nativeOrder());
            head.putShort((short) (HEADER + value.length));
            head.putShort((short) (entry.attribute().number() | entry.flags()));
            out.writeBytes(head.array());
            out.writeBytes(value);
            pad(out);
        }
        return out.toByteArray();
    }

    /**
     * Encodes the inside of another attribute. A structure alone is not padded; only attributes after it need
     * alignment.
     */
    byte[] encodeInside() {
        return isEmpty() ? header.encode() : encode();
    }

    private static void pad(ByteArrayOutputStream out) {
        out.writeBytes(new byte[Message.align(out.size()) - out.size()]);
    }

    /** The structure in front of the attributes; a structure without fields if there is none. */
    public Struct.Value header() {
        return header;
    }

    @Override
    Attributes self() {
        return this;
    }

    int depth() {
        return depth;
    }

    /** The attributes in order. */
    public List<MessageAttribute> entries() {
        return List.copyOf(entries);
    }

    @Override
    public Iterator<MessageAttribute> iterator() {
        return entries().iterator();
    }

    /** Whether there are no attributes. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && table == that.table && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    /** Returns text such as {@code IFLA_IFNAME="x" IFLA_MTU=1400}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" ");
        if (header.struct().length() > 0) {
            text.add(header.toString());
        }
        entries.forEach(entry -> text.add(entry.toString()));
        return text.toString();
    }
}
