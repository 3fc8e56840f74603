package nsx.ipc;

import nsx.sys.Files;
import nsx.sys.Stat;

/** Keys made from files, as ftok(3) makes them (glibc, sysvipc/ftok.c). */
public final class FileKey {
    private FileKey() {}

    /**
     * The key of a file. All programs get the same key for a file until the file is replaced.
     *
     * @param path an existing file or directory; otherwise ENOENT as {@link nsx.sys.SysException}
     * @param id distinguishes several keys of one file; only its lowest eight bits count
     */
    public static int of(String path, int id) {
        Stat file = Files.stat(path);
        return of(file.device(), file.inode(), id);
    }

    /** @param device the major and minor number in one, {@code major << 32 | minor} */
    static int of(long device, long inode, int id) {
        // ftok uses the lowest eight bits of st_dev, which belong to the minor number in any packing
        return (int) (inode & 0xffff | (device & 0xff) << 16 | (long) (id & 0xff) << 24);
    }
}
