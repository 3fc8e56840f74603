package nsx.hops;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import nsx.icmp.IcmpMessage;
import nsx.icmp.Quote;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Sockets;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * The way to an address from the calling thread's network namespace, router by router. The first packet for each hop
 * has the largest size that has passed so far and may not be fragmented; if a router reports a smaller MTU, later
 * packets are smaller. A trace needs CAP_NET_RAW.
 */
public final class Trace {
    private static final int SMALL = 60;
    private static final int SMALL_6 = 80;
    private static final int LEAST = 68;
    private static final int LEAST_6 = 1280;
    /** The largest possible IP packet; the MTU of a loopback device is larger. */
    private static final int MOST = 65535;
    /** The timeout for a packet that only tests a size, once the round trip is known. */
    private static final Duration BRIEF = Duration.ofMillis(300);

    /** The number of silent routers in a row that ends the trace. */
    private static final int SILENT_HOPS = 5;

    private static final AtomicInteger IDENTIFIERS =
            new AtomicInteger((int) ProcessHandle.current().pid() ^ 0x5a00);

    /** The protocol of the packets. */
    public enum Protocol {
        ICMP,
        UDP,
        TCP
    }

    /**
     * The parameters of a trace.
     *
     * @param port the destination port for UDP and TCP
     * @param most the maximum number of hops
     * @param tries the number of packets to a hop that does not answer
     * @param timeout for each packet
     * @param mtu of the device by which packets leave, in bytes
     */
    public record Plan(InetAddress to, Protocol protocol, int port, int most, int tries, Duration timeout, int mtu) {}

    private final Plan plan;
    private final boolean six;
    private final Fd raw;
    private final Wait wait;
    private final int identifier = IDENTIFIERS.incrementAndGet() & 0xffff;
    private int sequence;
    private int mtu;
    private boolean silent;

    private Trace(Plan plan, Fd raw, Wait wait) {
        this.plan = plan;
        this.six = plan.to() instanceof Inet6Address;
        this.raw = raw;
        this.wait = wait;
        this.mtu = Math.min(plan.mtu(), MOST);
    }

    /**
     * Runs the trace to its end.
     *
     * @param seen receives each hop as soon as it is known, on the calling thread
     * @throws SysException when the kernel refuses to send at all: ENETUNREACH without a route, EPERM without
     * CAP_NET_RAW
     * @throws InterruptedException when the thread is interrupted, at once
     */
    public static List<TraceHop> run(Plan plan, Consumer<TraceHop> seen) throws InterruptedException {
        boolean six = plan.to() instanceof Inet6Address;
        int family = six ? Ip.AF_INET6 : Ip.AF_INET;
        Wait wait = new Wait();
        try (Fd raw = Sockets.open(family, Sockets.SOCK_RAW, six ? IpProtocol.ICMPV6 : IpProtocol.ICMP)) {
            Sockets.fragment(raw, family, Sockets.Fragments.PROBED);
            Sockets.noteArrivals(raw);
            return new Trace(plan, raw, wait).walk(seen);
        } finally {
            wait.release();
        }
    }

    private List<TraceHop> walk(Consumer<TraceHop> seen) throws InterruptedException {
        List<TraceHop> hops = new ArrayList<>();
        int unanswered = 0;
        boolean ended = false;
        for (int ttl = 1; ttl <= plan.most() && !ended && unanswered < SILENT_HOPS; ttl++) {
            TraceHop hop = hop(ttl);
            hops.add(hop);
            seen.accept(hop);
            ended = hop.isEnd();
            unanswered = hop.from() == null ? unanswered + 1 : 0;
        }
        return hops;
    }

    private TraceHop hop(int ttl) throws InterruptedException {
        boolean large = plan.protocol() != Protocol.TCP;
        Optional<Heard> heard = large ? fitting(ttl) : Optional.empty();
        boolean lost = large && heard.isEmpty();
        for (int i = large ? 1 : 0; i < plan.tries() && heard.isEmpty(); i++) {
            heard = ask(probe(ttl, six ? SMALL_6 : SMALL), plan.timeout());
        }
        if (heard.isEmpty()) {
            return new TraceHop(ttl, null, null, TraceHop.NO_ANSWER, 0, false);
        }
        if (lost) {
            silent = narrow(ttl);
        } else if (!large) {
            companion(ttl);
        }
        Heard answer = heard.get();
        String outcome = answer.kind() == Heard.Kind.SPENT ? TraceHop.PASSED : answer.text();
        return new TraceHop(ttl, answer.from(), answer.time(), outcome, mtu, silent);
    }

    /** Probes a hop with the largest possible packet; each answer that it is too large makes the next one smaller. */
    private Optional<Heard> fitting(int ttl) throws InterruptedException {
        Optional<Heard> heard = ask(probe(ttl, mtu), plan.timeout());
        while (heard.isPresent()
                && heard.get().kind() == Heard.Kind.TOO_BIG
                && shrink(heard.get().mtu())) {
            heard = ask(probe(ttl, mtu), plan.timeout());
        }
        return heard;
    }

