package nsx.sys;

import java.nio.charset.StandardCharsets;

/** Accesses files below an open directory, which may belong to a detached mount. */
public final class Below {
    private static final int AT_REMOVEDIR = 0x200;

    private Below() {}

    /** Creates a directory (mkdirat(2)); EEXIST if it exists. */
    public static void makeDirectory(Fd directory, String name, int mode) {
        SysException.check("mkdirat", Libc.mkdirat(directory.number(), name, mode), name);
    }

    /** Removes a directory (unlinkat(2)); ENOENT if it does not exist, EBUSY while it is in use. */
    public static void removeDirectory(Fd directory, String name) {
        SysException.check("unlinkat", Libc.unlinkat(directory.number(), name, AT_REMOVEDIR), name);
    }

    /** Writes the whole text to an existing file with one write(2). */
    public static void write(Fd directory, String path, String text) {
        try (Fd fd = Files.openBelow(directory, path, Files.O_WRONLY | Files.O_TRUNC)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            SysException.check("write", Libc.write(fd.number(), bytes, bytes.length), path);
        }
    }

    /** Whether the file exists. */
    public static boolean exists(Fd directory, String path) {
        return Libc.statx(directory.number(), path, 0, 0, new byte[Stat.BYTES]) == 0;
    }
}
