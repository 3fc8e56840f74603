package nsx.mount;

import static nsx.sys.FileSystem.MOUNT_ATTR_NOATIME;
import static nsx.sys.FileSystem.MOUNT_ATTR_NODEV;
import static nsx.sys.FileSystem.MOUNT_ATTR_NODIRATIME;
import static nsx.sys.FileSystem.MOUNT_ATTR_NOEXEC;
import static nsx.sys.FileSystem.MOUNT_ATTR_NOSUID;
import static nsx.sys.FileSystem.MOUNT_ATTR_RDONLY;
import static nsx.sys.FileSystem.MOUNT_ATTR_STRICTATIME;
import static nsx.sys.FileSystem.MOUNT_ATTR__ATIME;

import java.util.Arrays;
import java.util.Optional;

/**
 * The options of a mount, as opposed to those of its file system: the words of mount(8) and /proc with the flags of
 * mount(2) and mount_setattr(2).
 */
enum MountFlag {
    RO("ro", 1, MOUNT_ATTR_RDONLY, 0),
    RW("rw", 0, 0, MOUNT_ATTR_RDONLY),
    NOSUID("nosuid", 2, MOUNT_ATTR_NOSUID, 0),
    SUID("suid", 0, 0, MOUNT_ATTR_NOSUID),
    NODEV("nodev", 4, MOUNT_ATTR_NODEV, 0),
    DEV("dev", 0, 0, MOUNT_ATTR_NODEV),
    NOEXEC("noexec", 8, MOUNT_ATTR_NOEXEC, 0),
    EXEC("exec", 0, 0, MOUNT_ATTR_NOEXEC),
    NOATIME("noatime", 1 << 10, MOUNT_ATTR_NOATIME, MOUNT_ATTR__ATIME),
    NODIRATIME("nodiratime", 1 << 11, MOUNT_ATTR_NODIRATIME, 0),
    DIRATIME("diratime", 0, 0, MOUNT_ATTR_NODIRATIME),
    RELATIME("relatime", 1 << 21, 0, MOUNT_ATTR__ATIME),
    STRICTATIME("strictatime", 1 << 24, MOUNT_ATTR_STRICTATIME, MOUNT_ATTR__ATIME);

    private final String text;
    private final long legacy;
    private final int set;
    private final int clear;

    MountFlag(String text, long legacy, int set, int clear) {
        this.text = text;
        this.legacy = legacy;
        this.set = set;
        this.clear = clear;
    }

    static Optional<MountFlag> of(String text) {
        return Arrays.stream(values()).filter(f -> f.text.equals(text)).findFirst();
    }

    String text() {
        return text;
    }

    /** The MS_* flag of mount(2). */
    long legacy() {
        return legacy;
    }

    /** The MOUNT_ATTR_* flags to set. */
    int set() {
        return set;
    }

    /** The MOUNT_ATTR_* flags to clear. */
    int clear() {
        return clear;
    }

    /** Whether both concern the same property, so that the later one counts. */
    boolean contradicts(MountFlag other) {
        return ((set | clear) & (other.set | other.clear)) != 0;
    }
}
