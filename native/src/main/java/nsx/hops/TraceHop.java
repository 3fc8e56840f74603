package nsx.hops;

import java.net.InetAddress;
import java.time.Duration;

/**
 * A router on the way, or the end of the way.
 *
 * @param number the hop limit of a packet that ends here, from 1
 * @param from the host that answered; null without an answer
 * @param time round trip; null without an answer
 * @param outcome {@code passed} for a router, {@code reached} for the destination, {@code no answer}, or the error in
 * words
 * @param mtu the largest packet that comes this far, in bytes; 0 if unknown
 * @param silent whether larger packets vanish before here, without an error from a router
 */
public record TraceHop(int number, InetAddress from, Duration time, String outcome, int mtu, boolean silent) {
    public static final String PASSED = "passed";
    public static final String REACHED = "reached";
    public static final String NO_ANSWER = "no answer";

    /** Whether the hop is the last one: the destination, or a host that reports a final error. */
    public boolean isEnd() {
        return !outcome.equals(PASSED) && !outcome.equals(NO_ANSWER);
    }
}
