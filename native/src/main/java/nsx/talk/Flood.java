package nsx.talk;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import nsx.netlink.Ip;
import nsx.sys.Bulk;
import nsx.sys.Connections;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Sends over one TCP connection from the calling thread's network namespace as fast as possible, and reports how many
 * bytes arrived.
 */
public final class Flood {
    private static final long SECOND = 1_000_000_000L;

    private final Plan plan;
    private final Fd socket;
    private final Wait wait;
    private final Bulk bulk = new Bulk();
    private long sent;
    private long begun;

    /**
     * The parameters of a flood.
     *
     * @param time the duration of sending
     * @param timeout the timeout of the connection
     * @param arrived returns how many bytes arrived at the other end, given how many it acknowledged
     */
    public record Plan(InetAddress to, int port, Duration time, Duration timeout, LongUnaryOperator arrived) {}

    /** The bytes that arrived in one second, or in the rest of one. */
    public record Part(int number, long bytes, Duration time) {}

    /**
     * The outcome of a flood.
     *
     * @param result the result of the connection
     * @param errno the kernel's error; empty without an error
     * @param bytes the number of bytes that arrived
     * @param time the time from the first to the last byte
     * @param info the TCP measurements; empty without a connection
     */
    public record Outcome(
            Dial.Result result, Optional<Errno> errno, long bytes, Duration time, Optional<Bulk.Info> info) {}

    private Flood(Plan plan, Fd socket, Wait wait) {
        this.plan = plan;
        this.socket = socket;
        this.wait = wait;
    }

    /**
     * Runs the flood.
     *
     * @param seen receives each second as soon as it is over, on the calling thread
     * @throws InterruptedException at once if the thread is interrupted
     */
    public static Outcome run(Plan plan, Consumer<Part> seen) throws InterruptedException {
        int family = plan.to() instanceof Inet6Address ? Ip.AF_INET6 : Ip.AF_INET;
        Wait wait = new Wait();
        try (Fd socket = Connections.open(family, Connections.SOCK_STREAM)) {
            return new Flood(plan, socket, wait).run(seen);
        } finally {
            wait.release();
        }
    }

    private Outcome run(Consumer<Part> seen) throws InterruptedException {
        try {
            Connections.connect(socket, plan.to(), plan.port());
            if (!wait.writable(socket, plan.timeout())) {
                return failed(Dial.Result.TIMED_OUT, Optional.empty());
            }
            Optional<Errno> error = Connections.error(socket);
            if (error.isPresent()) {
                return failed(Dial.result(error.get()), error);
            }
        } catch (SysException e) {
            return failed(Dial.result(e.errno()), Optional.of(e.errno()));
        }
        return flood(seen);
    }

    private static Outcome failed(Dial.Result result, Optional<Errno> errno) {
        return new Outcome(result, errno, 0, Duration.ZERO, Optional.empty());
    }

    private Outcome flood(Consumer<Part> seen) throws InterruptedException {
        begun = System.nanoTime();
        long end = plan.time().toNanos();
        long before = 0;
        int number = 1;
        Optional<Errno> broken = Optional.empty();
        for (long from = 0; from < end && broken.isEmpty(); from += SECOND) {
            long until = Math.min(end, from + SECOND);
            broken = send(until);
            long now = arrived();
            seen.accept(new Part(number++, now - before, Duration.ofNanos(passed() - from)));
            before = now;
        }
        return new Outcome(Dial.Result.CONNECTED, broken, before, Duration.ofNanos(passed()), info());
    }

    /** Sends until the time is over; returns the error that broke the connection, if any. */
    private Optional<Errno> send(long until) throws InterruptedException {
        try {
            for (long left = until - passed(); left > 0; left = until - passed()) {
                long n = bulk.send(socket);
                sent += n;
                if (n == 0) {
                    // an echo comes back and must be read, or it would block the connection
                    boolean ready = !wait.readableOr(socket, List.of(), Duration.ofNanos(left))
                            .isEmpty();
                    if (ready && bulk.receive(socket) < 0) {
                        return Optional.of(Errno.ECONNRESET);
                    }
                }
            }
            return Optional.empty();
        } catch (SysException e) {
            return Optional.of(e.errno());
        }
    }

    private long passed() {
        return System.nanoTime() - begun;
    }

    private long arrived() {
        long waiting;
        try {
            waiting = Bulk.unacknowledged(socket);
        } catch (SysException e) {
            waiting = 0;
        }
        return plan.arrived().applyAsLong(sent - waiting);
    }

    private Optional<Bulk.Info> info() {
        try {
            return Optional.of(Bulk.info(socket));
        } catch (SysException e) {
            return Optional.empty();
        }
    }
}
