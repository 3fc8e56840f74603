package nsx.sys;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Files as the kernel sees them from the calling thread: its own mount namespace and its own /proc/thread-self. java.io would do
 * for most of it, but opens files without O_NOFOLLOW or O_EXCL with a mode and loses errno.
 *
 * <p>Reading has limits, for others may have arranged what is read: only regular files are read, a pipe in place of one is not waited for,
 * and what is longer than the limit is EFBIG.
 */
public final class Files {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0100;
    public static final int O_EXCL = 0200;
    public static final int O_TRUNC = 01000;
    /** A pipe without a writer is opened at once (open(2)). */
    public static final int O_NONBLOCK = 04000;

    public static final int O_NOFOLLOW = 0400000;
    /** Opens a place in the file tree without opening the file. */
    public static final int O_PATH = 010000000;

    /**
     * A path that begins so leads into the /proc that nsx was started with, also for a thread that visits a mount namespace with
     * another one, where nsx and its children have other numbers or none.
     */
    public static final String OWN_PROC = "/proc/./";

    public static final int O_DIRECTORY = 0200000;

    /** The most that is read of any file, in bytes: all lines of a mountinfo (fs.mount-max is 100,000) fit twice. */
    public static final int LARGEST = 64 << 20;
    /** The most that is read of a small one, in bytes: what the kernel tells of one process, one parameter, or of itself. */
    public static final int SMALL = 1 << 20;

    /** The sticky bit of a mode (inode(7)). */
    public static final int S_ISVTX = 01000;

    static final String THREAD = "/proc/thread-self/";
    static final int O_CLOEXEC = 02000000;
    private static final int PATH_MAX = 4096;
    /** A read(2) of most files under /proc gives a page at the most (fs/seq_file.c), and JNA copies all of an array twice. */
    private static final int CHUNK = 8192;

    /** The type of a handle that is the number of a node of kernfs (linux/exportfs.h). */
    private static final int FILEID_KERNFS = 0xfe;

    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;

    private Files() {}

    /** open(2), with O_CLOEXEC added to the flags. */
    public static Fd open(String path, int flags, int mode) {
        if (TrustedProc.covers(path)) {
            return TrustedProc.open(path, flags | O_CLOEXEC);
        }
        int directory = directory(path);
        return Descriptors.take("open", () -> Libc.openat(directory, below(path), flags | O_CLOEXEC, mode), path);
    }

    /** The directory that the path starts from: files about the calling thread come from nsx's own /proc. */
    static int directory(String path) {
        return OwnProc.shows(path) ? OwnProc.directory() : AT_FDCWD;
    }

    static String below(String path) {
        return OwnProc.shows(path) ? OwnProc.below(path) : path;
    }

    public static Fd open(String path, int flags) {
        return open(path, flags, 0);
    }

    /** openat(2) of an existing file below an open directory, with O_CLOEXEC added to the flags. */
    public static Fd openBelow(Fd directory, String path, int flags) {
        return Descriptors.take("openat", () -> Libc.openat(directory.number(), path, flags | O_CLOEXEC, 0), path);
    }

    /**
     * Opens what the kernel numbers so in a file system of kernfs, such as a control group by its id (open_by_handle_at(2)), with
     * O_CLOEXEC added to the flags.
     *
     * @param mount a directory of that file system
     * @throws SysException EPERM for all but root of the machine, ESTALE when there is none of this number
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
     * The whole of a small file, as UTF-8: /proc and /sys give files of length 0 that are read until they end.
     *
     * @throws SysException EINVAL when it is not a regular file, EFBIG when it is longer than {@link #LARGEST}
     */
    public static String readText(String path) {
        return readText(path, LARGEST);
    }

    /**
     * Reads a file that is never longer than the limit.
     *
     * @throws SysException EINVAL when it is not a regular file, EFBIG when it is longer
     */
    public static String readText(String path, int limit) {
        try (Fd fd = openRegular(path)) {
            return new String(readBytes(fd, path, limit), StandardCharsets.UTF_8);
        }
    }

    /** Reads an open file. */
    public static String readStart(Fd fd, int limit) {
        byte[] all = readUpTo(fd, fd.toString(), limit);
        return new String(all, 0, Math.min(all.length, limit), StandardCharsets.UTF_8);
    }

    /** The content of an open file or pipe until its end, as UTF-8; EFBIG beyond {@link #LARGEST}. */
    public static String readText(Fd fd) {
        return new String(readBytes(fd, fd.toString(), LARGEST), StandardCharsets.UTF_8);
    }

    /**
     * The whole of a file.
     *
     * @throws SysException EINVAL when it is not a regular file, EFBIG when it is longer than {@link #LARGEST}
     */
    public static byte[] readBytes(String path) {
        try (Fd fd = openRegular(path)) {
            return readBytes(fd, path, LARGEST);
        }
    }

