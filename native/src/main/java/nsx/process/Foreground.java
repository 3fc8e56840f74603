package nsx.process;

import java.util.function.Supplier;
import nsx.sys.SysException;
import nsx.sys.Terminal;
import nsx.sys.TerminalModes;

/**
 * Runs a program in the foreground: its process group gets the terminal, and afterwards nsx takes the terminal back
 * with the old modes.
 */
public final class Foreground {
    private Foreground() {}

    /**
     * Starts a program and waits for it while its process group has the terminal.
     *
     * @param start starts a leader of a process group
     * @return the program, which has either ended or been stopped (Ctrl-Z)
     * @throws InterruptedException if the thread is interrupted; the program is ended first
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
                // the program touched the terminal before it was given to it
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
            // the program may have ended before its turn
            if (child.isAlive()) {
                throw e;
            }
        }
    }

    /** Waits for a program in nsx's process group; an interrupt ends the program. */
    public static Exit await(Child child) throws InterruptedException {
        try {
            return child.await();
        } catch (InterruptedException e) {
            child.end();
            throw e;
        }
    }
}
