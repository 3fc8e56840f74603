package nsx.dsl.remote;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nsx.sys.Fd;
import nsx.sys.Stat;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * The private directory for the sockets of a session's connections. The session holds its lock (flock(2)). A killed
 * session leaves the directory behind, and the next session of the user that makes one removes it.
 */
final class SocketDirectory implements AutoCloseable {
    private static final String NAME = "nsx-ssh";
    /** A younger directory may belong to a session that has not locked it yet. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private static final int OPEN = nsx.sys.Files.O_RDONLY | nsx.sys.Files.O_DIRECTORY | nsx.sys.Files.O_NOFOLLOW;

    private final Path path;
    private final Fd lock;

    private SocketDirectory(Path path, Fd lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes a directory in another one, such as /tmp. */
    static SocketDirectory in(Path parent) throws IOException {
        removeAbandoned(parent);
        Path path = Files.createTempDirectory(parent, NAME);
        Fd lock = nsx.sys.Files.open(path.toString(), OPEN);
        nsx.sys.Files.tryLock(lock);
        return new SocketDirectory(path, lock);
    }

    Path path() {
        return path;
    }

    private static void removeAbandoned(Path parent) throws IOException {
        Instant limit = Instant.now().minus(YOUNG);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, NAME + "*")) {
            for (Path one : all) {
                if (isAbandoned(one, limit)) {
                    remove(one);
                }
            }
        }
    }

    private static boolean isAbandoned(Path path, Instant limit) throws IOException {
        try {
            Stat stat = nsx.sys.Files.lstat(path.toString());
            if (stat.uid() != Tasks.effectiveUser()
                    || Files.getLastModifiedTime(path).toInstant().isAfter(limit)) {
                return false;
            }
            try (Fd fd = nsx.sys.Files.open(path.toString(), OPEN)) {
                return nsx.sys.Files.tryLock(fd);
            }
        } catch (SysException e) {
            // another session has removed it, or it is no directory
            return false;
        }
    }

    private static void remove(Path directory) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path one : all) {
                Files.deleteIfExists(one);
            }
        }
        Files.deleteIfExists(directory);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            remove(path);
        }
    }
}
