package nsx.dsl.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A pair of streams for messages. A separate thread reads; it buffers few messages, so a sender without end has to
 * wait.
 */
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

    /** @param over called by the reading thread if the other side has ended */
    MessageStreams(InputStream in, OutputStream out, Runnable over) {
        this.in = new BufferedInputStream(in);
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
     * Receives the next message.
     *
     * @param patience the timeout
     * @throws IOException if the other side has ended, violates the protocol, or sends nothing in time
     */
    Map<String, Object> receive(Duration patience) throws IOException, InterruptedException {
        return poll(patience)
                .orElseThrow(() -> new IOException("it has said nothing for " + patience.toSeconds() + " s"));
    }

    /**
     * Receives the next message; empty if none comes in this time.
     *
     * @throws IOException if the other side has ended or violates the protocol
     */
    Optional<Map<String, Object>> poll(Duration time) throws IOException, InterruptedException {
        Map<String, Object> next = arrived.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (next == END) {
            arrived.add(END);
            throw failure == null ? new Ended() : failure;
        }
        return Optional.ofNullable(next);
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            out.close();
        } catch (IOException e) {
            // the unsent rest is not needed any more
            return;
        }
    }

    /** Waits a short time for the end of the input stream. */
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
