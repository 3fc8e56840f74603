package nsx.sys;

import java.util.Optional;

/** The terminal that nsx was started on, and whose process group it listens to (credentials(7), tcsetpgrp(3), termios(3)). */
public final class Terminal {
    // struct termios of glibc has 60 bytes
    private static final int TERMIOS_BYTES = 128;
    private static final int TCSADRAIN = 1;
    private static final int SIG_BLOCK = 0;
    private static final int SIG_SETMASK = 2;
    private static final int SIGTTOU = 22;
    private static final int SIGSET_BYTES = 128;

    private final int fd;

    private Terminal(int fd) {
        this.fd = fd;
    }

    /** The one of descriptors 0 to 2 that is the controlling terminal; empty unless nsx is in its foreground. */
    public static Optional<Terminal> foreground() {
        for (int fd = 0; fd <= 2; fd++) {
            if (LibcSpawn.tcgetpgrp(fd) == LibcSpawn.getpgrp()) {
                return Optional.of(new Terminal(fd));
            }
        }
        return Optional.empty();
    }

    int fd() {
        return fd;
    }

    /** Its modes as an opaque struct termios. */
    public byte[] modes() {
        byte[] modes = new byte[TERMIOS_BYTES];
        SysException.check("tcgetattr", LibcSpawn.tcgetattr(fd, modes), fd);
        return modes;
    }

    public void setModes(byte[] modes) {
        withoutTtou(() -> SysException.check("tcsetattr", LibcSpawn.tcsetattr(fd, TCSADRAIN, modes), fd));
    }

    /** Makes a process group the one that reads and is signalled. ESRCH or EPERM when the group has ended meanwhile. */
    public void give(int group) {
        withoutTtou(() -> SysException.check("tcsetpgrp", LibcSpawn.tcsetpgrp(fd, group), group));
    }

    /** Makes nsx's own group the foreground again. */
    public void takeBack() {
        give(LibcSpawn.getpgrp());
    }

    /** A process in the background that changes the terminal is stopped by SIGTTOU, unless the thread blocks that signal. */
    private static void withoutTtou(Runnable action) {
        byte[] ttou = new byte[SIGSET_BYTES];
        ttou[(SIGTTOU - 1) / 8] = (byte) (1 << (SIGTTOU - 1) % 8);
        byte[] before = new byte[SIGSET_BYTES];
        LibcSpawn.pthread_sigmask(SIG_BLOCK, ttou, before);
        try {
            action.run();
        } finally {
            LibcSpawn.pthread_sigmask(SIG_SETMASK, before, null);
        }
    }
}
