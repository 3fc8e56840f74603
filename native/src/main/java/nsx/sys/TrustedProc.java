package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;

/**
 * Opens files of the /proc that nsx was started with, whatever is mounted on /proc for the calling thread. It follows
 * neither mounts over a file nor symbolic links, and triggers no automount (openat2(2), since Linux 5.6). Links that
 * lead out of /proc, such as those of /proc/PID/ns, cannot be opened this way.
 */
final class TrustedProc {
    private static final long RESOLVE_NO_XDEV = 0x01;
    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_NO_SYMLINKS = 0x04;
    private static final Pattern LEADING_OUT =
            Pattern.compile("/proc/(\\./)?(thread-self|self|\\d+)(/task/\\d+)?/(ns|fd|map_files|root|cwd|exe)(/.*)?");

    private static final String THREAD = "thread-self";
    /** Containers have mounts of /proc itself here, which make it, or what is not of their network, read-only. */
    private static final String PARAMETERS = "sys/";
    /** A container may have one of its own: a file that its manager has mounted here. */
    private static final String BOOT = "sys/kernel/random/boot_id";

    private TrustedProc() {}

    static boolean covers(String path) {
        return OwnProc.shows(path) && !LEADING_OUT.matcher(path).matches();
    }

    static boolean exists(String path) {
        try {
            open(path, Files.O_PATH | Files.O_CLOEXEC).close();
            return true;
        } catch (SysException e) {
            return false;
        }
    }

    /** @throws SysException EXDEV if something is mounted over the file, ELOOP if it is a symbolic link */
    static Fd open(String path, int flags) {
        return open(OwnProc.directory(), resolved(OwnProc.below(path)), flags, path);
    }

    static Fd open(int directory, String below, int flags, String whole) {
        try {
            return openat(directory, below, flags, whole);
        } catch (SysException e) {
            if (e.errno() != Errno.EXDEV || !below.startsWith(PARAMETERS)) {
                throw e;
            }
        }
        return below.equals(BOOT)
                ? step(directory, below, flags | Files.O_NOFOLLOW, whole)
                : walk(directory, below, flags, whole);
    }

    /** Resolves the links that nsx follows itself, to the numbers of the calling thread. */
    private static String resolved(String below) {
        return below.startsWith(THREAD + "/")
                ? Files.link(Files.OWN_PROC + THREAD) + below.substring(THREAD.length())
                : below;
    }

    private static Fd openat(int directory, String path, int flags, String whole) {
        byte[] how = how(flags);
        try {
            return Descriptors.take(
                    "open", () -> (int) LibcProc.syscall(LibcProc.OPENAT2, directory, path, how, how.length), whole);
        } catch (SysException e) {
            if (isUnknown(e.errno())) {
                return walk(directory, path, flags, whole);
            }
            throw e;
        }
    }

    /** Whether the call is unavailable: a system call filter that does not know it answers EPERM or ENOSYS. */
    private static boolean isUnknown(Errno errno) {
        return errno == Errno.ENOSYS || errno == Errno.EPERM;
    }

    /** Encodes struct open_how: flags, mode, resolve. */
    private static byte[] how(int flags) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(flags)
                .putLong(0)
                .putLong(RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)
                .array();
    }

    /** The best check across mounts, or without openat2(2): no step is a link, and each is on the file system of /proc itself. */
    static Fd walk(int directory, String path, int flags, String whole) {
        Fd at = null;
        try {
            String[] names = path.split("/");
            for (int i = 0; i < names.length; i++) {
                int how = i < names.length - 1 ? Files.O_PATH | Files.O_DIRECTORY | Files.O_CLOEXEC : flags;
                Fd next = sameSystem(
                        step(at == null ? directory : at.number(), names[i], how | Files.O_NOFOLLOW, whole), whole);
                if (at != null) {
                    at.close();
                }
                at = next;
            }
            return at;
        } catch (SysException e) {
            if (at != null) {
                at.close();
            }
            throw e;
        }
    }

    private static Fd step(int directory, String name, int flags, String whole) {
        return Descriptors.take("open", () -> Libc.openat(directory, name, flags, 0), whole);
    }

    private static Fd sameSystem(Fd fd, String whole) {
        if (Files.stat(fd).device() != OwnProc.device()) {
            fd.close();
            throw new SysException("open", Errno.EXDEV, whole);
        }
        return fd;
    }
}
