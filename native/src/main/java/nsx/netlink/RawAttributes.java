package nsx.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads single attributes of a received message from its bytes. Reading one fact of ten thousand objects is an order
 * of magnitude faster than with {@link Attributes}, which keep an object for each attribute.
 */
public final class RawAttributes {
    private static final int HEADER = 4;
    private static final int NUMBER = 0x3fff;

    private RawAttributes() {}

    /** A 32-bit field of the structure in front of the attributes. */
    public static int header(byte[] payload, int offset) {
        return in(payload).getInt(offset);
    }

    /**
     * The position of the first attribute of this number; -1 if there is none.
     *
     * @param from the length of the structure in front
     * @throws CodecException if a length is smaller than an attribute's header or reaches past the end
     */
    public static int find(byte[] payload, int from, int number) {
        return find(payload, Message.align(from), payload.length, number);
    }

    /**
     * The position of the first attribute of this number inside an attribute; -1 if there is none.
     *
     * @param outer the position of the attribute around it; -1 if that is missing
     * @throws CodecException if a length is smaller than an attribute's header or reaches past the end
     */
    public static int inside(byte[] payload, int outer, int number) {
        return outer < 0 ? -1 : find(payload, outer + HEADER, outer + length(payload, outer), number);
    }

    private static int find(byte[] payload, int from, int end, int number) {
        ByteBuffer in = in(payload);
        int at = from;
        while (at < end) {
            int length = end - at < HEADER ? 0 : Short.toUnsignedInt(in.getShort(at));
            if (length < HEADER || length > end - at) {
                throw new CodecException("attribute of " + length + " bytes at " + at + " of " + end);
            }
            if ((in.getShort(at + 2) & NUMBER) == number) {
                return at;
            }
            at += Message.align(length);
        }
        return -1;
    }

    /** The bytes of the attribute at a position. */
    public static byte[] bytes(byte[] payload, int at) {
        return Arrays.copyOfRange(payload, at + HEADER, at + length(payload, at));
    }

    /**
     * The unsigned number in network byte order of the attribute at a position.
     *
     * @param at the position; -1 if the attribute is missing, which is 0
     * @param width the number of bytes, up to 4
     * @throws CodecException if the attribute has another length
     */
    public static long number(byte[] payload, int at, int width) {
        if (at < 0) {
            return 0;
        }
        if (length(payload, at) != HEADER + width) {
            throw new CodecException("attribute of " + length(payload, at) + " bytes at " + at + ", not of " + width);
        }
        long number = 0;
        for (int i = at + HEADER; i < at + HEADER + width; i++) {
            number = number << Byte.SIZE | Byte.toUnsignedInt(payload[i]);
        }
        return number;
    }

    private static int length(byte[] payload, int at) {
        return Short.toUnsignedInt(in(payload).getShort(at));
    }

    /** Whether these bytes are printable ASCII with a NUL at their end only. */
    public static boolean isPlainText(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] <= ' ' || bytes[i] > '~') {
                return false;
            }
        }
        return bytes.length > 0 && bytes[bytes.length - 1] == 0;
    }

    private static ByteBuffer in(byte[] payload) {
        return ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
    }
}
