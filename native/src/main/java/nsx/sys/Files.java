package nsx.sys;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Accesses files by system calls of the calling thread, in its own mount namespace and its own /proc/thread-self.
 * java.io would suffice for most of it, but opens files without O_NOFOLLOW or O_EXCL with a mode, and loses errno.
 *
 * <p>Reads have limits, because other users may have arranged the files: only regular files are read, a pipe is never
 * waited for, and a file longer than the limit is EFBIG.
 */
public final class Files {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0100;
    public static final int O_EXCL = 0200;
    public static final int O_TRUNC = 01000;
    /** Opens a pipe without a writer at once (open(2)). */
    public static final int O_NONBLOCK = 04000;

    public static final int O_NOFOLLOW = 0400000;
    /** Makes a descriptor for a path without opening the file. */
    public static final int O_PATH = 010000000;

    /**
     * The prefix of paths in the /proc that nsx was started with. It also works for a thread in a mount namespace
     * with another /proc, where nsx and its children have other numbers or none.
     */
    public static final String OWN_PROC = "/proc/./";

    public static final int O_DIRECTORY = 0200000;

    /**
     * The read limit of any file, in bytes: twice the size of a mountinfo with the maximum of 100,000 mounts
     * (fs.mount-max).
     */
    public static final int LARGEST = 64 << 20;
    /** The read limit of a small file, in bytes: facts of one process, one parameter or the kernel. */
    public static final int SMALL = 1 << 20;

    /** The sticky bit of a mode (inode(7)). */
    public static final int S_ISVTX = 01000;

    static final String THREAD = "/proc/thread-self/";
    static final int O_CLOEXEC = 02000000;
    private static final int PATH_MAX = 4096;
    /** The type of a file handle that is a kernfs node number (linux/exportfs.h). */
    private static final int FILEID_KERNFS = 0xfe;

    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;

    private Files() {}

    /** Opens a file (open(2)), with O_CLOEXEC added to the flags. */
    public static Fd open(String path, int flags, int mode) {
        if (TrustedProc.covers(path)) {
            return TrustedProc.open(path, flags | O_CLOEXEC);
        }
        int directory = directory(path);
        return Descriptors.take("open", () -> Libc.openat(directory, below(path), flags | O_CLOEXEC, mode), path);
    }

    /** The directory to resolve the path from: files about the calling thread come from nsx's own /proc. */
    static int directory(String path) {
        return OwnProc.shows(path) ? OwnProc.directory() : AT_FDCWD;
    }

    static String below(String path) {
        return OwnProc.shows(path) ? OwnProc.below(path) : path;
    }

    public static Fd open(String path, int flags) {
        return open(path, flags, 0);
    }

    /** Opens an existing file below an open directory (openat(2)), with O_CLOEXEC added to the flags. */
    public static Fd openBelow(Fd directory, String path, int flags) {
        return Descriptors.take("openat", () -> Libc.openat(directory.number(), path, flags | O_CLOEXEC, 0), path);
    }

    /**
     * Opens a file of a kernfs file system by its number, such as a control group by its id (open_by_handle_at(2)),
     * with O_CLOEXEC added to the flags.
     *
     * @param mount a directory of that file system
     * @throws SysException EPERM except for root of the machine, ESTALE if the number does not exist
     */
    public static Fd openNumbered(Fd mount, long number, int flags) {
        byte[] handle = ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putInt(Long.BYTES)
                .putInt(FILEID_KERNFS)
                .putLong(number)
                .array();
        return Descriptors.take(
                "open_by_handle_at", () -> Libc.open_by_handle_at(mount.number(), handle, flags | O_CLOEXEC), number);
    }

    /**
     * Reads a whole small file as UTF-8, also one in /proc or /sys, which shows the length 0.
     *
     * @throws SysException EINVAL if it is not a regular file, EFBIG if it is longer than {@link #LARGEST}
     */
    public static String readText(String path) {
        return readText(path, LARGEST);
    }

    /**
     * Reads a whole file with a size limit in bytes.
     *
     * @throws SysException EINVAL if it is not a regular file, EFBIG if it is longer
     */
    public static String readText(String path, int limit) {
        try (Fd fd = BoundedReads.openRegular(path)) {
            return new String(BoundedReads.all(fd, path, limit), StandardCharsets.UTF_8);
        }
    }

    /** Reads an open file. */
    public static String readStart(Fd fd, int limit) {
        byte[] all = BoundedReads.upTo(fd, fd.toString(), limit);
        return new String(all, 0, Math.min(all.length, limit), StandardCharsets.UTF_8);
    }

    /** Reads an open file or pipe to its end, as UTF-8; EFBIG beyond {@link #LARGEST}. */
    public static String readText(Fd fd) {
        return new String(BoundedReads.all(fd, fd.toString(), LARGEST), StandardCharsets.UTF_8);
    }

    /**
     * Reads a whole file.
     *
     * @throws SysException EINVAL if it is not a regular file, EFBIG if it is longer than {@link #LARGEST}
     */
    public static byte[] readBytes(String path) {
        try (Fd fd = BoundedReads.openRegular(path)) {
            return BoundedReads.all(fd, path, LARGEST);
        }
    }

    /** Writes the whole text with one write(2), as sysctl and timens files require. */
    public static void writeText(String path, String text) {
        try (Fd fd = open(path, O_WRONLY)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            SysException.check("write", Libc.write(fd.number(), bytes, bytes.length), path);
        }
    }

