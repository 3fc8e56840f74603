package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * The attributes of a file from statx(2) (since Linux 4.11; the layout is the same on all architectures).
 *
 * @param device the major and minor number in one, {@code major << 32 | minor}
 * @param mode the file type and permission bits, as in inode(7)
 * @param isMount whether something is mounted there (since 5.8)
 * @param changed the time of the last inode change; for an untouched file, of its creation
 */
public record Stat(long device, long inode, int mode, int uid, long size, boolean isMount, Instant changed) {
    static final int BYTES = 256;
    private static final long STATX_ATTR_MOUNT_ROOT = 0x2000;
    private static final int S_IFMT = 0170000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFREG = 0100000;
    private static final int S_IFIFO = 0010000;
    private static final int S_IFLNK = 0120000;
    private static final int S_ISVTX = 01000;
    private static final int PERMISSIONS = 07777;

    static Stat of(byte[] statx) {
        ByteBuffer b = ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder());
        long device = ((long) b.getInt(136) << 32) | Integer.toUnsignedLong(b.getInt(140));
        return new Stat(
                device,
                b.getLong(32),
                Short.toUnsignedInt(b.getShort(28)),
                b.getInt(20),
                b.getLong(40),
                (b.getLong(8) & STATX_ATTR_MOUNT_ROOT) != 0,
                Instant.ofEpochSecond(b.getLong(96), Integer.toUnsignedLong(b.getInt(104))));
    }

    /** Whether both describe the same file. */
    public boolean isSame(Stat other) {
        return device == other.device && inode == other.inode;
    }

    public boolean isDirectory() {
        return (mode & S_IFMT) == S_IFDIR;
    }

    public boolean isRegular() {
        return (mode & S_IFMT) == S_IFREG;
    }

    public boolean isPipe() {
        return (mode & S_IFMT) == S_IFIFO;
    }

    public boolean isLink() {
        return (mode & S_IFMT) == S_IFLNK;
    }

    /**
     * Whether the file has the sticky bit. In a directory with the bit only the owners of an entry and of the
     * directory may rename and remove the entry (inode(7)); for a regular file the bit has no effect.
     */
    public boolean isSticky() {
        return (mode & S_ISVTX) != 0;
    }

    /** The lower twelve bits of the mode. */
    public int permissions() {
        return mode & PERMISSIONS;
    }

    /** Whether the file has any execute permission and is not a directory. */
    public boolean isExecutable() {
        return (mode & 0111) != 0 && !isDirectory();
    }

    /** Whether its group or other users may write the file. */
    public boolean writableByOthers() {
        return (mode & 0022) != 0;
    }
}