    /** Sends a large echo request beside a TCP connection request, which is always small. */
    private void companion(int ttl) throws InterruptedException {
        Optional<Heard> heard = ask(echo(ttl, mtu), BRIEF);
        while (heard.isPresent()
                && heard.get().kind() == Heard.Kind.TOO_BIG
                && shrink(heard.get().mtu())) {
            heard = ask(echo(ttl, mtu), BRIEF);
        }
    }

    /**
     * Reduces the packet size.
     *
     * @return whether the size is smaller now
     */
    private boolean shrink(int said) {
        int least = six ? LEAST_6 : LEAST;
        // routers before RFC 1191 do not report the MTU that would pass
        int next = said == 0 ? mtu * 3 / 4 : said;
        if (next >= mtu || next < least) {
            return false;
        }
        mtu = next;
        silent = false;
        return true;
    }

    /**
     * Searches the size that passes if the hop answers small packets but did not answer a large one: the large one
     * was lost by chance or large ones vanish.
     *
     * @return whether large packets vanish
     */
    private boolean narrow(int ttl) throws InterruptedException {
        if (passes(ttl, mtu) || passes(ttl, mtu)) {
            return false;
        }
        int low = six ? LEAST_6 : SMALL;
        int high = mtu;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (passes(ttl, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if (!passes(ttl, low)) {
            return false;
        }
        mtu = low;
        return true;
    }

    private boolean passes(int ttl, int size) throws InterruptedException {
        Duration time = plan.timeout().compareTo(BRIEF) < 0 ? plan.timeout() : BRIEF;
        return ask(probe(ttl, size), time)
                .filter(h -> h.kind() != Heard.Kind.TOO_BIG)
                .isPresent();
    }

    private Probe probe(int ttl, int size) {
        return plan.protocol() == Protocol.ICMP
                ? echo(ttl, size)
                : Probe.Ported.open(plan.to(), plan.port(), plan.protocol() == Protocol.UDP, ttl, size);
    }

    private Probe echo(int ttl, int size) {
        return new Probe.Echo(raw, plan.to(), ttl, size, identifier, ++sequence);
    }

    private Optional<Heard> ask(Probe probe, Duration timeout) throws InterruptedException {
        try (probe) {
            // the first wait loads classes, which must not count as the time of the first hop
            ready(probe, probe.socket(), Duration.ZERO);
            long sent;
            try {
                sent = probe.send();
            } catch (SysException e) {
                if (e.errno() == Errno.EMSGSIZE) {
                    return Optional.of(new Heard(Heard.Kind.TOO_BIG, null, Duration.ZERO, 0, "too large"));
                }
                throw e;
            }
            return await(probe, sent, sent + timeout.toNanos());
        }
    }

    private Optional<Heard> await(Probe probe, long sent, long deadline) throws InterruptedException {
        Optional<Fd> own = probe.socket();
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            List<Fd> ready = ready(probe, own, Duration.ofNanos(left));
            Optional<Heard> heard = ready.contains(raw) ? read(probe, sent) : Optional.empty();
            if (heard.isPresent()) {
                return heard;
            }
            if (own.isPresent() && ready.contains(own.get())) {
                if (probe.hasAnswer()) {
                    return Optional.of(end(plan.to(), Duration.ofNanos(wait.woken() - sent), TraceHop.REACHED));
                }
                own = Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<Fd> ready(Probe probe, Optional<Fd> own, Duration atMost) throws InterruptedException {
        List<Fd> reading = new ArrayList<>(List.of(raw));
        own.filter(o -> !probe.connects()).ifPresent(reading::add);
        List<Fd> writing = own.filter(o -> probe.connects()).stream().toList();
        return wait.ready(reading, writing, atMost);
    }

    private Optional<Heard> read(Probe probe, long sent) {
        Sockets.Datagram datagram;
        try {
            datagram = Sockets.receive(raw);
        } catch (SysException e) {
            if (e.errno() == Errno.EAGAIN) {
                return Optional.empty();
            }
            throw e;
        }
        Optional<IcmpMessage> answer = IcmpMessage.parse(six, datagram.data()).filter(probe::isAnsweredBy);
        return answer.isPresent()
                ? Optional.of(end(datagram.sender(), datagram.since(sent), TraceHop.REACHED))
                : Quote.parse(six, datagram.data())
                        .filter(probe::isOf)
                        .map(q -> heard(q, datagram.sender(), datagram.since(sent)));
    }

    private Heard heard(Quote quote, InetAddress from, Duration time) {
        if (quote.isSpent()) {
            return new Heard(Heard.Kind.SPENT, from, time, 0, quote.text());
        }
        if (quote.isTooBig()) {
            return new Heard(Heard.Kind.TOO_BIG, from, time, quote.mtu(), quote.text());
        }
        boolean there = quote.isClosedPort() && from.equals(plan.to());
        return end(from, time, there ? TraceHop.REACHED : quote.text());
    }

    private static Heard end(InetAddress from, Duration time, String text) {
        return new Heard(Heard.Kind.END, from, time, 0, text);
    }
}
