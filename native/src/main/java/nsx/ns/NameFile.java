package nsx.ns;

import java.time.Duration;
import java.time.Instant;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.SysException;

/**
 * The file on which a named namespace is mounted. While nsx is making the namespace the file has the sticky bit, which means nothing
 * for a file: one that has it and no mount was left by an nsx that was killed, and not by ip-netns(8).
 */
final class NameFile {
    /** As long as a mount is waited for: ip-netns(8) makes the file, then the namespace, then the mount. */
    static final Duration MOMENT = Duration.ofMillis(300);

    private NameFile() {}

    /** Makes one that is unfinished: EEXIST when the name is taken. */
    static Fd create(String path) {
        return Files.open(path, Files.O_RDONLY | Files.O_CREAT | Files.O_EXCL, Files.S_ISVTX);
    }

    /** It has its mount: it becomes what ip-netns(8) would have made. The file itself is hidden and reached by its descriptor. */
    static void finish(Fd file) {
        Files.chmod(file, 0);
    }

    static boolean isUnfinished(String path) {
        return Files.exists(path)
                && Files.lstat(path).isRegular()
                && Files.lstat(path).isSticky();
    }

    /** Whether it is a symbolic link to nothing, or to itself. */
    static boolean isBrokenLink(String path) {
        try {
            return Files.lstat(path).isLink() && !Files.exists(path);
        } catch (SysException e) {
            // there is nothing of this name
            return false;
        }
    }

    static boolean isMounted(String path) {
        try {
            return Files.stat(path).device() == Namespace.nsfsDevice();
        } catch (SysException e) {
            return false;
        }
    }

    /** Whether the file exists without a mount and is young enough that a mount may still come. */
    static boolean isAwaited(String path) {
        try {
            return isYoung(Files.stat(path).changed(), Instant.now()) && !isMounted(path);
        } catch (SysException e) {
            return false;
        }
    }

    /** One that is of a later time was there when the clock was set back. */
    static boolean isYoung(Instant changed, Instant now) {
        return !changed.isAfter(now) && changed.plus(MOMENT).isAfter(now);
    }

    /** Takes all mounts off it, and itself; one that is gone is not an error. */
    static void remove(String path) {
        do {
            while (unmounts(path)) {
                // one may lie on another
                continue;
            }
        } while (!unlinks(path));
    }

    /** Removes the file; false when somebody has mounted on it in the meantime. */
    private static boolean unlinks(String path) {
        try {
            Files.unlink(path);
        } catch (SysException e) {
            if (e.errno() == Errno.EBUSY && isMounted(path)) {
                return false;
            }
            if (e.errno() == Errno.EISDIR) {
                Files.rmdir(path);
            } else if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        return true;
    }

    /** Takes one mount off it; whether there was one. */
    private static boolean unmounts(String path) {
        try {
            Mounts.unmount(path, Mounts.MNT_DETACH | Mounts.UMOUNT_NOFOLLOW);
            return true;
        } catch (SysException e) {
            // EINVAL: nothing is mounted on it
            if (e.errno() != Errno.EINVAL && e.errno() != Errno.ENOENT) {
                throw e;
            }
            return false;
        }
    }
}
