package nsx.frame;

import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import nsx.netlink.Ip;

/**
 * The bytes of others, read from front to end. Reading more than there is throws {@link BufferUnderflowException}, and nothing here
 * throws anything else.
 */
final class Bytes {
    /** How many packets may be within each other: tunnels in tunnels. */
    private static final int DEEPEST = 4;

    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private final ByteBuffer in;
    private final int depth;
    private final List<FrameSummary> inner;

    private Bytes(ByteBuffer in, int depth, List<FrameSummary> inner) {
        this.in = in;
        this.depth = depth;
        this.inner = inner;
    }

    /** @param inner where the packets go that are found within */
    static Bytes of(byte[] bytes, List<FrameSummary> inner) {
        return new Bytes(ByteBuffer.wrap(bytes), 0, inner);
    }

    int left() {
        return in.remaining();
    }

    boolean has(int count) {
        return in.remaining() >= count;
    }

    int position() {
        return in.position();
    }

    int u8() {
        return Byte.toUnsignedInt(in.get());
    }

    int u16() {
        return Short.toUnsignedInt(in.getShort());
    }

    int u24() {
        return u8() << 16 | u16();
    }

    long u32() {
        return Integer.toUnsignedLong(in.getInt());
    }

    long u64() {
        return in.getLong();
    }

    /** The byte so far ahead. */
    int peek(int ahead) {
        if (ahead < 0 || ahead >= in.remaining()) {
            throw new BufferUnderflowException();
        }
        return Byte.toUnsignedInt(in.get(in.position() + ahead));
    }

    void skip(int count) {
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + count);
    }

    /** The next bytes for themselves; they are skipped here. */
    Bytes part(int count) {
        int start = in.position();
        skip(count);
        return new Bytes(in.slice(start, count), depth, inner);
    }

    /** All that are left, from their first; positions count from there. */
    Bytes rest() {
        return new Bytes(in.slice(), depth, inner);
    }

    /** Forgets what is after so many bytes: padding. */
    void cut(int count) {
        if (count >= 0 && count < in.remaining()) {
            in.limit(in.position() + count);
        }
    }

    byte[] bytes(int count) {
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    String mac() {
        return MAC.formatHex(bytes(6));
    }

    InetAddress address(int bytes) {
        return Ip.of(bytes(bytes));
    }

    String ip4() {
        return Ip.text(address(4));
    }

    String ip6() {
        return Ip.text(address(16));
    }

    /** Text of so many bytes; what is not printable ASCII is a question mark, and more than 64 are cut. */
    String text(int count) {
        return Printable.of(bytes(count));
    }

    /** What the rest says as a frame of its own; not read when it is too deep. */
    String frame(LinkType type) {
        if (depth == DEEPEST) {
            return "too deep to read";
        }
        FrameSummary summary = Dissector.read(type, new Bytes(in.slice(), depth + 1, inner));
        inner.add(summary);
        return summary.text();
    }
}
