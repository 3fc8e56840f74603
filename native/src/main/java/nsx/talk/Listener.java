package nsx.talk;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.netlink.Ip;
import nsx.sys.Connections;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Sockets;
import nsx.sys.SysException;
import nsx.sys.Talk;
import nsx.sys.Wait;

/**
 * Listens on a port and answers on its own thread. Its sockets stay in the network namespace in which it was opened
 * and keep that namespace alive. The number of open and of remembered connections is bounded.
 */
public final class Listener implements AutoCloseable {
    /** The limit of open connections; a further one replaces the one that was silent longest. */
    private static final int GUESTS = 128;
    /** The limit of remembered connections and datagrams. */
    private static final int MEMORY = 1000;

    private static final int DATAGRAM = 65536;
    private static final Duration ENDLESS = Duration.ofNanos(-1);
    /** The time limit for a running reply, which may be any code. */
    private static final long PATIENCE_MILLIS = 2000;
    /** The time limit for a look at the connections to wait for those that a running reply holds up. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final Fd socket;
    private final boolean udp;
    private final boolean six;
    private final InetSocketAddress local;
    private final Deque<Seen> seen = new ArrayDeque<>();
    private final List<Guest> guests = new ArrayList<>();
    private long count;
    private Thread thread;

    private Listener(Fd socket, boolean udp, boolean six) {
        this.socket = socket;
        this.udp = udp;
        this.six = six;
        this.local = Connections.local(socket);
    }

    /**
     * Opens the port in the calling thread's network namespace.
     *
     * @param address the address to listen on; empty for every address, IPv4 and IPv6
     * @param port 0 to let the kernel choose
     * @throws SysException EADDRINUSE if the port is in use, EADDRNOTAVAIL if the namespace lacks the address, EACCES
     */
    public static Listener open(Optional<InetAddress> address, int port, boolean udp) {
        if (address.isPresent()) {
            return open(address.get(), port, udp);
        }
        try {
            return open(Ip.parse("::"), port, udp);
        } catch (SysException e) {
            if (e.errno() == Errno.EAFNOSUPPORT) {
                return open(Ip.parse("0.0.0.0"), port, udp);
            }
            throw e;
        }
    }

