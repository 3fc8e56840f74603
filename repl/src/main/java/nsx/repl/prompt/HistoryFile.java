package nsx.repl.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code $XDG_STATE_HOME/nsx/history}, readable by its owner only: lines can hold secrets. Several prompts can append
 * at the same time, each with one write under a lock, so no entry is lost. A file that is not the user's own, or a
 * symbolic link, is neither read nor written.
 */
public final class HistoryFile {
    /** The number of bytes that are read; a file of twice this size is cut to this number. */
    private static final int KEPT_BYTES = 512 * 1024;

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CHANGE = Set.of(
            StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Consumer<String> notices;
    private boolean usable;

    private HistoryFile(Path file, Consumer<String> notices) {
        this.file = file;
        this.notices = notices;
        this.usable = true;
    }

    /** @param notices receives one notice with the reason if no history is possible */
    public static HistoryFile of(Map<String, String> environment, Consumer<String> notices) {
        Optional<Path> path = UserFile.below(environment, "XDG_STATE_HOME", ".local/state", "history");
        HistoryFile history = new HistoryFile(path.orElse(null), notices);
        path.ifPresentOrElse(history::check, () -> history.usable = false);
        return history;
    }

    private void check(Path path) {
        try {
            refuse(UserFile.distrust(path));
            refuse(UserFile.distrust(path.getParent()).filter(reason -> Files.exists(path.getParent())));
        } catch (IOException e) {
            refuse(Optional.of("cannot be checked: " + e.getMessage()));
        }
    }

    private void refuse(Optional<String> reason) {
        reason.filter(r -> usable).ifPresent(r -> {
            usable = false;
            notices.accept("history is not kept: " + file + " " + r);
        });
    }

    /** Whether the history of this user is empty. */
    public boolean isNew() {
        return usable && !Files.exists(file);
    }

    /** The last entries, oldest first, including other sessions. */
    public List<HistoryEntry> recent() {
        if (!usable || !Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file, READ)) {
            return tail(channel)
                    .lines()
                    .map(HistoryEntry::decode)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            refuse(Optional.of("cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    /** The kept end of the file, from the start of a line. */
    private static String tail(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - KEPT_BYTES);
        ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            continue;
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    }

    /** Adds an entry; an entry whose text begins with a blank is private and not kept. */
    public void add(HistoryEntry entry) {
        if (!usable || entry.text().startsWith(" ")) {
            return;
        }
        // a channel is closed if its thread is interrupted, so clear the flag first
        boolean interrupted = Thread.interrupted();
        try {
            Files.createDirectories(file.getParent(), PRIVATE_DIRECTORY);
            append(entry.encode() + "\n");
        } catch (IOException e) {
            refuse(Optional.of("cannot be written: " + e.getMessage()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Appends a line. The lock works between processes; within one process, threads take turns. */
    private void append(String line) throws IOException {
        synchronized (HistoryFile.class) {
            try (FileChannel channel = FileChannel.open(file, CHANGE, PRIVATE)) {
                // released when the channel is closed
                channel.lock();
                write(channel, channel.size(), line);
                if (channel.size() > 2L * KEPT_BYTES) {
                    String kept = tail(channel);
                    channel.truncate(0);
                    write(channel, 0, kept);
                }
            }
        }
    }

    private static void write(FileChannel channel, long at, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        long place = at;
        while (bytes.hasRemaining()) {
            place += channel.write(bytes, place);
        }
    }
}
