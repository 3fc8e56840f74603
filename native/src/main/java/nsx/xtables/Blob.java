package nsx.xtables;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nsx.netlink.CodecException;
import nsx.netlink.Ip;

/**
 * Bytes of a structure of the kernel: numbers are in host byte order, or big endian in methods named so. A read
 * outside throws {@link CodecException}.
 */
record Blob(byte[] bytes) {
    int u8(int at) {
        return bytes[within(at, 1)] & 0xff;
    }

    int u16(int at) {
        return in(ByteOrder.nativeOrder()).getShort(within(at, 2)) & 0xffff;
    }

    int be16(int at) {
        return in(ByteOrder.BIG_ENDIAN).getShort(within(at, 2)) & 0xffff;
    }

    int s32(int at) {
        return in(ByteOrder.nativeOrder()).getInt(within(at, 4));
    }

    /** An unsigned number of 32 bits. */
    long u32(int at) {
        return s32(at) & 0xffffffffL;
    }

    long s64(int at) {
        return in(ByteOrder.nativeOrder()).getLong(within(at, 8));
    }

    InetAddress address(int at, int length) {
        return Ip.of(Arrays.copyOfRange(bytes, within(at, length), at + length));
    }

    Blob slice(int from, int to) {
        return new Blob(Arrays.copyOfRange(bytes, within(from, to - from), to));
    }

    /** Text that ends at its first NUL or at the end of the field. */
    String text(int at, int most) {
        int end = within(at, most);
        while (end < at + most && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    /** Returns the offset if this many bytes follow it. */
    private int within(int at, int length) {
        if (at < 0 || length < 0 || at > bytes.length - length) {
            throw new CodecException(length + " bytes at " + at + " of " + bytes.length);
        }
        return at;
    }

    private ByteBuffer in(ByteOrder order) {
        return ByteBuffer.wrap(bytes).order(order);
    }
}
