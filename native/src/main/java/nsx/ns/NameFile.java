package nsx.ns;

import java.time.Duration;
import java.time.Instant;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.Stat;
import nsx.sys.SysException;

/**
 * The file on which a named namespace is mounted. While nsx creates the namespace, the file has the sticky bit, which
 * has no effect on files. A file with the bit and without a mount was left behind by a killed nsx, not by
 * ip-netns(8).
 */
final class NameFile {
    /** The time to wait for a mount: ip-netns(8) creates the file, then the namespace, then the mount. */
    static final Duration MOMENT = Duration.ofMillis(300);

    private NameFile() {}

    /** Creates an unfinished file; EEXIST if the name is in use. */
    static Fd create(String path) {
        return Files.open(path, Files.O_RDONLY | Files.O_CREAT | Files.O_EXCL, Files.S_ISVTX);
    }

    /**
     * Marks the mounted file as finished, as ip-netns(8) would have created it. The file is hidden under the mount
     * and reached by its descriptor.
     */
    static void finish(Fd file) {
        Files.chmod(file, 0);
    }

    static boolean isUnfinished(String path) {
        return Files.exists(path)
                && Files.lstat(path).isRegular()
                && Files.lstat(path).isSticky();
    }

    /** Whether the path is a symbolic link to nothing or to itself. */
    static boolean isBrokenLink(String path) {
        try {
            return Files.lstatIfThere(path).filter(Stat::isLink).isPresent() && !Files.exists(path);
        } catch (SysException e) {
            // the directory may not be searched
            return false;
        }
    }

    static boolean isMounted(String path) {
        try {
            // a missing name is the usual case
            return Files.exists(path) && Files.stat(path).device() == Namespace.nsfsDevice();
        } catch (SysException e) {
            return false;
        }
    }

    /** Whether the file has no mount and is young enough that a mount may still come. */
    static boolean isAwaited(String path) {
        try {
            return isYoung(Files.stat(path).changed(), Instant.now()) && !isMounted(path);
        } catch (SysException e) {
            return false;
        }
    }

    /** Whether a file is young. A file from the future existed before the clock was set back and is not young. */
    static boolean isYoung(Instant changed, Instant now) {
        return !changed.isAfter(now) && changed.plus(MOMENT).isAfter(now);
    }

    /** Removes all mounts on the file and the file itself; a missing file is not an error. */
    static void remove(String path) {
        do {
            while (unmounts(path)) {
                // several mounts may be stacked
                continue;
            }
        } while (!unlinks(path));
    }

    /** Removes the file; false if something was mounted on it in the meantime. */
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

    /** Unmounts one mount from the file; returns whether there was one. */
    private static boolean unmounts(String path) {
        return Mounts.unmountIfThere(path, Mounts.MNT_DETACH | Mounts.UMOUNT_NOFOLLOW);
    }
}
