package nsx.dsl.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.error.NsxException;

/** The messages to and from nsx on another host, its notices, and the reason why the connection broke. */
final class HostLine {
    /** The limit of messages that are no answer: a block may run often, but not forever. */
    static final int MOST_MESSAGES = 1_000_000;

    /** The limit of shown notices of one connection. */
    private static final int MOST_NOTICES = 1000;

    private final String host;
    private final MessageStreams streams;
    private final Duration patience;
    private final Consumer<String> notices;
    private final Supplier<String> reason;
    private volatile String broken;
    private int noticed;

    /**
     * @param host the name of the host for errors
     * @param patience the time without a message after which the other side counts as dead
     * @param notices receives the other side's notices
     * @param reason returns further information about the end of the connection; may be empty
     */
    HostLine(
            String host, MessageStreams streams, Duration patience, Consumer<String> notices, Supplier<String> reason) {
        this.host = host;
        this.streams = streams;
        this.patience = patience;
        this.notices = notices;
        this.reason = reason;
    }

    String host() {
        return host;
    }

    boolean isBroken() {
        return broken != null;
    }

    void send(Map<String, ?> message) {
        refuseBroken();
        try {
            streams.send(message);
        } catch (Frames.TooLarge e) {
            throw new NsxException("cannot send this to " + host, e).because(e.getMessage());
        } catch (IOException e) {
            throw breaks(new MessageStreams.Ended().getMessage());
        }
    }

    /** Receives the next message other than a sign of life or a notice. */
    Map<String, Object> receive() {
        refuseBroken();
        try {
            for (int i = 0; i < MOST_MESSAGES; i++) {
                Map<String, Object> message = streams.receive(patience);
                if (message.get("notice") instanceof String text) {
                    notice(text);
                } else if (!message.containsKey("alive")) {
                    return message;
                }
            }
            throw breaks("it talks without end");
        } catch (IOException e) {
            throw breaks(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw breaks("interrupted");
        }
    }

    private void refuseBroken() {
        if (broken != null) {
            throw lost(broken, null);
        }
    }

    private void notice(String text) {
        if (noticed++ < MOST_NOTICES) {
            notices.accept(host + ": " + limited(text));
        }
    }

    /** Ends the connection for a fault of the other side; returns the error. */
    NsxException breaks(String why) {
        return breaks(why, null);
    }

    private NsxException breaks(String why, IOException cause) {
        NsxException lost = lost(why, cause);
        broken = lost.reason();
        close();
        return lost;
    }

    private NsxException lost(String why, IOException cause) {
        String more = reason.get();
        return new NsxException("lost the connection to " + host, cause)
                .because(more.isEmpty() || why.contains(more) ? why : why + ": " + more)
                .at(host);
    }

    /** Text of the other side, limited to what a person reads. */
    static String limited(Object text) {
        String whole = String.valueOf(text);
        return whole.length() > 2000 ? whole.substring(0, 2000) + "…" : whole;
    }

    /** Waits a short time for the other side to end. */
    void awaitEnd() {
        streams.awaitEnd();
    }

    void close() {
        broken = broken == null ? "the session with it was closed" : broken;
        streams.close();
    }
}
