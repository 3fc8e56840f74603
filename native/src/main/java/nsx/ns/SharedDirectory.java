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
 * A directory that is a shared mount, as ip-netns(8) makes /run/netns, so that names made and deleted in one mount namespace are
 * so in all. What nsx itself mounted or made is noted under /run/nsx and taken away again with the last name in it.
 */
final class SharedDirectory {
    private static final String NOTES = "/run/nsx/mounted";
    /** Making a mount shared visits every mount below it: once for each mount namespace is enough. */
    private static final Set<String> READY = ConcurrentHashMap.newKeySet();

    private final String path;
    private final String note;

    SharedDirectory(String path) {
        this.path = path;
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
            makeShared(made);
        }
        READY.add(key);
    }

    private static void directories(String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Files.ensureDirectory(path.substring(0, slash), 0755);
        }
        Files.ensureDirectory(path, 0755);
    }

    private void makeShared(boolean made) {
        try {
            share();
        } catch (SysException e) {
            // EINVAL: the directory is no mount point yet
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
            Mounts.mount(path, path, "none", Mounts.MS_BIND | Mounts.MS_REC, null);
            share();
            directories(NOTES.substring(0, NOTES.lastIndexOf('/')));
            Files.open(note + (made ? "-made" : ""), Files.O_RDONLY | Files.O_CREAT, 0600)
                    .close();
        }
    }

    private void share() {
        Mounts.mount("", path, "none", Mounts.MS_SHARED | Mounts.MS_REC, null);
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
        if (made && isEmpty()) {
            Files.rmdir(path);
        }
        String parent = NOTES.substring(0, NOTES.lastIndexOf('/'));
        String[] rest = new File(parent).list();
        if (rest != null && rest.length == 0) {
            Files.rmdir(parent);
        }
    }

    private boolean isEmpty() {
        String[] names = new File(path).list();
        return names != null && names.length == 0;
    }
}
