package nsx.repl;

import java.util.function.Consumer;

/** Threads that a script has started, and what they fail with: nobody else would tell it in words. */
final class Stragglers implements AutoCloseable {
    private volatile boolean failed;
    private volatile boolean over;

    /** @param tell says a failure to the user */
    Stragglers(Consumer<Throwable> tell) {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            // behind the end of a run there is nobody to tell
            if (!over) {
                failed = true;
                tell.accept(e);
            }
        });
    }

    /** Whether one of them has failed so far. */
    boolean haveFailed() {
        return failed;
    }

    @Override
    public void close() {
        over = true;
    }
}
