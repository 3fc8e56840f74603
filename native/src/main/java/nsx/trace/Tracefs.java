package nsx.trace;

import java.util.List;
import nsx.nft.ProbeTable;
import nsx.sys.Below;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.FileSystem;
import nsx.sys.Files;
import nsx.sys.MountTree;
import nsx.sys.SysException;

/**
 * The file system of kernel tracing, mounted for nsx alone: the mount is detached from the file tree, so no other
 * process sees it, and it ends when it is closed. It needs root on the machine: EPERM otherwise, ENODEV for a kernel
 * without tracing.
 */
public final class Tracefs implements AutoCloseable {
    private static final String INSTANCES = "instances";

    private final MountTree mount;

    private Tracefs(MountTree mount) {
        this.mount = mount;
    }

    public static Tracefs open() {
        try (FileSystem tracefs = FileSystem.open("tracefs")) {
            return new Tracefs(tracefs.mount(0));
        }
    }

    Fd root() {
        return mount.root();
    }

    static String path(String name) {
        return INSTANCES + "/" + name;
    }

    /** The instances with names that nsx makes. */
    public List<String> instances() {
        try (Fd directory = Files.openBelow(mount.root(), INSTANCES, Files.O_RDONLY | Files.O_DIRECTORY)) {
            return Files.names("/proc/self/fd/" + directory.number()).stream()
                    .filter(name -> name.startsWith(ProbeTable.PREFIX))
                    .toList();
        }
    }

    /** Whether no process uses the instance; its creator holds its lock as long as it runs. */
    public boolean isAbandoned(String name) {
        try (Fd directory = Files.openBelow(mount.root(), path(name), Files.O_RDONLY | Files.O_DIRECTORY)) {
            return Files.tryLock(directory);
        } catch (SysException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    /** Removes an instance that no process uses; a missing instance is not an error. */
    public void removeAbandoned(String name) {
        if (isAbandoned(name)) {
            try {
                Below.removeDirectory(mount.root(), path(name));
            } catch (SysException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        mount.close();
    }
}
