package nsx.process;

import java.util.function.Supplier;
import nsx.sys.SysException;
import nsx.sys.Terminal;
import nsx.sys.TerminalModes;

/**
 * A program that has the terminal: its process group gets the terminal, and afterwards nsx takes it back with its old modes.
 */
public final class Foreground {
    private Foreground() {}

    /**
     * Starts a program and waits for it while its process group has the terminal.
     *
     * @param start starts a leader of a process group
     * @return the program: when it has not ended it was stopped (Ctrl-Z)
     * @throws InterruptedException when the thread is interrupted; the program is made to end first
     */
    public static Child run(Terminal terminal, Supplier<Child> start) throws InterruptedException {
        return with(terminal, () -> {
            Child child = start.get();
            give(terminal, child);
            return child;
        });
    }

    /** Gives the terminal to a stopped program, and continues it. */
    public static Child resume(Terminal terminal, Child child) throws InterruptedException {
        return with(terminal, () -> {
            give(terminal, child);
            child.signal(Signal.CONT);
            return child;
        });
    }

    private static Child with(Terminal terminal, Supplier<Child> program) throws InterruptedException {
        TerminalModes modes = terminal.modes();
        try {
            return watched(program.get());
        } finally {
            terminal.takeBack();
            terminal.setModes(modes);
        }
    }

    private static Child watched(Child child) throws InterruptedException {
        try {
            child.awaitStop();
            if (child.wantsTerminal()) {
                // it was faster than the terminal was given
                child.signal(Signal.CONT);
                child.awaitStop();
            }
            return child;
        } catch (InterruptedException e) {
            child.end();
            throw e;
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
