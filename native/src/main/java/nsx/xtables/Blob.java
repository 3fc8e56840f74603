package nsx.xtables;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nsx.netlink.Ip;

/** Bytes of a structure of the kernel: numbers in the machine's byte order, big endian where the name says so. */
record Blob(byte[] bytes) {
    int u8(int at) {
        return bytes[at] & 0xff;
    }

    int u16(int at) {
        return in(ByteOrder.nativeOrder()).getShort(at) & 0xffff;
    }

    int be16(int at) {
        return in(ByteOrder.BIG_ENDIAN).getShort(at) & 0xffff;
    }

    int s32(int at) {
        return in(ByteOrder.nativeOrder()).getInt(at);
    }

    InetAddress address(int at, int length) {
        return Ip.of(Arrays.copyOfRange(bytes, at, at + length));
    }

    Blob slice(int from, int to) {
        return new Blob(Arrays.copyOfRange(bytes, from, to));
    }

    /** Text that ends at its first NUL, or with the field. */
    String text(int at, int most) {
        int end = at;
        while (end < at + most && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    private ByteBuffer in(ByteOrder order) {
        return ByteBuffer.wrap(bytes).order(order);
    }
}
