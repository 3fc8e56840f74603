package nsx.sys;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** The mount system calls of Linux 5.2 and later, by number, because the C library may be older. */
final class LibcMounts {
    static final long OPEN_TREE = 428;
    static final long MOVE_MOUNT = 429;
    static final long FSOPEN = 430;
    static final long FSCONFIG = 431;
    static final long FSMOUNT = 432;
    /** The number of mount_setattr, since 5.12. */
    static final long MOUNT_SETATTR = 442;

    static {
        Native.register(LibcMounts.class, NativeLibrary.getProcess(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
    }

    private LibcMounts() {}

    static native long syscall(long fsopen, String type, long flags);

    static native long syscall(long fsconfig, long fd, long command, String key, String value, long aux);

    static native long syscall(long moveMount, long from, String path, long to, String target, long flags);

    static native long syscall(long fsmountOrOpenTree, long fd, String path, long flags);

    static native long syscall(long fsmount, long fd, long flags, long attributes);

    static native long syscall(long mountSetattr, long fd, String path, long flags, byte[] attributes, long size);
}
