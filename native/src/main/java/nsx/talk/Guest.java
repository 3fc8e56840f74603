package nsx.talk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import nsx.sys.Fd;
import nsx.sys.Talk;

/** One connection that a {@link Listener} accepted. Its methods never wait. */
final class Guest {
    /** The size limit of a line in bytes; a longer line is answered as if it ended there. */
    private static final int LINE = 64 * 1024;
    /** The time that a fixed reply waits for a line; a silent client gets the reply too. */
    private static final Duration SILENCE = Duration.ofMillis(300);

    private final Fd socket;
    private final Seen seen;
    private final ListenerAnswer answer;
    private final long since = System.nanoTime();
    private byte[] in = new byte[0];
    private byte[] out = new byte[0];
    private boolean answered;
    private boolean finishing;
    private boolean ended;
    private long last = since;

    Guest(Fd socket, Seen seen, ListenerAnswer answer) {
        this.socket = socket;
        this.seen = seen;
        this.answer = answer;
    }

    Fd socket() {
        return socket;
    }

    boolean isOver() {
        return ended && out.length == 0;
    }

    boolean isWriting() {
        return out.length > 0;
    }

    /** The time of the last received data, in the terms of {@link System#nanoTime}. */
    long last() {
        return last;
    }

    /** The time of silence after which the client is answered; negative if it is not. */
    Duration silence() {
        if (answered || !answer.isFixed()) {
            return Duration.ofNanos(-1);
        }
        Duration left = SILENCE.minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Answers a client that was silent for that time. */
    void greet() {
        if (silence().isZero()) {
            reply("");
        }
    }

    /** Writes pending data or reads incoming data. */
    void serve() {
        if (isWriting()) {
            write();
        } else {
            read();
        }
    }

    private void read() {
        Optional<byte[]> some = Talk.receive(socket, LINE);
        if (some.isEmpty()) {
            return;
        }
        last = System.nanoTime();
        byte[] bytes = some.get();
        seen.add(bytes);
        if (!finishing) {
            in = joined(in, bytes);
            lines(bytes.length == 0);
        }
        ended = bytes.length == 0;
    }

    /** Answers each whole line and, at the end of the connection, an unfinished one. */
    private void lines(boolean end) {
        int begun = 0;
        byte[] all = in;
        for (int i = 0; i < all.length && !finishing; i++) {
            if (all[i] == '\n' || i - begun == LINE - 1) {
                answer(Arrays.copyOfRange(all, begun, i + 1));
                begun = i + 1;
            }
        }
        if (!finishing) {
            byte[] rest = Arrays.copyOfRange(in, begun, in.length);
            in = rest;
            if (end && rest.length > 0) {
                answer(rest);
            }
        }
    }

    private void answer(byte[] line) {
        if (answer.isEcho()) {
            out = joined(out, line);
            write();
        } else {
            reply(new String(line, StandardCharsets.UTF_8).replaceFirst("\r?\n$", ""));
        }
    }

    private void reply(String line) {
        answered = true;
        finishing = true;
        in = new byte[0];
        out = Dial.line(answer.to(line));
        write();
    }

    private void write() {
        int sent = Talk.send(socket, out);
        out = Arrays.copyOfRange(out, sent, out.length);
        if (out.length == 0 && finishing) {
            Talk.finish(socket);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    void close() {
        seen.end();
        socket.close();
    }
}
