package nsx.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The calls of {@link DirectoryReader}. They use addresses of the reader's memory, so nothing is copied or converted.
 */
final class LibcLooks {
    /**
     * The number of getdents64, which depends on the architecture; the C library has a function for it only since
     * glibc 2.30.
     */
    static final long GETDENTS64 = System.getProperty("os.arch").equals("aarch64") ? 61 : 217;

    static {
        Native.register(LibcLooks.class, NativeLibrary.getProcess());
    }

    private LibcLooks() {}

    static native int openat(int directory, long path, int flags, int mode);

    static native long readlinkat(int directory, long path, long target, long size);

    static native long read(int fd, long buffer, long count);

    static native int statx(int directory, long path, int flags, int mask, long result);

    static native long syscall(long getdents64, long fd, long buffer, long size);

    static native int close(int fd);
}
