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
 * A process that outlives nsx and undoes its changes. It reads the inverses as lines from its standard input and
 * executes them when its time is over, unless it is told to keep the changes. It is started before the first change,
 * so that nothing has to be started when the time is over. It writes to its standard output: {@code ready}, {@code
 * over} when it begins to undo, and then the result.
 */
public final class Guard {
    static final String READY = "ready";
    static final String OVER = "over";
    static final String LEFT = "left";
    static final String DONE = "done";
    /** The word with the time to wait and the end on the common clock (CLOCK_MONOTONIC), both in milliseconds. */
    static final String WAIT = "wait";
    /** The word that ends the time at once. */
    static final String NOW = "now";
    /** The answer to {@link #OVER}: nsx makes no more changes. */
    static final String CLOSED = "closed";

    /** How long to wait for the answer of nsx, which may be stopped. */
    private static final long PATIENCE_MILLIS = 300;
    /** The end of the standard input, which means that nsx has ended. */
    private static final LedgerLine END = LedgerLine.of("");

    private final Outstanding outstanding = new Outstanding();
    private final BlockingQueue<LedgerLine> said = new LinkedBlockingQueue<>();
    private boolean alone;

    private Guard() {}

    /** Waits until the time is over or a line says to keep the changes. */
    public static void main(String[] words) {
        Guard guard = new Guard();
        Thread reader = new Thread(guard::read, "nsx-guard");
        reader.setDaemon(true);
        reader.start();
        // a signal comes from a closed session or a shutdown: nobody will confirm the changes
        Thread hook = new Thread(() -> guard.takeBack(), "nsx-guard-end");
        Runtime.getRuntime().addShutdownHook(hook);
        guard.say(LedgerLine.of(READY));
        // load all needed classes before the time is over
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
            // treat a read error as the end of the input
            return;
        } finally {
            said.add(END);
        }
    }

    /** Reads lines until the time is over; returns whether to keep the changes. */
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
                        // nsx ended before it made a change
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

    /**
     * The end by the monotonic clock, because a busy machine may deliver the line late. In another time namespace
     * that clock differs, so the length counts.
     */
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

    /** Reads the lines of a change that may be under way: they come before the answer. */
    private void listenToTheEnd() {
        long end = now() + PATIENCE_MILLIS;
        try {
            while (!alone && now() < end) {
                LedgerLine line = said.poll(end - now(), TimeUnit.MILLISECONDS);
                if (line == null || line == END || line.fields().get(0).equals(CLOSED)) {
                    return;
                }
                if (!Outstanding.isKept(line)) {
                    // the line comes too late
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
