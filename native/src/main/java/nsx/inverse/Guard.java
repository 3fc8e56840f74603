package nsx.inverse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nsx.ledger.LedgerLine;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * A process that outlives nsx: it is told what to take back, as lines on its standard input, and takes it back when its time is over and
 * nobody has said that it is to be kept. It is started before the first change, so that nothing has to be started when the time is
 * over. What it says goes to its standard output: {@code ready}, {@code over} when it begins to take back, and what came of it.
 */
public final class Guard {
    static final String READY = "ready";
    static final String OVER = "over";
    static final String LEFT = "left";
    static final String DONE = "done";
    /** How long to wait, and until when by the clock that both have (CLOCK_MONOTONIC): milliseconds. */
    static final String WAIT = "wait";
    /** The time is over now. */
    static final String NOW = "now";
    /** The answer to {@link #OVER}: nothing more is changed. */
    static final String CLOSED = "closed";

    /** How long nsx has to answer: it may be stopped. */
    private static final long PATIENCE_MILLIS = 300;
    /** The end of the standard input: nsx has ended. */
    private static final LedgerLine END = LedgerLine.of("");

    private final Outstanding outstanding = new Outstanding();
    private final BlockingQueue<LedgerLine> said = new LinkedBlockingQueue<>();
    private boolean alone;

    private Guard() {}

    /** Waits until the time is over, or until it is told to keep what was done. */
    public static void main(String[] words) {
        Guard guard = new Guard();
        Thread reader = new Thread(guard::read, "nsx-guard");
        reader.setDaemon(true);
        reader.start();
        // asked to end, by a session that is closed or a machine that is shut down: nobody will confirm
        Thread hook = new Thread(() -> guard.takeBack(), "nsx-guard-end");
        Runtime.getRuntime().addShutdownHook(hook);
        guard.say(LedgerLine.of(READY));
        // what it needs is loaded before the time is over
        CarryingOut.rehearse();
        boolean kept = guard.attend();
        Runtime.getRuntime().removeShutdownHook(hook);
        if (!kept) {
            guard.takeBack();
        }
        Runtime.getRuntime().halt(0);
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                said.addAll(LedgerLine.read(line + "\n"));
            }
        } catch (IOException e) {
            // as its end
            return;
        } finally {
            said.add(END);
        }
    }

    /** Listens until the time is over; whether what was done is to be kept. */
    private boolean attend() {
        long end = Long.MAX_VALUE;
        try {
            while (true) {
                long left = end == Long.MAX_VALUE ? end : end - now();
                LedgerLine line = left <= 0 ? null : said.poll(left, TimeUnit.MILLISECONDS);
                if (line == null) {
                    return false;
                }
                String word = line.fields().get(0);
                if (line == END) {
                    alone = true;
                    if (end == Long.MAX_VALUE) {
                        // nsx ended before it began
                        return true;
                    }
                } else if (word.equals(WAIT)) {
                    end = end(
                            Long.parseLong(line.fields().get(1)),
                            Long.parseLong(line.fields().get(2)));
                } else if (word.equals(NOW)) {
                    return false;
                } else if (Outstanding.isKept(line)) {
                    return true;
                } else {
                    outstanding.add(line);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The line may be read late on a busy machine. In another time namespace the clock is another one. */
    private static long end(long millis, long until) {
        long now = now();
        return Math.abs(until - now) <= millis ? until : now + millis;
    }

    static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private synchronized void takeBack() {
        say(LedgerLine.of(OVER));
        listenToTheEnd();
        int all = outstanding.size();
        List<String> left = outstanding.carryOut();
        left.forEach(what -> say(LedgerLine.of(LEFT, what)));
        say(LedgerLine.of(DONE, Integer.toString(all)));
    }

    /** A change may be under way: its line comes before the answer. */
    private void listenToTheEnd() {
        long end = now() + PATIENCE_MILLIS;
        try {
            while (!alone && now() < end) {
                LedgerLine line = said.poll(end - now(), TimeUnit.MILLISECONDS);
                if (line == null || line == END || line.fields().get(0).equals(CLOSED)) {
                    return;
                }
                if (!Outstanding.isKept(line)) {
                    // that comes too late
                    outstanding.add(line);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(LedgerLine line) {
        try {
            Files.write(Fd.standardOutput(), line.text());
        } catch (SysException e) {
            // EPIPE: nobody listens any more
            return;
        }
    }
}
