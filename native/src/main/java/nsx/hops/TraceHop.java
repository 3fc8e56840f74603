package nsx.hops;

import java.net.InetAddress;
import java.time.Duration;

/**
 * One router on the way, or its end.
 *
 * @param number how many routers a packet may have passed to end there, and one more
 * @param from who answered; null for nobody
 * @param time round trip; null without an answer
 * @param outcome {@code passed} for a router, {@code reached} for the destination, {@code no answer}, or the error in words
 * @param mtu the largest packet that comes this far, in bytes; 0 where it is not known
 * @param silent whether larger packets vanish before here, though no router says so
 */
public record TraceHop(int number, InetAddress from, Duration time, String outcome, int mtu, boolean silent) {
    public static final String PASSED = "passed";
    public static final String REACHED = "reached";
    public static final String NO_ANSWER = "no answer";

    /** Whether it is the last: the destination, or who says that the way ends. */
    public boolean isEnd() {
        return !outcome.equals(PASSED) && !outcome.equals(NO_ANSWER);
    }
}
