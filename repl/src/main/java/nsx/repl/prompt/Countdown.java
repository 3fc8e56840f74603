package nsx.repl.prompt;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Redraws the prompt each second while it shows a countdown. */
public final class Countdown implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1000;

    private final Supplier<String> prompt;
    private final Consumer<String> show;
    private final Thread thread;
    private String shown;

    /**
     * @param prompt returns the current prompt
     * @param first the prompt shown at first
     */
    public Countdown(Supplier<String> prompt, String first, Consumer<String> show) {
        this.prompt = prompt;
        this.show = show;
        this.shown = first;
        thread = new Thread(this::run, "nsx-countdown");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                String now = prompt.get();
                if (!now.equals(shown)) {
                    shown = now;
                    show.accept(now);
                }
            }
        } catch (InterruptedException e) {
            // the line was entered
            return;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
