package nsx.hops;

import java.net.InetAddress;
import java.time.Duration;

/**
 * What came back for one packet.
 *
 * @param from who said it
 * @param mtu with {@link Kind#TOO_BIG} what the next device takes, 0 where it is not said
 * @param text the error in words; {@code reached} where the packet came to its end
 */
record Heard(Kind kind, InetAddress from, Duration time, int mtu, String text) {
    enum Kind {
        /** A router let it go no further, as it was told. */
        SPENT,
        /** It is larger than the next device takes. */
        TOO_BIG,
        /** The way ends here. */
        END
    }
}
