package nsx.repl.complete;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers the names in directories until a directory changes, which updates its modification time (inode(7)). The
 * kernel's file times advance by ticks, so a directory that has just changed is not remembered.
 */
final class Listings {
    private static final Duration TICKS = Duration.ofMillis(100);
    private static final int MOST = 16;
    private static final Map<Object, Listing> KEPT = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Listing> eldest) {
            return size() > MOST;
        }
    };

    private record Listing(FileTime changed, List<Item> items) {}

    private Listings() {}

    /** @param names reads the sorted names of the directory */
    static synchronized List<Item> of(String directory, Supplier<List<String>> names) {
        try {
            BasicFileAttributes before = Files.readAttributes(Path.of(directory), BasicFileAttributes.class);
            Listing kept = KEPT.get(before.fileKey());
            if (kept != null && kept.changed().equals(before.lastModifiedTime())) {
                return kept.items();
            }
            Instant now = Instant.now();
            List<Item> items = names.get().stream().map(Item::of).toList();
            if (before.lastModifiedTime().toInstant().plus(TICKS).isBefore(now)) {
                KEPT.put(before.fileKey(), new Listing(before.lastModifiedTime(), items));
            }
            return items;
        } catch (IOException e) {
            return List.of();
        }
    }
}
