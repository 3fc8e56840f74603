package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

/** A round trip has the kernel's time of arrival: a reader that comes late does not lengthen it. */
class ArrivalTest {
    private static final int LOOPBACK = 1;
    private static final int EXPERIMENT = 0x88b5;
    private static final Duration LATE = Duration.ofMillis(200);
    private static final byte[] NOBODY = new byte[6];

    @Test
    void aDatagramThatIsReadLateArrivedWhenItCame() {
        Fresh.call(() -> {
            Peer.run("ip link set lo up");
            InetAddress self = InetAddress.getByName("127.0.0.1");
            try (Fd socket = Sockets.open(Ip.AF_INET, Sockets.SOCK_RAW, IpProtocol.ICMP)) {
                Sockets.noteArrivals(socket);
                assertSoon(() -> {
                    // not a request, so that nothing answers
                    long sent = Sockets.send(socket, new byte[] {0, 0, -1, -1, 0, 0, 0, 0}, self);
                    spin();
                    return Sockets.receive(socket).since(sent);
                });
            }
            return null;
        });
    }

    @Test
    void aFrameThatIsReadLateArrivedWhenItCame() {
        Fresh.call(() -> {
            Peer.run("ip link set lo up");
            try (FrameSocket socket = FrameSocket.open(EXPERIMENT, LOOPBACK)) {
                assertSoon(() -> {
                    long sent = socket.send(new byte[50], NOBODY);
                    spin();
                    return Duration.ofNanos(socket.receive().orElseThrow().arrived() - sent);
                });
            }
            return null;
        });
    }

    @Test
    void aWaitEndedBeforeWhatFollowsIt() throws InterruptedException {
        Wait wait = new Wait();
        try (Pipe pipe = Pipe.open()) {
            long before = System.nanoTime();
            wait.ready(List.of(), List.of(pipe.writing()), Duration.ofSeconds(10));
            spin();
            assertTrue(isSoon(Duration.ofNanos(wait.woken() - before)));
        } finally {
            wait.release();
        }
    }

    /** The reader is busy, as with classes that it loads. */
    private static void spin() {
        long end = System.nanoTime() + LATE.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Checks that one of ten round trips is short: the kernel begins to note a moment after it is asked to. */
    private static void assertSoon(Supplier<Duration> roundTrip) {
        assertTrue(Stream.generate(roundTrip).limit(10).anyMatch(ArrivalTest::isSoon));
    }

    private static boolean isSoon(Duration time) {
        return !time.isNegative() && time.compareTo(LATE) < 0;
    }
}
