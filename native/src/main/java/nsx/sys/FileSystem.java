package nsx.sys;

import java.nio.charset.StandardCharsets;

/**
 * A file system under construction (fsopen(2), fsconfig(2), fsmount(2), since Linux 5.2). Unlike mount(2) the kernel
 * explains its errors in words, and accepts options that are files.
 */
public final class FileSystem implements AutoCloseable {
    public static final int MOUNT_ATTR_RDONLY = 0x1;
    public static final int MOUNT_ATTR_NOSUID = 0x2;
    public static final int MOUNT_ATTR_NODEV = 0x4;
    public static final int MOUNT_ATTR_NOEXEC = 0x8;
    public static final int MOUNT_ATTR_NOATIME = 0x10;
    public static final int MOUNT_ATTR_STRICTATIME = 0x20;
    public static final int MOUNT_ATTR__ATIME = 0x70;
    public static final int MOUNT_ATTR_NODIRATIME = 0x80;

    private static final int FSOPEN_CLOEXEC = 1;
    private static final int FSMOUNT_CLOEXEC = 1;
    private static final int FSCONFIG_SET_FLAG = 0;
    private static final int FSCONFIG_SET_STRING = 1;
    private static final int FSCONFIG_SET_FD = 5;
    private static final int FSCONFIG_CMD_CREATE = 6;
    private static final int LONGEST_MESSAGE = 4096;

    private final String type;
    private final Fd fd;

    private FileSystem(String type, Fd fd) {
        this.type = type;
        this.fd = fd;
    }

    /** Starts a file system; ENODEV if the kernel lacks the type, ENOSYS before Linux 5.2. */
    public static FileSystem open(String type) {
        return new FileSystem(
                type,
                Descriptors.take(
                        "fsopen", () -> (int) LibcMounts.syscall(LibcMounts.FSOPEN, type, FSOPEN_CLOEXEC), type));
    }

    /** Sets an option; EINVAL if the type lacks it. */
    public FileSystem set(String key, String value) {
        return configure(FSCONFIG_SET_STRING, key, value, 0);
    }

    public FileSystem set(String flag) {
        return configure(FSCONFIG_SET_FLAG, flag, null, 0);
    }

    public FileSystem set(String key, Fd value) {
        return configure(FSCONFIG_SET_FD, key, null, value.number());
    }

    /**
     * Creates the file system or finds the existing one, and returns its detached mount for {@link MountTree#attach}.
     */
    public MountTree mount(int attributes) {
        configure(FSCONFIG_CMD_CREATE, null, null, 0);
        // this call cannot be repeated (EBUSY), so a free descriptor must be available
        fd.duplicate().close();
        long mount = LibcMounts.syscall(LibcMounts.FSMOUNT, fd.number(), FSMOUNT_CLOEXEC, attributes);
        return new MountTree(new Fd((int) checked("fsmount", mount, type)));
    }

    private FileSystem configure(int command, String key, String value, long aux) {
        long done = LibcMounts.syscall(LibcMounts.FSCONFIG, fd.number(), command, key, value, aux);
        String option = key == null ? "" : ", " + key + (value == null ? "" : "=" + value);
        checked("fsconfig", done, type + option);
        return this;
    }

    /**
     * Throws the failure with the message that the kernel wrote into the descriptor: {@code tmpfs: Unknown parameter
     * 'x'}.
     */
    private long checked(String call, long result, String argument) {
        if (result >= 0) {
            return result;
        }
        Errno errno = Errno.of(Libc.errno());
        byte[] message = new byte[LONGEST_MESSAGE];
        long length = Libc.read(fd.number(), message, message.length);
        // each message begins with its kind: e, w or i for error, warning and information
        String said = length < 2 ? "" : new String(message, 2, (int) length - 2, StandardCharsets.UTF_8).strip();
        throw new SysException(call, errno, said.isEmpty() ? argument : argument + ": " + said);
    }

    @Override
    public void close() {
        fd.close();
    }
}
