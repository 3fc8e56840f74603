package nsx.talk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nsx.netlink.Ip;
import nsx.sys.Bulk;
import nsx.sys.Connections;
import nsx.sys.Fd;
import nsx.sys.SysException;
import nsx.sys.Talk;
import nsx.sys.Wait;

/**
 * Accepts one connection on a free port and counts the received bytes, on its own thread. It stays in the namespace
 * in which it was opened.
 */
public final class Sink implements AutoCloseable {
    private static final Duration ENDLESS = Duration.ofNanos(-1);
    private static final long PATIENCE_MILLIS = 2000;

    private final Fd socket;
    private final int port;
    private final AtomicLong bytes = new AtomicLong();
    private final Thread thread = new Thread(this::run, "nsx-sink");

    private Sink(Fd socket) {
        this.socket = socket;
        this.port = Connections.local(socket).getPort();
    }

    /**
     * Starts waiting for the connection.
     *
     * @param address an address of the calling thread's network namespace
     */
    public static Sink open(InetAddress address) {
        boolean six = address.getAddress().length == 16;
        Fd socket = Connections.open(six ? Ip.AF_INET6 : Ip.AF_INET, Connections.SOCK_STREAM);
        try {
            Connections.bind(socket, address, 0);
            Talk.listen(socket, 1);
            Sink sink = new Sink(socket);
            sink.thread.setDaemon(true);
            sink.thread.start();
            return sink;
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void run() {
        Wait wait = new Wait();
        try {
            Optional<Talk.Accepted> guest = Optional.empty();
            while (guest.isEmpty()) {
                wait.readable(socket, ENDLESS);
                guest = Talk.accept(socket);
            }
            try (Fd from = guest.get().socket()) {
                count(from, wait);
            }
        } catch (InterruptedException e) {
            // the sink was closed
        } catch (SysException e) {
            // the connection broke; the bytes received before are counted
        } finally {
            wait.release();
        }
    }

    private void count(Fd from, Wait wait) throws InterruptedException {
        Bulk bulk = new Bulk();
        for (long n = 0; n >= 0; n = bulk.receive(from)) {
            bytes.addAndGet(n);
            if (n == 0) {
                wait.readable(from, ENDLESS);
            }
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** The number of bytes received so far. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.close();
    }
}
