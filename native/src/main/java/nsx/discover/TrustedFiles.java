package nsx.discover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.proc.JsonText;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Stat;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * Files whose word can be taken: neither they nor a directory above them can be written by anybody but root and the caller, and none
 * of them is a symbolic link. What is missing, refused, too big or no JSON is nothing.
 */
final class TrustedFiles {
    private static final long LARGEST = 4 << 20;
    private static final int MOST = 10_000;

    private final String root;
    private final Map<String, Optional<Object>> read = new HashMap<>();
    private final Map<String, Boolean> directories = new HashMap<>();

    TrustedFiles(String root) {
        this.root = root;
    }

    Optional<Object> json(String path) {
        return read.computeIfAbsent(path, this::load);
    }

    /** What stands in a directory of ours; nothing where others could have put it there. */
    List<String> names(String directory) {
        if (!isOurs(directory)) {
            return List.of();
        }
        try {
            return Files.names(root + directory).stream().limit(MOST).sorted().toList();
        } catch (SysException e) {
            return List.of();
        }
    }

    private Optional<Object> load(String path) {
        String file = root + path;
        if (!isOurs(path.substring(0, path.lastIndexOf('/')))) {
            return Optional.empty();
        }
        try {
            // a pipe in its place would be waited for: looked at before it is opened
            Stat before = Files.lstat(file);
            if (!isSafe(before) || !before.isRegular() || before.size() > LARGEST) {
                return Optional.empty();
            }
            try (Fd fd = Files.open(file, Files.O_RDONLY)) {
                return Files.stat(fd).inode() == before.inode() ? JsonText.parse(Files.readText(fd)) : Optional.empty();
            }
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    /** From the top, so that nothing below a directory of somebody else is even looked at. */
    private boolean isOurs(String directory) {
        if (directory.isEmpty()) {
            return true;
        }
        if (!isOurs(directory.substring(0, directory.lastIndexOf('/')))) {
            return false;
        }
        return directories.computeIfAbsent(directory, d -> {
            try {
                Stat stat = Files.lstat(root + d);
                return stat.isDirectory() && isSafe(stat);
            } catch (SysException e) {
                return false;
            }
        });
    }

    private static boolean isSafe(Stat stat) {
        return (stat.uid() == 0 || stat.uid() == Tasks.effectiveUser()) && !stat.writableByOthers();
    }
}
