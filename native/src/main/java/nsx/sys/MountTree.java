package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A mount, or a copy of one with those below, that is detached from the file tree until it is attached (open_tree(2),
 * move_mount(2), since Linux 5.2; mount_setattr(2), since 5.12). A detached mount that is closed is gone.
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

    /** Copies the mount at a path, as a bind mount would. */
    public static MountTree copy(String path, boolean recursive) {
        return copy(Files.directory(path), Files.below(path), path, recursive);
    }

    /** Copies the mount of a descriptor, whether hidden or not. */
    public static MountTree copy(Fd of, boolean recursive) {
        return copy(of.number(), "", of.toString(), recursive);
    }

    private static MountTree copy(int directory, String path, String argument, boolean recursive) {
        int flags = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0);
        return new MountTree(Descriptors.take(
                "open_tree", () -> (int) LibcMounts.syscall(LibcMounts.OPEN_TREE, directory, path, flags), argument));
    }

    /** Moves the mount whose root the descriptor stands for; EINVAL if the mount is locked in its place. */
    public static void move(Fd mount, String target) {
        new MountTree(mount).attach(target);
    }

    /** Sets and clears MOUNT_ATTR_* flags of {@link FileSystem}; ENOSYS before Linux 5.12. */
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

    /** Attaches the mount on top of a path in the calling thread's mount namespace. */
    public void attach(String target) {
        long done =
                LibcMounts.syscall(LibcMounts.MOVE_MOUNT, fd.number(), "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH);
        SysException.check("move_mount", done, target);
    }

    /** The root directory of the mount, from which its files are reached wherever it is. */
    public Fd root() {
        return fd;
    }

    /** Opens a file of the mount for reading. */
    public Fd open(String below) {
        return Files.openBelow(fd, below, Files.O_RDONLY);
    }

    /** The attributes of the mount's root. */
    public Stat stat() {
        return Files.stat(fd);
    }

    @Override
    public void close() {
        fd.close();
    }
}
