package nsx.dsl.compile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import nsx.dsl.script.Source;
import nsx.sys.Stat;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * Compiled scripts by content, under {@code $XDG_CACHE_HOME/nsx}. The cached files are executed, so a directory that
 * belongs to another user or is writable for others is not used: nsx then compiles each time.
 */
public final class ScriptCache {
    private static final String TEXT = "text";
    private static final String SHAPE = "shape";
    /**
     * The directory of marks, each a symbolic link to the classes of a line of {@code -e}, named by the line itself. The classes of
     * one JDK are not those of another.
     */
    private static final Path MARKS = Path.of("e", System.getProperty("java.runtime.version"));

    private final Path directory;
    private final String version;

    /**
     * @param directory created with mode 0700 on first use
     * @param version everything else that the compiler's output depends on: a build of nsx reads only its own classes
     */
    public ScriptCache(Path directory, String version) {
        this.directory = directory;
        this.version = version;
    }

    Optional<CompiledScript> find(Source source) {
        return find(key(source, TEXT, source.text()));
    }

    /** The classes that texts of this shape share. */
    Optional<CompiledScript> find(Source source, Literals literals) {
        return find(key(source, SHAPE, literals.shape()));
    }

    private Optional<CompiledScript> find(byte[] key) {
        Path file = file(key);
        try {
            if (!trusted(directory) || !trusted(file)) {
                return Optional.empty();
            }
            ByteBuffer kept = ByteBuffer.wrap(Files.readAllBytes(file));
            byte[] code = after(key, kept);
            return code.length == 0 ? Optional.empty() : Optional.of(CompiledScript.decode(code));
        } catch (IOException | SysException e) {
            return Optional.empty();
        }
    }

    /** Stores the classes; it is not an error if the cache cannot be written. */
    void keep(Source source, CompiledScript script) {
        keep(source, key(source, TEXT, source.text()), script);
    }

    /** Stores the classes that all texts of this shape share. */
    void keep(Source source, Literals literals, CompiledScript script) {
        keep(source, key(source, SHAPE, literals.shape()), script);
    }

    private void keep(Source source, byte[] key, CompiledScript script) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (trusted(directory)) {
                Path draft = Files.createTempFile(directory, "draft", "");
                try {
                    Files.write(draft, behind(key, script.encode()));
                    Files.move(draft, file(key), StandardCopyOption.ATOMIC_MOVE);
                    mark(source, file(key));
                } finally {
                    // a full disk leaves no file behind
                    Files.deleteIfExists(draft);
                }
            }
        } catch (IOException | SysException e) {
            // the script is not cached
            return;
        }
    }

    /**
     * Leaves a mark of a line of {@code -e} for the launcher, which cannot tell sums ({@code archive_use} in java.sh): with it, it
     * starts nsx without the compiler. A line that is no name of a file has none.
     */
    private void mark(Source source, Path classes) {
        String name = source.text().replace('/', '\\');
        if (!source.name().equals("-e") || name.isEmpty() || name.equals(".") || name.equals("..")) {
            return;
        }
        try {
            Path mark = Files.createDirectories(directory.resolve(MARKS)).resolve(name);
            Files.deleteIfExists(mark);
            Files.createSymbolicLink(mark, Path.of("..", "..").resolve(classes.getFileName()));
        } catch (IOException | InvalidPathException e) {
            // it is longer than a name may be, or the disk is full
            return;
        }
    }

    private static boolean trusted(Path path) {
        Stat stat = nsx.sys.Files.lstat(path.toString());
        return stat.uid() == Tasks.effectiveUser() && !stat.writableByOthers();
    }

    /** All that the compiler's output depends on. */
    private byte[] key(Source source, String kind, String text) {
        return String.join("\0", version, source.name(), kind, text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The file of a key. Two keys may share one; then the later one is kept. A stronger sum would load the providers of
     * Java's security in each run.
     */
    private Path file(byte[] key) {
        CRC32 sum = new CRC32();
        sum.update(key);
        return directory.resolve(Long.toHexString(sum.getValue()) + "-" + key.length + ".classes");
    }

    /** The content of a file: the length of the key, the key, and the classes. */
    private static byte[] behind(byte[] key, byte[] classes) {
        return ByteBuffer.allocate(Integer.BYTES + key.length + classes.length)
                .putInt(key.length)
                .put(key)
                .put(classes)
                .array();
    }

    /** The classes in a file's content; empty if they belong to another key, or the file is damaged. */
    private static byte[] after(byte[] key, ByteBuffer content) {
        if (content.remaining() < Integer.BYTES + key.length || content.getInt() != key.length) {
            return new byte[0];
        }
        byte[] found = new byte[key.length];
        content.get(found);
        byte[] classes = new byte[content.remaining()];
        content.get(classes);
        return Arrays.equals(found, key) ? classes : new byte[0];
    }
}
