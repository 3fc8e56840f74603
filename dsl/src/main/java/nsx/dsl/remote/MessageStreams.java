package nsx.dsl.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A pair of streams that messages go through. A thread reads; it holds few messages, so a side that sends on and on waits. */
final class MessageStreams implements AutoCloseable {
    private static final int HELD = 4;
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final Map<String, Object> END = Map.of("end", true);

    private final BlockingQueue<Map<String, Object>> arrived = new ArrayBlockingQueue<>(HELD);
    private final InputStream in;
    private final OutputStream out;
    private final Thread reader;
    private final Runnable over;
    private volatile IOException failure;

    /** @param over called by the reading thread when the other side has ended */
    MessageStreams(InputStream in, OutputStream out, Runnable over) {
        this.in = in;
        this.out = out;
        this.over = over;
        this.reader = new Thread(this::read, "nsx-host-line");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            for (Optional<Map<String, Object>> next = Frames.read(in); next.isPresent(); next = Frames.read(in)) {
                arrived.put(next.get());
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            return;
        }
        over.run();
        try {
            arrived.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void send(Map<String, ?> message) throws IOException {
        Frames.write(out, message);
    }

    /**
     * The next message.
     *
     * @param patience how long nothing may come
     * @throws IOException when the other side has ended, does not speak as it should, or says nothing
     */
    Map<String, Object> receive(Duration patience) throws IOException, InterruptedException {
        Map<String, Object> next = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new IOException("it has said nothing for " + patience.toSeconds() + " s");
        }
        if (next == END) {
            arrived.add(END);
            throw failure == null ? new Ended() : failure;
        }
        return next;
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            out.close();
        } catch (IOException e) {
            // what was not sent is not wanted any more
            return;
        }
    }

    /** Waits until the stream that was read is at its end, for a moment at the most. */
    void awaitEnd() {
        try {
            reader.join(MOMENT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The other side has ended the connection. */
    static final class Ended extends IOException {
        private static final long serialVersionUID = 1;

        Ended() {
            super("the connection has ended");
        }
    }
}
