package nsx.icmp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Sockets;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Sends echo requests from the calling thread's network namespace and waits for the answers. A ping needs CAP_NET_RAW
 * there. The next request leaves after the interval or, with an interval of zero, as soon as the last was answered.
 */
public final class Ping {
    private static final int DATA = 56;
    private static final AtomicInteger IDENTIFIERS =
            new AtomicInteger((int) ProcessHandle.current().pid());

    /**
     * The requests to send.
     *
     * @param source a device name, an address, or empty for the choice of routing
     * @param timeout for each request, from the time it was sent
     * @param ttl time to live or hop limit of the requests, 1 to 255; 0 for the default of the route or namespace
     * @param form size and header fields of the requests
     */
    public record Plan(
            InetAddress target, int count, String source, Duration interval, Duration timeout, int ttl, Form form) {
        public Plan(InetAddress target, int count, String source, Duration interval, Duration timeout, int ttl) {
            this(target, count, source, interval, timeout, ttl, Form.USUAL);
        }
    }

    /**
     * The size and header fields of requests.
     *
     * @param size of the data, in bytes, without the headers of ICMP (8) and IP (20, IPv6: 40)
     * @param whole whether requests must not be fragmented: a request larger than the path MTU gets an error
     * @param tos type of service or traffic class
     * @param mark the firewall mark, which policy rules can match; 0 for none
     */
    public record Form(int size, boolean whole, int tos, int mark) {
        public static final Form USUAL = new Form(DATA, false, 0, 0);
    }

    /**
     * The outcome of one request.
     *
     * @param outcome "reply", "no reply", or the error in words
     * @param from the address that answered, null without an answer
     * @param time round trip; null without an answer
     */
    public record Echo(int sequence, String outcome, InetAddress from, int ttl, Duration time) {
        public boolean answered() {
            return outcome.equals("reply");
        }
    }

    private final Plan plan;
    private final boolean six;
    private final int identifier = IDENTIFIERS.incrementAndGet() & 0xffff;

    private Ping(Plan plan) {
        this.plan = plan;
        this.six = plan.target() instanceof Inet6Address;
    }

    /**
     * Sends all requests and returns one row for each.
     *
     * @throws SysException if the kernel refuses to send at all: ENETUNREACH without a route, EPERM without
     * CAP_NET_RAW
     * @throws InterruptedException when the thread is interrupted
     */
    public static List<Echo> run(Plan plan) throws InterruptedException {
        return run(plan, echo -> {});
    }

    /**
     * Sends all requests and returns one row for each.
     *
     * @param seen receives each row as soon as it is known, on the calling thread
     * @throws SysException if the kernel refuses to send at all: ENETUNREACH without a route, EPERM without
     * CAP_NET_RAW
     * @throws InterruptedException when the thread is interrupted
     */
    public static List<Echo> run(Plan plan, Consumer<Echo> seen) throws InterruptedException {
        Ping ping = new Ping(plan);
        Wait wait = new Wait();
        try (Fd socket = ping.open()) {
            return ping.sendAll(socket, wait, seen);
        } finally {
            wait.release();
        }
    }

    private Fd open() {
        int family = six ? Ip.AF_INET6 : Ip.AF_INET;
        Fd socket = Sockets.open(family, Sockets.SOCK_RAW, six ? IpProtocol.ICMPV6 : IpProtocol.ICMP);
        try {
            Sockets.allowBroadcast(socket);
            if (!plan.source().isEmpty()) {
                bind(socket, plan.source());
            }
            if (plan.ttl() != 0) {
                Sockets.limitHops(socket, family, plan.ttl());
            }
            form(socket, family);
            Sockets.noteArrivals(socket);
            return socket;
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void form(Fd socket, int family) {
        Form form = plan.form();
        if (form.whole()) {
            Sockets.fragment(socket, family, Sockets.Fragments.REFUSED);
        }
        if (form.tos() != 0) {
            Sockets.serve(socket, family, form.tos());
        }
        if (form.mark() != 0) {
            Sockets.mark(socket, form.mark());
        }
    }

    private static void bind(Fd socket, String source) {
        // a device name has no colon, and digits and dots alone always mean an address
        if (source.contains(":") || source.matches("[0-9.]+")) {
            Sockets.bind(socket, Ip.parse(source));
        } else {
            Sockets.bindDevice(socket, source);
        }
    }

    private List<Echo> sendAll(Fd socket, Wait wait, Consumer<Echo> seen) throws InterruptedException {
        List<Echo> echoes = new ArrayList<>();
        for (int sequence = 1; sequence <= plan.count(); sequence++) {
            long begun = System.nanoTime();
            OptionalLong sent = send(socket, sequence);
            Echo echo = sent.isPresent() ? await(socket, wait, sequence, sent.getAsLong()) : tooLarge(sequence);
            echoes.add(echo);
            seen.accept(echo);
            if (sequence < plan.count()) {
                pause(begun);
            }
        }
        return echoes;
    }

    /**
     * Sends a request.
     *
     * @return when it left; empty if the kernel refused one that may not be fragmented and exceeds the known path MTU
     */
    private OptionalLong send(Fd socket, int sequence) {
        byte[] request =
                IcmpMessage.echoRequest(six, identifier, sequence, plan.form().size());
        try {
            return OptionalLong.of(Sockets.send(socket, request, plan.target()));
        } catch (SysException e) {
            if (e.errno() == Errno.EMSGSIZE && plan.form().whole()) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    private static Echo tooLarge(int sequence) {
        return new Echo(sequence, "too large for the path", null, -1, null);
    }

    private void pause(long begun) throws InterruptedException {
        long left = plan.interval().toNanos() - (System.nanoTime() - begun);
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    private Echo await(Fd socket, Wait wait, int sequence, long sent) throws InterruptedException {
        long deadline = sent + plan.timeout().toNanos();
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            if (wait.readable(socket, Duration.ofNanos(left))) {
                Optional<Echo> echo = receive(socket, sequence, sent);
                if (echo.isPresent()) {
                    return echo.get();
                }
            }
        }
        return new Echo(sequence, "no reply", null, -1, null);
    }

    private Optional<Echo> receive(Fd socket, int sequence, long sent) {
        Sockets.Datagram datagram;
        try {
            datagram = Sockets.receive(socket);
        } catch (SysException e) {
            if (e.errno() == Errno.EAGAIN) {
                return Optional.empty();
            }
            throw e;
        }
        return IcmpMessage.parse(six, datagram.data())
                .filter(m -> m.identifier() == identifier && m.sequence() == (sequence & 0xffff))
                .map(m -> new Echo(
                        sequence,
                        m.text() + mtu(datagram.data()),
                        datagram.sender(),
                        m.ttl(),
                        m.isReply() ? datagram.since(sent) : null));
    }

    /** The path MTU that an error reports, as {@code , mtu 1400}; empty text without one. */
    private String mtu(byte[] datagram) {
        return Quote.parse(six, datagram)
                .filter(q -> q.mtu() > 0)
                .map(q -> ", mtu " + q.mtu())
                .orElse("");
    }
}
