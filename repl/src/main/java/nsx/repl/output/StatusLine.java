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
 * The line below all output that shows the running operation and its duration after a second: {@code 3s  412
 * operations: set eth0 up}. It disappears before any other output, and while a program has the terminal. The monitor
 * of this object guards the terminal. {@link Console} makes one only for a terminal whose output can be redrawn.
 */
final class StatusLine {
    /** The time after which something is shown. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** The least time between two shown operations. */
    private static final long BETWEEN = Duration.ofMillis(100).toNanos();

    private final Console console;
    private final LongSupplier clock;
    private final List<Ticking> ticking = new ArrayList<>();
    private boolean drawn;
    private boolean isOver;
    /** Whether the cursor is at the start of a line: an unfinished line of a script is not overwritten. */
    private boolean lineBegins = true;
    /** The number of programs that have the terminal. */
    private int lent;

    private long begun;
    private long told;
    private long operations;

    /** @param clock the time in nanoseconds, as {@link System#nanoTime()} */
    StatusLine(Console console, LongSupplier clock) {
        this.console = console;
        this.clock = clock;
        begin();
    }

    /** Notes the start of a run and counts its operations from zero. */
    synchronized void begin() {
        end();
        isOver = false;
    }

    /** Notes the end of the run; nothing is drawn until the next begins. */
    synchronized void end() {
        ticking.forEach(one -> one.thread.interrupt());
        ticking.clear();
        clear();
        isOver = true;
        begun = clock.getAsLong();
        told = begun;
        operations = 0;
    }

    /** Counts an operation, and shows it if the run takes long. */
    synchronized void operation(String prose) {
        operations++;
        long now = clock.getAsLong();
        if (isFree() && ticking.isEmpty() && now - begun >= PATIENCE.toNanos() && now - told >= BETWEEN) {
            told = now;
            draw(begun, Texts.count(operations, "operation") + ": " + prose);
        }
    }

    /** Shows an activity each second, from the first second on. */
    synchronized Progress progress(Supplier<String> what) {
        Ticking next = new Ticking(what);
        ticking.add(next);
        next.start();
        return next;
    }

    /** Keeps the terminal free until the result is closed. */
    synchronized Progress lend() {
        clear();
        lent++;
        return this::takeBack;
    }

    private synchronized void takeBack() {
        lent--;
    }

    /** Prints other output after erasing the line. */
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

    /** A lasting activity. The innermost of several is shown. */
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
                // the activity is over
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
