package nsx.repl.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import nsx.dsl.error.Texts;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.repl.render.Clean;
import nsx.repl.render.Screen;
import nsx.repl.render.Width;

/**
 * The line below all output that says what is being done when that takes over a second, and for how long: {@code 3s  412
 * operations: set eth0 up}. It goes away before anything else is printed, and while a program has the terminal. Its monitor guards
 * the terminal. {@link Console} makes one only for a terminal that can be drawn over.
 */
final class StatusLine {
    /** What is over sooner is not told. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** The least time between two operations that are told. */
    private static final long BETWEEN = Duration.ofMillis(100).toNanos();

    private final Console console;
    private final LongSupplier clock;
    private final List<Ticking> ticking = new ArrayList<>();
    private boolean drawn;
    private boolean isOver;
    /** Whether the cursor stands where a line begins: what a script has printed of a line is not drawn over. */
    private boolean lineBegins = true;
    /** How many programs have the terminal. */
    private int lent;

    private long begun;
    private long told;
    private long operations;

    /** @param clock in nanoseconds, as {@link System#nanoTime()} */
    StatusLine(Console console, LongSupplier clock) {
        this.console = console;
        this.clock = clock;
        begin();
    }

    /** What is run begins: operations are counted anew. */
    synchronized void begin() {
        end();
        isOver = false;
    }

    /** What was run is over, or abandoned: nothing is drawn until the next begins. */
    synchronized void end() {
        ticking.forEach(one -> one.thread.interrupt());
        ticking.clear();
        clear();
        isOver = true;
        begun = clock.getAsLong();
        told = begun;
        operations = 0;
    }

    /** Counts an operation, and says what it was when operations have taken long. */
    synchronized void operation(String prose) {
        operations++;
        long now = clock.getAsLong();
        if (isFree() && ticking.isEmpty() && now - begun >= PATIENCE.toNanos() && now - told >= BETWEEN) {
            told = now;
            draw(begun, Texts.count(operations, "operation") + ": " + prose);
        }
    }

    /** Says after a second, and then each second, what is being done. */
    synchronized Progress progress(Supplier<String> what) {
        Ticking next = new Ticking(what);
        ticking.add(next);
        next.start();
        return next;
    }

    /** Keeps the terminal free until it is closed. */
    synchronized Progress lend() {
        clear();
        lent++;
        return this::takeBack;
    }

    private synchronized void takeBack() {
        lent--;
    }

    /** Prints something else: the line goes away before. */
    synchronized void printing(String text, Runnable print) {
        clear();
        print.run();
        lineBegins = text.isEmpty() ? lineBegins : text.endsWith("\n");
    }

    private void clear() {
        if (drawn) {
            drawn = false;
            console.err().write(Screen.overLine(""));
        }
    }

    private boolean isFree() {
        return !isOver && lent == 0 && lineBegins;
    }

    private void draw(long since, String text) {
        if (isFree()) {
            Duration time = Duration.ofNanos(clock.getAsLong() - since);
            String line = Texts.duration(Duration.ofSeconds(time.toSeconds())) + "  " + Clean.line(text);
            console.err().write(Screen.overLine(console.errStyle().faint(Width.cut(line, console.errWidth() - 1))));
            drawn = true;
        }
    }

    /** One word that lasts. The innermost of several is told. */
    private final class Ticking implements Progress {
        private final Supplier<String> what;
        private final long since = clock.getAsLong();
        private final Thread thread = new Thread(this::run, "nsx-status");

        Ticking(Supplier<String> what) {
            this.what = what;
        }

        void start() {
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            try {
                while (true) {
                    Thread.sleep(PATIENCE.toMillis());
                    tell(this);
                }
            } catch (InterruptedException e) {
                // it is over
                return;
            }
        }

        @Override
        public void close() {
            over(this);
        }
    }

    private synchronized void tell(Ticking one) {
        if (!ticking.isEmpty() && ticking.get(ticking.size() - 1) == one) {
            draw(one.since, one.what.get());
        }
    }

    private synchronized void over(Ticking one) {
        one.thread.interrupt();
        ticking.remove(one);
        clear();
    }
}
