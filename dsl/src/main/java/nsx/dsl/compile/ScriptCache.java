package nsx.dsl.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
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
        return find(file(source, TEXT, source.text()));
    }

    /** The classes that texts of this shape share. */
    Optional<CompiledScript> find(Source source, Literals literals) {
        return find(file(source, SHAPE, literals.shape()));
    }

    private Optional<CompiledScript> find(Path file) {
        try {
            return trusted(directory) && trusted(file)
                    ? Optional.of(CompiledScript.decode(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException | SysException e) {
            return Optional.empty();
        }
    }

    /** Stores the classes; it is not an error if the cache cannot be written. */
    void keep(Source source, CompiledScript script) {
        keep(file(source, TEXT, source.text()), script);
    }

    /** Stores the classes that all texts of this shape share. */
    void keep(Source source, Literals literals, CompiledScript script) {
        keep(file(source, SHAPE, literals.shape()), script);
    }

    private void keep(Path file, CompiledScript script) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (trusted(directory)) {
                Path draft = Files.createTempFile(directory, "draft", "");
                try {
                    Files.write(draft, script.encode());
                    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
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

    private static boolean trusted(Path path) {
        Stat stat = nsx.sys.Files.lstat(path.toString());
        return stat.uid() == Tasks.effectiveUser() && !stat.writableByOthers();
    }

    private Path file(Source source, String kind, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {version, source.name(), kind, text}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return directory.resolve(HexFormat.of().formatHex(digest.digest()) + ".classes");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
