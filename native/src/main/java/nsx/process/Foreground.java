package nsx.process;

import java.util.Optional;
import nsx.sys.SysException;
import nsx.sys.Terminal;

/** A program on the terminal: it is given to the program's process group, and taken back with its modes as they were. */
public final class Foreground {
    private Foreground() {}

    /**
     * Waits for a program that leads a process group while that has the terminal.
     *
     * @return how it ended; empty when it was stopped (Ctrl-Z) and still is there
     * @throws InterruptedException when the thread is interrupted; the program is made to end first
     */
    public static Optional<Exit> run(Terminal terminal, Child child) throws InterruptedException {
        byte[] modes = terminal.modes();
        give(terminal, child);
        try {
            return child.awaitStop();
        } catch (InterruptedException e) {
            child.end();
            throw e;
        } finally {
            terminal.takeBack();
            terminal.setModes(modes);
        }
    }

    private static void give(Terminal terminal, Child child) {
        try {
            terminal.give(child.pid());
        } catch (SysException e) {
            // it ended before it was its turn
            if (child.isAlive()) {
                throw e;
            }
        }
        // it may have been stopped for reading before the terminal was its own
        child.signal(Signal.CONT);
    }

    /** Waits for a program that shares nsx's process group; interrupting ends it. */
    public static Exit await(Child child) throws InterruptedException {
        try {
            return child.await();
        } catch (InterruptedException e) {
            child.end();
            throw e;
        }
    }
}
