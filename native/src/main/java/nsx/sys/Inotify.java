package nsx.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** Notices files that appear in or disappear from a directory (inotify(7)). The reader must find out what changed. */
public final class Inotify implements AutoCloseable {
    static {
        Native.register(
                Inotify.class, NativeLibrary.getProcess(Map.of(com.sun.jna.Library.OPTION_STRING_ENCODING, "UTF-8")));
    }

    private static final int IN_NONBLOCK_CLOEXEC = 04000 | 02000000;
    private static final int IN_MOVED = 0x40 | 0x80;
    private static final int IN_CREATE = 0x100;
    private static final int IN_DELETE = 0x200;
    private static final int BUFFER = 4096;

    private final Fd fd = Descriptors.take("inotify_init1", () -> inotify_init1(IN_NONBLOCK_CLOEXEC), "");

    /**
     * Starts to watch a directory of the calling thread's mount namespace for names that appear and disappear;
     * ENOENT.
     */
    public void watch(String directory) {
        SysException.check(
                "inotify_add_watch",
                inotify_add_watch(fd.number(), directory, IN_CREATE | IN_DELETE | IN_MOVED),
                directory);
    }

    /** The descriptor, readable after a change. */
    public Fd fd() {
        return fd;
    }

    /** Discards the changes noticed so far. */
    public void drain() {
        byte[] buffer = new byte[BUFFER];
        while (Libc.read(fd.number(), buffer, buffer.length) > 0) {
            continue;
        }
    }

    @Override
    public void close() {
        fd.close();
    }

    private static native int inotify_init1(int flags);

    private static native int inotify_add_watch(int fd, String path, int mask);
}
