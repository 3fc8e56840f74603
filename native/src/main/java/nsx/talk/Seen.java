package nsx.talk;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** A connection or datagram that came to a {@link Listener}, read while it may go on. */
public final class Seen {
    /** As much of what was received is kept, in bytes. */
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

    /** When it came. */
    public Instant when() {
        return when;
    }

    /** Its other end. */
    public InetSocketAddress from() {
        return from;
    }

    /** The first of what came, at most 1024 bytes. */
    public synchronized String received() {
        return new String(received, StandardCharsets.UTF_8);
    }

    /** How many bytes came. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Whether the connection is still there. */
    public synchronized boolean isOpen() {
        return open;
    }
}
