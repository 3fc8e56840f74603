package nsx.ns;

import java.io.File;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * A directory of names: a mount of its own that is shared, as ip-netns(8) makes /run/netns, so that names made and deleted in one
 * mount namespace are so in all; or private, because the file of a mount namespace cannot be mounted where it would also arrive
 * inside that one (mount_namespaces(7)). What nsx itself mounted or made is noted under /run/nsx and taken away again with the
 * last name in it.
 */
final class NamesDirectory {
    private static final String OWN = "/run/nsx";
    private static final String NOTES = OWN + "/mounted";
    /** Changing a mount's propagation visits every mount below it: once for each mount namespace is enough. */
    private static final Set<String> READY = ConcurrentHashMap.newKeySet();

    private final String path;
    private final long propagation;
    private final String note;

    /** @param propagation MS_SHARED or MS_PRIVATE */
    NamesDirectory(String path, long propagation) {
        this.path = path;
        this.propagation = propagation;
        this.note = NOTES + path.replace('/', '-');
    }

    /** Makes the directory and its mount where they are missing. The lock keeps two at the same time from stacking mounts. */
    void ensure() {
        String key = path + " " + Tasks.namespace("mnt").inode();
        if (READY.contains(key) && Files.exists(path) && Files.stat(path).isMount()) {
            return;
        }
        boolean made = !Files.exists(path);
        directories(path);
        try (Fd fd = Files.open(path, Files.O_RDONLY)) {
            Files.lock(fd);
            makeMount(made);
        }
        READY.add(key);
    }

    private static void directories(String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Files.ensureDirectory(path.substring(0, slash), 0755);
        }
        Files.ensureDirectory(path, 0755);
    }

    private void makeMount(boolean made) {
        try {
            propagate();
        } catch (SysException e) {
            // EINVAL: the directory is no mount point yet
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
            Mounts.mount(path, path, "none", Mounts.MS_BIND | Mounts.MS_REC, null);
            propagate();
            directories(OWN);
            Files.open(note + (made ? "-made" : ""), Files.O_RDONLY | Files.O_CREAT, 0600)
                    .close();
        }
    }

    private void propagate() {
        Mounts.mount("", path, "none", propagation | Mounts.MS_REC, null);
    }

    /** Unmounts it when it is empty and nsx had mounted it, and removes it when nsx had made it. */
    void releaseIfEmpty() {
        boolean made = Files.exists(note + "-made");
        if (!(made || Files.exists(note)) || !isEmpty()) {
            return;
        }
        try (Fd fd = Files.open(path, Files.O_RDONLY)) {
            Files.lock(fd);
            // the descriptor itself keeps the mount busy
            Mounts.unmount(path, Mounts.MNT_DETACH);
        }
        Files.unlink(made ? note + "-made" : note);
        if (made) {
            removeEmpty(path);
        }
        removeEmpty(OWN);
    }

    /** Removes the directory when it is empty, and then those around it that are nsx's own. */
    private static void removeEmpty(String directory) {
        String[] rest = new File(directory).list();
        if (rest != null && rest.length == 0) {
            Files.rmdir(directory);
            if (directory.startsWith(OWN + "/")) {
                removeEmpty(directory.substring(0, directory.lastIndexOf('/')));
            }
        }
    }

    private boolean isEmpty() {
        String[] names = new File(path).list();
        return names != null && names.length == 0;
    }
}
