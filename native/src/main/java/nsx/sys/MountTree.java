package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A mount, or a copy of one with those below it, that has no place in the tree of files until it is attached (open_tree(2),
 * move_mount(2), since Linux 5.2; mount_setattr(2), since 5.12). Closed before that, it is gone.
 */
public final class MountTree implements AutoCloseable {
    private static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_RECURSIVE = 0x8000;
    private static final int OPEN_TREE_CLONE = 1;
    private static final int OPEN_TREE_CLOEXEC = 02000000;
    private static final int MOVE_MOUNT_F_EMPTY_PATH = 4;
    private static final int ATTRIBUTES_BYTES = 32;

    private final Fd fd;

    MountTree(Fd fd) {
        this.fd = fd;
    }

    /** A copy of what is at the path, as a bind mount of it would be. */
    public static MountTree copy(String path, boolean recursive) {
        return copy(Files.directory(path), Files.below(path), path, recursive);
    }

    /** A copy of what a descriptor stands for, hidden or not. */
    public static MountTree copy(Fd of, boolean recursive) {
        return copy(of.number(), "", of.toString(), recursive);
    }

    private static MountTree copy(int directory, String path, String argument, boolean recursive) {
        int flags = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0);
        return new MountTree(Descriptors.take(
                "open_tree", () -> (int) LibcMounts.syscall(LibcMounts.OPEN_TREE, directory, path, flags), argument));
    }

    /** Moves the mount whose root the descriptor stands for; EINVAL when it is locked in its place. */
    public static void move(Fd mount, String target) {
        new MountTree(mount).attach(target);
    }

    /** Sets and takes away MOUNT_ATTR_* flags of {@link FileSystem}; ENOSYS before Linux 5.12. */
    public void change(int set, int clear, boolean recursive) {
        byte[] attributes = ByteBuffer.allocate(ATTRIBUTES_BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(set)
                .putLong(clear)
                .array();
        int flags = AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0);
        long done = LibcMounts.syscall(
                LibcMounts.MOUNT_SETATTR, fd.number(), "", flags, attributes, (long) attributes.length);
        SysException.check("mount_setattr", done, "0x" + Integer.toHexString(set));
    }

    /** Puts it on top of what is at the path in the calling thread's mount namespace. */
    public void attach(String target) {
        long done =
                LibcMounts.syscall(LibcMounts.MOVE_MOUNT, fd.number(), "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH);
        SysException.check("move_mount", done, target);
    }

    /** Its root, from which its files are found wherever it is. */
    public Fd root() {
        return fd;
    }

    /** Opens a file of it for reading. */
    public Fd open(String below) {
        return Files.openBelow(fd, below, Files.O_RDONLY);
    }

    /** The attributes of its root. */
    public Stat stat() {
        return Files.stat(fd);
    }

    @Override
    public void close() {
        fd.close();
    }
}
