package nsx.sys;

import java.util.Optional;

/** The terminal that nsx was started on, and whose process group it listens to (credentials(7), tcsetpgrp(3), termios(3)). */
public final class Terminal {
    private static final int SIGQUIT = 3;
    private static final int SIGTTOU = 22;
    private static final long SIG_IGN = 1;

    private final int fd;

    private Terminal(int fd) {
        this.fd = fd;
    }

    /**
     * The one of descriptors 0 to 2 that is the controlling terminal; empty unless nsx is in its foreground. From then on nsx ignores
     * SIGTTOU: while a program has the terminal, changing its modes would stop all of nsx, in the middle of its end by a signal
     * above all.
     */
    public static Optional<Terminal> foreground() {
        int own = LibcSpawn.getpgrp();
        // 0 in a pid namespace that the group began outside of: there the terminal could not be taken back from a
        // program
        for (int fd = 0; fd <= 2 && own != 0; fd++) {
            if (LibcSpawn.tcgetpgrp(fd) == own) {
                LibcSpawn.signal(SIGTTOU, SIG_IGN);
                return Optional.of(new Terminal(fd));
            }
        }
        return Optional.empty();
    }

    /** From now on the quit key (SIGQUIT) is nothing to nsx itself: a JVM would print all its threads. Programs have it as ever. */
    public static void ignoreQuit() {
        LibcSpawn.signal(SIGQUIT, SIG_IGN);
    }

    int fd() {
        return fd;
    }

    public TerminalModes modes() {
        return TerminalModes.of(fd);
    }

    public void setModes(TerminalModes modes) {
        modes.set(fd);
    }

    /** Makes a process group the foreground group, which reads and is signalled. ESRCH or EPERM when the group has ended. */
    public void give(int group) {
        SysException.check("tcsetpgrp", LibcSpawn.tcsetpgrp(fd, group), group);
    }

    /** Makes nsx's own group the foreground again. */
    public void takeBack() {
        give(LibcSpawn.getpgrp());
    }
}
