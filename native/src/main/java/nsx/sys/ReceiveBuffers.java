package nsx.sys;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * Buffers outside Java's heap for received datagrams. The kernel writes into them directly, where an array would be
 * copied whole before and after each call. Sockets share them, so an idle socket has none.
 */
final class ReceiveBuffers {
    /** The kernel fills the datagrams of a dump up to the reader's buffer size, 32 KiB at most. */
    static final int BYTES = 64 * 1024;

    /** How many stay for the next calls; the others are left to the collector. */
    private static final int KEPT = 4;

    private static final Deque<ByteBuffer> IDLE = new ArrayDeque<>();

    private ReceiveBuffers() {}

    /** Gives a buffer to one call, which may wait, and takes it back. */
    static <T> T use(Function<ByteBuffer, T> call) {
        ByteBuffer buffer = take();
        try {
            return call.apply(buffer);
        } finally {
            give(buffer);
        }
    }

    private static ByteBuffer take() {
        synchronized (IDLE) {
            ByteBuffer idle = IDLE.poll();
            if (idle != null) {
                return idle;
            }
        }
        return ByteBuffer.allocateDirect(BYTES);
    }

    private static void give(ByteBuffer buffer) {
        synchronized (IDLE) {
            if (IDLE.size() < KEPT) {
                IDLE.push(buffer);
            }
        }
    }
}
