package nsx.talk;

import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import nsx.netlink.Ip;
import nsx.sys.Connections;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.SysException;
import nsx.sys.Talk;
import nsx.sys.Wait;

/**
 * One connection from the calling thread's network namespace: connects, exchanges a line each way, and closes. A
 * failed connection is an outcome, not an exception.
 */
public final class Dial {
    /** The size limit of a kept answer, in bytes. */
    static final int MOST = 64 * 1024;

    /**
     * The parameters of a connection.
     *
     * @param to the destination; a link-local IPv6 address has its device as scope
     * @param udp whether to use datagrams instead of TCP
     * @param timeout for the connection and the answer together
     * @param send the text to send first; without one, TCP sends nothing and UDP an empty datagram
     * @param expect a text that the answer must contain; empty accepts the first line
     */
    public record Plan(
            InetAddress to, int port, boolean udp, Duration timeout, Optional<String> send, Optional<String> expect) {
        boolean listens() {
            return udp || send.isPresent() || expect.isPresent();
        }
    }

    /** The results. */
    public enum Result {
        CONNECTED("connected"),
        REFUSED("refused"),
        TIMED_OUT("timed out"),
        UNREACHABLE("unreachable");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        /** The name of the result in scripts. */
        public String text() {
            return text;
        }
    }

    /**
     * The outcome of a connection.
     *
     * @param errno the kernel's error, possibly after the connection was made; empty without an error
     * @param local the local address; empty if none could be chosen
     * @param time the time until the connection was made or failed; for UDP until the answer
     * @param answer the received text; empty if none was awaited or none came
     * @param whole whether the answer is complete as required
     */
    public record Outcome(
            Result result,
            Optional<Errno> errno,
            Optional<InetSocketAddress> local,
            Duration time,
            Optional<String> answer,
            boolean whole) {}

    private final Plan plan;
    private final Fd socket;
    private final Wait wait;
    private long begun = System.nanoTime();
    /** The time until the last wait ended. */
    private Duration took = Duration.ZERO;

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private Dial(Plan plan, Fd socket, Wait wait) {
        this.plan = plan;
        this.socket = socket;
        this.wait = wait;
    }

    /**
     * Makes the connection.
     *
     * @throws SysException if no socket can be opened: EMFILE, EAFNOSUPPORT if the kernel lacks IPv6
     * @throws InterruptedException at once if the thread is interrupted
     */
    public static Outcome run(Plan plan) throws InterruptedException {
        int family = plan.to() instanceof Inet6Address ? Ip.AF_INET6 : Ip.AF_INET;
        Wait wait = new Wait();
        try (Fd socket = Connections.open(family, plan.udp() ? Connections.SOCK_DGRAM : Connections.SOCK_STREAM)) {
            return new Dial(plan, socket, wait).talk();
        } finally {
            wait.release();
        }
    }

    private Outcome talk() throws InterruptedException {
        Duration connected;
        // the first wait loads classes, which must not count as the time of the connection
        wait.writable(socket, Duration.ZERO);
        begun = System.nanoTime();
        try {
            Connections.connect(socket, plan.to(), plan.port());
            if (!writable()) {
                return failed(Result.TIMED_OUT, Optional.empty());
            }
            Optional<Errno> error = Connections.error(socket);
            if (error.isPresent()) {
                return failed(result(error.get()), error);
            }
            connected = took;
            say();
        } catch (SysException e) {
            took = took.isZero() ? time() : took;
            return failed(result(e.errno()), Optional.of(e.errno()));
        }
        return plan.listens() ? hear(connected) : done(Optional.empty(), connected, true);
    }

    private void say() throws InterruptedException {
        byte[] bytes = plan.send().map(Dial::line).orElse(new byte[0]);
        if (plan.udp()) {
            begun = Connections.send(socket, bytes);
            return;
        }
        for (int sent = 0; sent < bytes.length && writable(); ) {
            sent += Talk.send(socket, Arrays.copyOfRange(bytes, sent, bytes.length));
        }
    }

    /** Encodes a text and adds the line end that people leave out. */
    static byte[] line(String text) {
        return (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Outcome hear(Duration connected) throws InterruptedException {
        try {
            boolean ended = false;
            while (!ended && !isWhole() && heard.size() < MOST && readable()) {
                Optional<byte[]> some = Talk.receive(socket, MOST);
                some.ifPresent(heard::writeBytes);
                ended = some.isPresent() && (plan.udp() || some.get().length == 0);
                if (ended && plan.udp()) {
                    return done(
                            Optional.empty(), took, isWhole() || plan.expect().isEmpty());
                }
            }
            return plan.udp()
                    ? failed(Result.TIMED_OUT, Optional.empty())
                    : done(
                            Optional.empty(),
                            connected,
                            isWhole() || ended && plan.expect().isEmpty());
        } catch (SysException e) {
            return plan.udp()
                    ? failed(result(e.errno()), Optional.of(e.errno()))
                    : done(Optional.of(e.errno()), connected, isWhole());
        }
    }

    /** Whether enough was received: the expected text, or a line. */
    private boolean isWhole() {
        String text = text();
        return plan.expect().map(text::contains).orElse(text.indexOf('\n') >= 0);
    }

    private String text() {
        byte[] bytes = heard.toByteArray();
        return new String(bytes, 0, Math.min(bytes.length, MOST), StandardCharsets.UTF_8);
    }

    private Outcome done(Optional<Errno> errno, Duration time, boolean whole) {
        Optional<String> answer = Optional.of(text())
                .filter(t -> plan.listens() && (plan.udp() || !t.isEmpty()))
                .map(t -> t.replaceFirst("\r?\n$", ""));
        return new Outcome(Result.CONNECTED, errno, local(), time, answer, whole);
    }

    private Outcome failed(Result result, Optional<Errno> errno) {
        return new Outcome(result, errno, local(), took, Optional.empty(), false);
    }

    private Optional<InetSocketAddress> local() {
        return Optional.of(Connections.local(socket))
                .filter(l -> l.getPort() != 0 && !l.getAddress().isAnyLocalAddress());
    }

    static Result result(Errno errno) {
        return switch (errno) {
            case ECONNREFUSED, ECONNRESET -> Result.REFUSED;
            case ETIMEDOUT -> Result.TIMED_OUT;
            default -> Result.UNREACHABLE;
        };
    }

    private boolean writable() throws InterruptedException {
        boolean ready = wait.writable(socket, left());
        took = Duration.ofNanos(wait.woken() - begun);
        return ready;
    }

    private boolean readable() throws InterruptedException {
        boolean ready = wait.readable(socket, left());
        took = Duration.ofNanos(wait.woken() - begun);
        return ready;
    }

    private Duration time() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Duration left() {
        Duration left = plan.timeout().minus(time());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
