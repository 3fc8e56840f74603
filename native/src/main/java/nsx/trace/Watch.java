package nsx.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.NetlinkException;
import nsx.nft.TraceEvent;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NsThread;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Sends one packet and watches its way: with nftables in several network namespaces, and with the kernel's trace
 * points if that is permitted.
 */
public final class Watch implements AutoCloseable {
    /** The time to wait for an answer after a drop of the packet was seen. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final String MARK = "nsx-probe";

    private final Shot.Target target;
    private final Map<String, NftTrace> tables = new LinkedHashMap<>();
    private final List<Passed> steps = new ArrayList<>();
    private final List<KernelEvent> events = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    /** The time of the last event of each frame of the sending thread; later the frame's address may be reused. */
    private final Map<String, Long> frames = new HashMap<>();

    private final Shot shot;
    private final Wait wait = new Wait();
    private TraceInstance instance;
    private int thread;
    private long begun = Long.MAX_VALUE;
    private boolean dropped;

    /** A step in a network namespace, by the caller's name for it. */
    public record Passed(String net, TraceEvent step) {}

    /**
     * The result of a watch.
     *
     * @param refused what the kernel said when it was to be sent; empty when it was sent
     * @param outcome what came back; empty for nothing
     * @param thread the number of the thread that sent it
     * @param events those of the kernel, by time, of others too
     * @param missing what could not be watched, and why
     */
    public record Seen(
            Shot shot,
            Optional<Errno> refused,
            Optional<Shot.Outcome> outcome,
            int thread,
            List<Passed> steps,
            List<KernelEvent> events,
            List<String> missing) {}

    private Watch(Shot.Target target) {
        this.target = target;
        this.shot = Shot.aim(target);
    }

    /**
     * Sends a packet from the calling thread's network namespace.
     *
     * @param nets the network namespaces to watch, by name
     * @throws InterruptedException if the thread is interrupted
     */
    public static Seen run(Shot.Target target, Map<String, Namespace> nets, Duration timeout)
            throws InterruptedException {
        try (Watch watch = new Watch(target)) {
            watch.open(nets);
            return watch.fire(timeout);
        }
    }

    private void open(Map<String, Namespace> nets) {
        String name = ProbeOwner.OF_THIS_PROCESS.name();
        nets.forEach((called, net) -> {
            try {
                tables.put(called, NsThread.enter(List.of(net), () -> NftTrace.open(name, shot.sample())));
            } catch (NetlinkException e) {
                missing.add("nftables of " + called + ": " + Errno.of(e.errno()).text());
            } catch (NamespaceException | SysException e) {
                missing.add("nftables of " + called + ": " + e.getMessage());
            }
        });
        try {
            instance = TraceInstance.make();
            TraceFilters.enable(instance, target);
        } catch (SysException e) {
            missing.add("trace points of the kernel (routes looked up, reasons of drops): "
                    + e.errno().text());
        }
    }

    private Seen fire(Duration timeout) throws InterruptedException {
        if (instance != null) {
            instance.mark(MARK);
        }
        Optional<Errno> refused = Optional.empty();
        begun = System.nanoTime();
        try {
            shot.fire();
        } catch (SysException e) {
            refused = Optional.of(e.errno());
        }
        Optional<Shot.Outcome> outcome = refused.isPresent() ? Optional.empty() : await(timeout);
        read();
        tables.forEach((net, table) -> {
            if (table.isLossy()) {
                missing.add("some steps through nftables of " + net + ": they came faster than nsx read them");
            }
        });
        if (instance != null && instance.isFull()) {
            missing.add("later events of the kernel: there were too many");
        }
        return new Seen(shot, refused, outcome, thread, List.copyOf(steps), List.copyOf(events), List.copyOf(missing));
    }

    private Optional<Shot.Outcome> await(Duration timeout) throws InterruptedException {
        long end = shot.sent() + timeout.toNanos();
        boolean grace = false;
        while (true) {
            read();
            Optional<Shot.Outcome> outcome = shot.look();
            if (outcome.isPresent()) {
                return outcome;
            }
            if (dropped && !grace) {
                grace = true;
                end = Math.min(end, System.nanoTime() + GRACE.toNanos());
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            waitFor(Duration.ofNanos(left));
        }
    }

    private void waitFor(Duration left) throws InterruptedException {
        if (target.protocol() == Shot.TCP) {
            wait.readableOr(shot.fd(), fds(), left);
        } else {
            // a socket without a connection is always writable
            List<Fd> fds = fds();
            fds.add(shot.fd());
            wait.readable(fds, left);
        }
    }

    private List<Fd> fds() {
        List<Fd> fds = new ArrayList<>();
        tables.values().forEach(t -> fds.add(t.fd()));
        if (instance != null && !instance.isFull()) {
            fds.add(instance.fd());
        }
        return fds;
    }

    private void read() {
        tables.forEach((net, table) -> table.events().forEach(step -> {
            steps.add(new Passed(net, step));
            dropped |= step.drops();
        }));
        if (instance != null) {
            instance.events().forEach(this::take);
        }
    }

    private void take(KernelEvent event) {
        if (event.name().equals("tracing_mark_write")) {
            thread = event.thread();
            return;
        }
        if (event.nanos() + 1000 < begun) {
            return;
        }
        events.add(event);
        String frame = event.get("skbaddr");
        long last = frames.getOrDefault(frame, 0L);
        boolean known = event.nanos() - last < KernelEvent.FRAME_NANOS;
        if (known || event.name().equals("net_dev_queue") && event.thread() == thread && !event.interrupting()) {
            frames.put(frame, event.nanos());
        }
        dropped |= known
                && event.name().equals("kfree_skb")
                && !event.get("reason").equals("OTHERHOST");
    }

    @Override
    public void close() {
        try {
            tables.values().forEach(NftTrace::close);
        } finally {
            try {
                if (instance != null) {
                    instance.close();
                }
            } finally {
                shot.close();
                wait.release();
            }
        }
    }
}
