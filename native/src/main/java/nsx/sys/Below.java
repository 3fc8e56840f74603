package nsx.sys;

import java.nio.charset.StandardCharsets;

/** What is below an open directory, which may belong to a mount that has no place in the tree of files. */
public final class Below {
    private static final int AT_REMOVEDIR = 0x200;

    private Below() {}

    /** mkdirat(2): EEXIST when it is there. */
    public static void makeDirectory(Fd directory, String name, int mode) {
        SysException.check("mkdirat", Libc.mkdirat(directory.number(), name, mode), name);
    }

    /** unlinkat(2) of a directory: ENOENT when there is none, EBUSY while it is in use. */
    public static void removeDirectory(Fd directory, String name) {
        SysException.check("unlinkat", Libc.unlinkat(directory.number(), name, AT_REMOVEDIR), name);
    }

    /** Writes all of the text to a file that is there, by one write(2). */
    public static void write(Fd directory, String path, String text) {
        try (Fd fd = Files.openBelow(directory, path, Files.O_WRONLY | Files.O_TRUNC)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            SysException.check("write", Libc.write(fd.number(), bytes, bytes.length), path);
        }
    }

    /** Whether there is such a file. */
    public static boolean exists(Fd directory, String path) {
        return Libc.statx(directory.number(), path, 0, 0, new byte[Stat.BYTES]) == 0;
    }
}
