package nsx.sys;

import java.io.ByteArrayOutputStream;

/** Reads of whole files with a limit, because other users may have arranged the files. */
final class BoundedReads {
    /**
     * The chunk size: a read(2) of most files under /proc returns at most a page (fs/seq_file.c), and JNA copies a
     * whole array twice.
     */
    private static final int CHUNK = 8192;

    private BoundedReads() {}

    /**
     * Opens a regular file only: opening a pipe without a writer would block, and reading a device can have any
     * effect.
     */
    static Fd openRegular(String path) {
        Fd fd = Files.open(path, Files.O_RDONLY | Files.O_NONBLOCK);
        try {
            if (!Files.stat(fd).isRegular()) {
                throw new SysException("open", Errno.EINVAL, path);
            }
            return fd;
        } catch (SysException e) {
            fd.close();
            throw e;
        }
    }

    /** Reads an open file to its end; EFBIG beyond the limit. */
    static byte[] all(Fd fd, String name, int limit) {
        byte[] all = upTo(fd, name, limit);
        if (all.length > limit) {
            throw new SysException("read", Errno.EFBIG, name);
        }
        return all;
    }

    /** Reads to the end, but stops once the limit is exceeded. */
    static byte[] upTo(Fd fd, String name, int limit) {
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

    /** Reads into the buffer with one read(2); returns the number of bytes. */
    static int read(Fd fd, byte[] buffer, String path) {
        return (int) SysException.check("read", Libc.read(fd.number(), buffer, buffer.length), path);
    }
}