    private static Listener open(InetAddress address, int port, boolean udp) {
        boolean six = address instanceof Inet6Address;
        int family = six ? Ip.AF_INET6 : Ip.AF_INET;
        // with IP_RECVERR errors of answered datagrams would queue up forever and keep the socket ready
        Fd socket = udp
                ? Sockets.open(family, Connections.SOCK_DGRAM, 0)
                : Connections.open(family, Connections.SOCK_STREAM);
        try {
            if (!udp) {
                Talk.reuseAddress(socket);
            }
            if (six) {
                Talk.onlySix(socket, !address.isAnyLocalAddress());
            }
            Connections.bind(socket, address, port);
            if (!udp) {
                Talk.listen(socket, GUESTS);
            }
            return new Listener(socket, udp, six);
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Starts answering.
     *
     * @param begin called first, on the listener's thread
     * @param failed called if an answer fails; the connection ends and the listener goes on
     */
    public synchronized void start(ListenerAnswer answer, Runnable begin, Consumer<RuntimeException> failed) {
        thread = new Thread(
                () -> {
                    try {
                        begin.run();
                        serve(answer, failed);
                    } finally {
                        guests.forEach(Guest::close);
                        socket.close();
                    }
                },
                "nsx-listen-" + local.getPort());
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(ListenerAnswer answer, Consumer<RuntimeException> failed) {
        Wait wait = new Wait();
        try {
            while (true) {
                List<Fd> ready = wait(wait);
                if (ready.contains(socket)) {
                    attempt(failed, () -> welcome(answer));
                }
                for (Guest guest : List.copyOf(guests)) {
                    boolean served = attempt(failed, () -> {
                        guest.greet();
                        if (ready.contains(guest.socket())) {
                            guest.serve();
                        }
                    });
                    if (!served || guest.isOver()) {
                        guest.close();
                        guests.remove(guest);
                    }
                }
            }
        } catch (InterruptedException e) {
            // the listener was closed
        } finally {
            wait.release();
        }
    }

    private List<Fd> wait(Wait wait) throws InterruptedException {
        List<Fd> reading = new ArrayList<>(List.of(socket));
        guests.stream().filter(g -> !g.isWriting()).map(Guest::socket).forEach(reading::add);
        List<Fd> writing =
                guests.stream().filter(Guest::isWriting).map(Guest::socket).toList();
        Duration least = guests.stream()
                .map(Guest::silence)
                .filter(d -> !d.isNegative())
                .min(Comparator.naturalOrder())
                .orElse(ENDLESS);
        return wait.ready(reading, writing, least);
    }

    /** Runs an action; returns whether it succeeded. An error of a connection is not a failure of the listener. */
    private static boolean attempt(Consumer<RuntimeException> failed, Runnable action) {
        try {
            action.run();
            return true;
        } catch (SysException e) {
            return false;
        } catch (RuntimeException e) {
            failed.accept(e);
            return false;
        }
    }

    private void welcome(ListenerAnswer answer) {
        if (udp) {
            take().ifPresent(datagram -> answer(datagram, answer));
            return;
        }
        if (guests.size() >= GUESTS) {
            Guest longest =
                    guests.stream().min(Comparator.comparingLong(Guest::last)).orElseThrow();
            longest.close();
            guests.remove(longest);
        }
        // as one step, so that a connection either waits or is seen
        synchronized (seen) {
            Talk.accept(socket)
                    .ifPresent(a -> guests.add(new Guest(a.socket(), remember(new Seen(a.from(), true)), answer)));
        }
    }

    private Optional<Talk.Datagram> take() {
        synchronized (seen) {
            Optional<Talk.Datagram> one = Talk.receiveFrom(socket, DATAGRAM);
            one.ifPresent(d -> remember(new Seen(d.from(), false)).add(d.data()));
            return one;
        }
    }

    private void answer(Talk.Datagram datagram, ListenerAnswer answer) {
        String text = new String(datagram.data(), StandardCharsets.UTF_8).replaceFirst("\r?\n$", "");
        byte[] said = answer.isEcho() ? datagram.data() : Dial.line(answer.to(text));
        Talk.sendTo(socket, six, said, datagram.from());
    }

    private Seen remember(Seen one) {
        synchronized (seen) {
            count++;
            seen.add(one);
            if (seen.size() > MEMORY) {
                seen.remove();
            }
            seen.notifyAll();
        }
        return one;
    }

    /** The last connections or datagrams, at most 1000, the oldest first. What has arrived before the call is among them. */
    public List<Seen> seen() {
        synchronized (seen) {
            settle();
            return List.copyOf(seen);
        }
    }

    /** Waits until the listener's thread has taken what waits at the port, at most a second. */
    private void settle() {
        if (Thread.currentThread() == thread || !socket.isOpen()) {
            return;
        }
        long end = System.nanoTime() + SETTLING.toNanos();
        Wait wait = new Wait();
        try {
            for (long left = SETTLING.toMillis(); left > 0 && wait.readable(socket, Duration.ZERO); ) {
                seen.wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SysException e) {
            // it has just been closed
        } finally {
            wait.release();
        }
    }

    /** The number of connections or datagrams since the start. */
    public long count() {
        synchronized (seen) {
            settle();
            return count;
        }
    }

    /** The address and port that it listens on. */
    public InetSocketAddress local() {
        return local;
    }

    /** Whether the listener is open. */
    public synchronized boolean isOpen() {
        return socket.isOpen();
    }

    /** Closes the listener and all its connections. A reply that does not end within two seconds is abandoned. */
    @Override
    public synchronized void close() {
        if (thread == null) {
            socket.close();
            return;
        }
        thread.interrupt();
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
