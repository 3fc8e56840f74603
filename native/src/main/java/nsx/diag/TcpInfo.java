package nsx.diag;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The measurements of a TCP connection: struct tcp_info of linux/tcp.h. The structure grows at its end; a field that
 * an older kernel lacks is 0.
 */
public final class TcpInfo {
    private final ByteBuffer bytes;

    public TcpInfo(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    private long number(int at) {
        return at + Integer.BYTES <= bytes.capacity() ? Integer.toUnsignedLong(bytes.getInt(at)) : 0;
    }

    private long longer(int at) {
        return at + Long.BYTES <= bytes.capacity() ? bytes.getLong(at) : 0;
    }

    /** The largest segment that is sent (sending MSS), in bytes. */
    public long mss() {
        return number(16);
    }

    /** The path MTU, in bytes. */
    public long pathMtu() {
        return number(60);
    }

    /** The smoothed round trip time, in microseconds. */
    public long rtt() {
        return number(68);
    }

    /** The congestion window, in segments. */
    public long window() {
        return number(80);
    }

    /** Number of segments retransmitted since the connection was made. */
    public long retransmissions() {
        return number(100);
    }

    /** Number of bytes acknowledged by the other end (since 4.1). */
    public long acknowledged() {
        return longer(120);
    }

    /** Number of bytes received (since 4.1). */
    public long received() {
        return longer(128);
    }
}
