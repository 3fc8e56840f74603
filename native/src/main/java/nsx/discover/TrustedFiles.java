package nsx.discover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nsx.proc.JsonText;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Stat;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * Reads files that can be trusted: nobody but root and the caller can write the file or a directory above it, and no
 * part of the path is a symbolic link. A file that is missing, refused, too big or not JSON counts as empty.
 */
final class TrustedFiles {
    private static final long LARGEST = 4 << 20;
    private static final int MOST = 10_000;

    private final String root;
    private final Map<String, Optional<Object>> read = new HashMap<>();
    private final Map<String, Boolean> directories = new HashMap<>();
    private final Map<String, String> refused = new TreeMap<>();

    TrustedFiles(String root) {
        this.root = root;
    }

    Optional<Object> json(String path) {
        return read.computeIfAbsent(path, this::load);
    }

    /** The file names in a trusted directory; none if the directory is not trusted. */
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
            // opening a pipe would block: check the type before opening
            Stat before = Files.lstat(file);
            if (isRefused(path, before, before.isRegular() ? "" : "it is not a regular file")
                    || isTooLarge(path, before)) {
                return Optional.empty();
            }
            try (Fd fd = Files.open(file, Files.O_RDONLY)) {
                return Files.stat(fd).inode() == before.inode() ? JsonText.parse(Files.readText(fd)) : Optional.empty();
            }
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether all directories of a path are trusted. The check goes from the top, so that nothing below an untrusted
     * directory is touched.
     */
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
                return !isRefused(d, stat, stat.isDirectory() ? "" : "it is not a directory");
            } catch (SysException e) {
                return false;
            }
        });
    }

    /** What was there and not believed, as {@code PATH (REASON)}. */
    List<String> refused() {
        return refused.entrySet().stream()
                .map(e -> printable(e.getKey()) + " (" + e.getValue() + ")")
                .toList();
    }

    /** The path with a question mark for each character that could control a terminal. */
    private static String printable(String path) {
        return path.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** @param type what is wrong with its type; empty for nothing */
    private boolean isRefused(String path, Stat stat, String type) {
        String reason = type;
        if (stat.uid() != 0 && stat.uid() != Tasks.effectiveUser()) {
            reason = "user " + Integer.toUnsignedString(stat.uid()) + " owns it";
        } else if (type.isEmpty() && stat.writableByOthers()) {
            reason = "others can write it";
        }
        if (!reason.isEmpty()) {
            refused.put(path, reason);
        }
        return !reason.isEmpty();
    }

    private boolean isTooLarge(String path, Stat stat) {
        if (stat.size() > LARGEST) {
            refused.put(path, "it has more than 4 MiB");
        }
        return stat.size() > LARGEST;
    }
}
