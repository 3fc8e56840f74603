package nsx.ns;

/** Waits for a thread that is known to end soon. */
public final class ThreadEnd {
    private ThreadEnd() {}

    /**
     * Waits until the thread has ended. An interrupt does not shorten the wait; the calling thread stays interrupted.
     */
    public static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
