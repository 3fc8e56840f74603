package nsx.talk;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** A connection or datagram that a {@link Listener} received; a connection may still be open. */
public final class Seen {
    /** The limit of kept received data, in bytes. */
    static final int MOST = 1024;

    private final Instant when = Instant.now();
    private final InetSocketAddress from;
    private byte[] received = new byte[0];
    private long bytes;
    private boolean open;

    Seen(InetSocketAddress from, boolean open) {
        this.from = from;
        this.open = open;
    }

    synchronized void add(byte[] more) {
        bytes += more.length;
        int kept = Math.min(more.length, MOST - received.length);
        if (kept > 0) {
            int before = received.length;
            received = Arrays.copyOf(received, before + kept);
            System.arraycopy(more, 0, received, before, kept);
        }
    }

    synchronized void end() {
        open = false;
    }

    /** The time of arrival. */
    public Instant when() {
        return when;
    }

    /** The remote address and port. */
    public InetSocketAddress from() {
        return from;
    }

    /** The first received data, at most 1024 bytes. */
    public synchronized String received() {
        return new String(received, StandardCharsets.UTF_8);
    }

    /** The number of received bytes. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Whether the connection is still open. */
    public synchronized boolean isOpen() {
        return open;
    }
}
