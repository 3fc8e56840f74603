package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * When the kernel received what a socket returned last (SIOCGSTAMPNS, socket(7)). A reader is later, and much later while
 * it still has classes to load.
 */
final class Arrival {
    private static final long SIOCGSTAMPNS = 0x8907;
    private static final int TIMESPEC = 16;

    private Arrival() {}

    /** Asks the kernel to note arrivals; it begins a moment later, and what comes before then arrives when it is read. */
    static void note(Fd socket) {
        last(socket);
    }

    /**
     * The arrival of what was received last, as {@link System#nanoTime}: now if the kernel did not note it. It is wrong by as
     * much as the clock is set between the arrival and this call.
     */
    static long last(Fd socket) {
        byte[] stamp = new byte[TIMESPEC];
        int done = Libc.ioctl(socket.number(), SIOCGSTAMPNS, stamp);
        Instant real = Instant.now();
        long now = System.nanoTime();
        return done < 0 ? now : now - Math.max(0, between(stamp, real));
    }

    private static long between(byte[] timespec, Instant now) {
        ByteBuffer b = ByteBuffer.wrap(timespec).order(ByteOrder.nativeOrder());
        return (now.getEpochSecond() - b.getLong()) * 1_000_000_000L + now.getNano() - b.getLong();
    }
}
