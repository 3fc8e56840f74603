package nsx.dsl.why.across;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.sys.FrameSocket;
import nsx.sys.Wait;

/** Frames that only try a cable: a protocol that no program takes, a token, the length, and nothing else. */
final class TestFrames implements AutoCloseable {
    /** For local experiments (IEEE Std 802, 9.2.4). */
    private static final int EXPERIMENT = 0x88b5;
    /** ETH_P_ALL: a bridge takes the frames of its ports before their own protocol is looked at. */
    private static final int ALL = 0x0003;

    private static final int HEAD = 8 + Integer.BYTES;
    /** The largest frame that is sent, in bytes. */
    private static final int LARGEST = 65_535;

    private static final int MOST = 100;
    /** Frames of others that a busy port has at one time. */
    private static final int MOST_READ = 10_000;

    private final Session session;
    private FrameSocket listening;
    private byte[] token;

    TestFrames(Session session) {
        this.session = session;
    }

    /** Whether what does not come was certainly lost: a bridge's port hears all frames, and may miss some. */
    boolean expect(Context context, Link link, byte[] wanted) {
        close();
        token = wanted.clone();
        boolean port = link.master().isPresent();
        listening = session.kernel()
                .probe(context, "frames", () -> FrameSocket.open(port ? ALL : EXPERIMENT, link.index()));
        return !port;
    }

    List<Integer> arrived(int milliseconds, List<Integer> wanted) {
        Set<Integer> lengths = new TreeSet<>();
        long end = System.nanoTime() + Duration.ofMillis(milliseconds).toNanos();
        Wait wait = new Wait();
        try {
            read(lengths);
            for (long left = end - System.nanoTime();
                    left > 0 && !lengths.containsAll(wanted);
                    left = end - System.nanoTime()) {
                wait.readable(listening.fd(), Duration.ofNanos(left));
                read(lengths);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wait.release();
        }
        return new ArrayList<>(lengths);
    }

    /** Reads what is there: time may have run out before somebody looked. */
    private void read(Set<Integer> lengths) {
        Optional<FrameSocket.Received> frame = listening.receive();
        for (int i = 0; i < MOST_READ && frame.isPresent(); i++, frame = listening.receive()) {
            frame.map(FrameSocket.Received::data)
                    .filter(this::isMine)
                    .ifPresent(f -> lengths.add(ByteBuffer.wrap(f).getInt(token.length)));
        }
    }

    private boolean isMine(byte[] frame) {
        return frame.length >= HEAD && Arrays.equals(token, Arrays.copyOf(frame, token.length));
    }

    boolean send(Context context, int device, String mac, byte[] known, List<Integer> lengths) {
        if (lengths.size() > MOST || lengths.stream().anyMatch(n -> n < HEAD || n > LARGEST) || known.length != 8) {
            throw new NsxException("these frames cannot be sent");
        }
        byte[] to = HexFormat.ofDelimiter(":").parseHex(mac);
        session.kernel().probe(context, "frames", () -> {
            try (FrameSocket socket = FrameSocket.open(EXPERIMENT, device)) {
                for (int length : lengths) {
                    ByteBuffer frame = ByteBuffer.allocate(length);
                    socket.send(frame.put(known).putInt(length).array(), to);
                }
                return null;
            }
        });
        return true;
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.close();
            listening = null;
        }
    }
}
