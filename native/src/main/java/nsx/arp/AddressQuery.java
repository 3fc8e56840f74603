package nsx.arp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.sys.SysException;
import nsx.sys.Wait;

/** Asks who has an address on the link of a device and collects every answer. */
public final class AddressQuery {
    private AddressQuery() {}

    /**
     * The requests to send.
     *
     * @param device the index of the device
     * @param name its name
     * @param mac its hardware address, six bytes
     * @param from the IPv4 sender address; empty sends an ARP probe without one (RFC 5227); IPv6 chooses its own
     * @param count number of requests
     * @param interval time to listen after each
     */
    public record Plan(
            InetAddress target,
            int device,
            String name,
            byte[] mac,
            Optional<InetAddress> from,
            int count,
            Duration interval) {}

    /**
     * One answer.
     *
     * @param request the last request before it, from 1
     * @param mac the hardware address as text, with colons
     * @param time since that request
     */
    public record Answer(int request, String mac, Duration time) {}

    /**
     * Sends the planned requests from the calling thread's network namespace.
     *
     * @param seen receives each answer as soon as it is there, on the calling thread
     * @throws SysException EPERM without CAP_NET_RAW, ENETDOWN while the device is down
     * @throws InterruptedException when the thread is interrupted, at once
     */
    public static List<Answer> run(Plan plan, Consumer<Answer> seen) throws InterruptedException {
        List<Answer> all = new ArrayList<>();
        Wait wait = new Wait();
        try (Neighbourhood neighbours = Neighbourhood.open(plan)) {
            for (int request = 1; request <= plan.count(); request++) {
                long asked = neighbours.ask();
                long end = asked + plan.interval().toNanos();
                for (long left = end - asked; left > 0; left = end - System.nanoTime()) {
                    if (wait.readable(neighbours.fd(), Duration.ofNanos(left))) {
                        int last = request;
                        neighbours.answer().ifPresent(claim -> {
                            Duration time = Duration.ofNanos(Math.max(0, claim.arrived() - asked));
                            Answer answer = new Answer(last, text(claim.mac()), time);
                            all.add(answer);
                            seen.accept(answer);
                        });
                    }
                }
            }
            return all;
        } finally {
            wait.release();
        }
    }

    private static String text(byte[] mac) {
        return HexFormat.ofDelimiter(":").formatHex(mac);
    }
}
