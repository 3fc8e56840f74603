package nsx.hops;

import java.net.InetAddress;
import java.time.Duration;

/**
 * The answer to one packet.
 *
 * @param from the host that answered
 * @param mtu for {@link Kind#TOO_BIG} the MTU of the next device, 0 if the router does not report it
 * @param text the error in words, or {@code reached} if the packet reached its destination
 */
record Heard(Kind kind, InetAddress from, Duration time, int mtu, String text) {
    enum Kind {
        /** The hop limit of the packet ran out at a router. */
        SPENT,
        /** The packet is larger than the MTU of the next device. */
        TOO_BIG,
        /** The packet reached its destination or got a final error. */
        END
    }
}