    /** Writes the text to an open file or a pipe with one write(2); EPIPE if the pipe has no reader. */
    public static void write(Fd fd, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SysException.check("write", Libc.write(fd.number(), bytes, bytes.length), fd);
    }

    /** Reads up to {@code size} bytes with one read(2); an empty array at the end of the file. */
    public static byte[] read(Fd fd, int size) {
        byte[] buffer = new byte[size];
        return Arrays.copyOf(buffer, BoundedReads.read(fd, buffer, fd.toString()));
    }

    public static Stat stat(String path) {
        if (TrustedProc.covers(path)) {
            try (Fd fd = open(path, O_PATH)) {
                return stat(fd);
            }
        }
        return statx(directory(path), below(path), 0, path);
    }

    /** As {@link #stat(String)}, but of a symbolic link itself. */
    public static Stat lstat(String path) {
        return statx(directory(path), below(path), AT_SYMLINK_NOFOLLOW, path);
    }

    /** As {@link #lstat}, for a file that is often missing: that is an empty answer, which costs less than an exception. */
    public static Optional<Stat> lstatIfThere(String path) {
        byte[] result = new byte[Stat.BYTES];
        int failed = Libc.statx(directory(path), below(path), AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, result);
        return failed < 0 && Errno.of(Libc.errno()) == Errno.ENOENT
                ? Optional.empty()
                : Optional.of(checked(failed, result, path));
    }

    private static Stat checked(int failed, byte[] result, String argument) {
        SysException.check("statx", failed, argument);
        return Stat.of(result);
    }

    public static Stat stat(Fd fd) {
        return statx(fd.number(), "", AT_EMPTY_PATH, fd.toString());
    }

    private static Stat statx(int directory, String path, int flags, String argument) {
        byte[] result = new byte[Stat.BYTES];
        return checked(Libc.statx(directory, path, flags, STATX_BASIC_STATS, result), result, argument);
    }

    public static boolean exists(String path) {
        if (TrustedProc.covers(path)) {
            return TrustedProc.exists(path);
        }
        return Libc.statx(directory(path), below(path), 0, 0, new byte[Stat.BYTES]) == 0;
    }

    /**
     * The names in a directory, sorted; empty if it does not exist, is not a directory, or may not be read.
     *
     * @throws SysException EMFILE if no descriptor is free
     */
    public static List<String> names(String directory) {
        String[] names = new File(directory).list();
        if (names == null && isReadable(directory)) {
            // no descriptor was free before, and now one is
            names = new File(directory).list();
        }
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    private static boolean isReadable(String directory) {
        try (Fd fd = open(directory, O_RDONLY | O_DIRECTORY)) {
            return fd.number() >= 0;
        } catch (SysException e) {
            if (e.errno() == Errno.EMFILE) {
                throw e;
            }
            return false;
        }
    }

    /** The target of a symbolic link, unresolved (readlink(2)). */
    public static String link(String path) {
        byte[] buffer = new byte[PATH_MAX];
        long length = Libc.readlinkat(directory(path), below(path), buffer, buffer.length);
        SysException.check("readlink", length, path);
        return new String(buffer, 0, (int) length, StandardCharsets.UTF_8);
    }

    /**
     * The path without symbolic links, dots and double slashes, in the calling thread's mount namespace; ENOENT if it
     * does not exist.
     */
    public static String realPath(String path) {
        try (Fd fd = open(path, O_PATH)) {
            return link(THREAD + "fd/" + fd.number());
        }
    }

    /** Takes the exclusive lock of an open file if it is free; closing the descriptor releases it (flock(2)). */
    public static boolean tryLock(Fd fd) {
        if (Libc.flock(fd.number(), LOCK_EX | LOCK_NB) == 0) {
            return true;
        }
        Errno errno = Errno.of(Libc.errno());
        if (errno != Errno.EAGAIN && errno != Errno.EINTR) {
            throw new SysException("flock", errno, fd.toString());
        }
        return false;
    }

    /** Sets the permission bits of a file (fchmodat(2)). */
    public static void chmod(String path, int mode) {
        SysException.check("fchmodat", Libc.fchmodat(AT_FDCWD, path, mode, 0), path);
    }

    /** Sets the permission bits of an open file (fchmod(2)). */
    public static void chmod(Fd fd, int mode) {
        SysException.check("fchmod", Libc.fchmod(fd.number(), mode), fd);
    }

    /** Truncates an open file to this length (ftruncate(2)). */
    public static void truncate(Fd fd, long length) {
        SysException.check("ftruncate", LibcPacket.ftruncate(fd.number(), length), fd);
    }

    /** Renames a file and replaces any file of the new name. Both paths are absolute and on one file system. */
    public static void rename(String from, String to) {
        SysException.check("rename", Libc.rename(from, to), to);
    }

    public static void unlink(String path) {
        SysException.check("unlink", Libc.unlink(path), path);
    }

    /** Creates a directory unless it exists. */
    public static void ensureDirectory(String path, int mode) {
        if (Libc.mkdir(path, mode) < 0 && Errno.of(Libc.errno()) != Errno.EEXIST) {
            throw new SysException("mkdir", Errno.of(Libc.errno()), path);
        }
    }

    /** Creates a directory (mkdir(2)); EEXIST if it exists. */
    public static void makeDirectory(String path, int mode) {
        SysException.check("mkdir", Libc.mkdir(path, mode), path);
    }

    public static void rmdir(String path) {
        SysException.check("rmdir", Libc.rmdir(path), path);
    }
}