    /** Opening a pipe that nobody writes to would wait, and reading a device can do anything. */
    private static Fd openRegular(String path) {
        Fd fd = open(path, O_RDONLY | O_NONBLOCK);
        try {
            if (!stat(fd).isRegular()) {
                throw new SysException("open", Errno.EINVAL, path);
            }
            return fd;
        } catch (SysException e) {
            fd.close();
            throw e;
        }
    }

    private static byte[] readBytes(Fd fd, String name, int limit) {
        byte[] all = readUpTo(fd, name, limit);
        if (all.length > limit) {
            throw new SysException("read", Errno.EFBIG, name);
        }
        return all;
    }

    /** More than the limit when there is more. */
    private static byte[] readUpTo(Fd fd, String name, int limit) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int n = read(fd, chunk, name); n > 0; n = read(fd, chunk, name)) {
            all.write(chunk, 0, n);
            if (all.size() > limit) {
                break;
            }
        }
        return all.toByteArray();
    }

    /** Writes all of the text by one write(2), as sysctl and timens files demand. */
    public static void writeText(String path, String text) {
        try (Fd fd = open(path, O_WRONLY)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            SysException.check("write", Libc.write(fd.number(), bytes, bytes.length), path);
        }
    }

    /** Writes the text to an open file or a pipe by one write(2); EPIPE when nobody reads it any more. */
    public static void write(Fd fd, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SysException.check("write", Libc.write(fd.number(), bytes, bytes.length), fd);
    }

    private static int read(Fd fd, byte[] buffer, String path) {
        return (int) SysException.check("read", Libc.read(fd.number(), buffer, buffer.length), path);
    }

    /** Up to {@code size} bytes that one read(2) gives; an empty array at the end of the file. */
    public static byte[] read(Fd fd, int size) {
        byte[] buffer = new byte[size];
        return Arrays.copyOf(buffer, read(fd, buffer, fd.toString()));
    }

    public static Stat stat(String path) {
        if (TrustedProc.covers(path)) {
            try (Fd fd = open(path, O_PATH)) {
                return stat(fd);
            }
        }
        return statx(directory(path), below(path), 0, path);
    }

    /** As {@link #stat(String)}, of a symbolic link itself. */
    public static Stat lstat(String path) {
        return statx(directory(path), below(path), AT_SYMLINK_NOFOLLOW, path);
    }

    public static Stat stat(Fd fd) {
        return statx(fd.number(), "", AT_EMPTY_PATH, fd.toString());
    }

    private static Stat statx(int directory, String path, int flags, String argument) {
        byte[] result = new byte[Stat.BYTES];
        SysException.check("statx", Libc.statx(directory, path, flags, STATX_BASIC_STATS, result), argument);
        return Stat.of(result);
    }

    public static boolean exists(String path) {
        if (TrustedProc.covers(path)) {
            return TrustedProc.exists(path);
        }
        return Libc.statx(directory(path), below(path), 0, 0, new byte[Stat.BYTES]) == 0;
    }

    /**
     * The names in a directory, sorted; empty when it does not exist, is not a directory, or may not be read.
     *
     * @throws SysException EMFILE when there is no descriptor for it
     */
    public static List<String> names(String directory) {
        String[] names = new File(directory).list();
        if (names == null && isReadable(directory)) {
            // there was no descriptor for it, and now there is
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

    /** The target of a symbolic link, as written there (readlink(2)). */
    public static String link(String path) {
        byte[] buffer = new byte[PATH_MAX];
        long length = Libc.readlinkat(directory(path), below(path), buffer, buffer.length);
        SysException.check("readlink", length, path);
        return new String(buffer, 0, (int) length, StandardCharsets.UTF_8);
    }

    /** The path without symbolic links, dots and double slashes, in the calling thread's mount namespace; ENOENT. */
    public static String realPath(String path) {
        try (Fd fd = open(path, O_PATH)) {
            return link(THREAD + "fd/" + fd.number());
        }
    }

    /** Takes the exclusive lock of an open file when nobody has it; closing the descriptor gives it back (flock(2)). */
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

    /** Cuts an open file to this length (ftruncate(2)). */
    public static void truncate(Fd fd, long length) {
        SysException.check("ftruncate", LibcPacket.ftruncate(fd.number(), length), fd);
    }

    /** Gives a file another name, in place of what has that name. Both are absolute and on one file system. */
    public static void rename(String from, String to) {
        SysException.check("rename", Libc.rename(from, to), to);
    }

    public static void unlink(String path) {
        SysException.check("unlink", Libc.unlink(path), path);
    }

    /** Makes a directory unless it exists. */
    public static void ensureDirectory(String path, int mode) {
        if (Libc.mkdir(path, mode) < 0 && Errno.of(Libc.errno()) != Errno.EEXIST) {
            throw new SysException("mkdir", Errno.of(Libc.errno()), path);
        }
    }

    /** mkdir(2): EEXIST when the directory exists. */
    public static void makeDirectory(String path, int mode) {
        SysException.check("mkdir", Libc.mkdir(path, mode), path);
    }

    public static void rmdir(String path) {
        SysException.check("rmdir", Libc.rmdir(path), path);
    }
}
