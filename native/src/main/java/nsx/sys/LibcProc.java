package nsx.sys;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** The system calls of {@link OwnProc} and {@link TrustedProc}. */
final class LibcProc {
    /** The number of openat2, since Linux 5.6; the C library may be older. */
    static final long OPENAT2 = 437;

    static {
        Native.register(LibcProc.class, NativeLibrary.getProcess(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
    }

    private LibcProc() {}

    static native long syscall(long openat2, long directory, String path, byte[] how, long size);

    static native int fstatfs(int fd, byte[] result);
}
