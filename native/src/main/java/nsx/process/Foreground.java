package nsx.process;

import java.util.function.Supplier;
import nsx.sys.SysException;
import nsx.sys.Terminal;

/** A program on the terminal: it is given to the program's process group, and taken back with its modes as they were. */
public final class Foreground {
    private Foreground() {}

    /**
     * Starts a program, or takes one that was stopped, and waits for it while its process group has the terminal.
     *
     * @param program a leader of a process group
     * @return the program: when it has not ended it was stopped (Ctrl-Z)
     * @throws InterruptedException when the thread is interrupted; the program is made to end first
     */
    public static Child run(Terminal terminal, Supplier<Child> program) throws InterruptedException {
        byte[] modes = terminal.modes();
        try {
            Child child = program.get();
            give(terminal, child);
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
        } finally {
            terminal.takeBack();
            terminal.setModes(modes);
        }
    }

    private static void give(Terminal terminal, Child child) {
        boolean stopped = child.isStopped();
        try {
            terminal.give(child.pid());
        } catch (SysException e) {
            // it ended before it was its turn
            if (child.isAlive()) {
                throw e;
            }
        }
        if (stopped) {
            child.signal(Signal.CONT);
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
