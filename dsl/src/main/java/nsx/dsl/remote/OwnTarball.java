package nsx.dsl.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;

/**
 * The tarball of the nsx that runs: of a checkout what {@code mvn -Pdist package} made, of a package its directory,
 * packed once.
 */
final class OwnTarball {
    private static final int MINUTES_TO_PACK = 10;

    private final Path jar;
    private final Path cache;

    /**
     * @param jar nsx's jar, in the directory {@code app/lib} of a package or of a checkout's {@code repl/target}
     * @param cache the directory for a packed tarball, private to this user
     */
    OwnTarball(Path jar, Path cache) {
        this.jar = jar.toAbsolutePath().normalize();
        this.cache = cache;
    }

    /** The tarball of the running nsx, packed if needed. An error tells how to make one. */
    Tarball find() {
        Path app = jar.getParent().getParent();
        if (app == null || !jar.endsWith("app/lib/" + jar.getFileName())) {
            throw missing("nsx runs from " + jar + ", which is neither a package nor a checkout", "install nsx there");
        }
        Path home = app.getParent();
        return Files.isDirectory(home.resolve("runtime")) ? Tarball.read(packed(home)) : built(home);
    }

    private Tarball built(Path target) {
        Path checkout = target.getParent() == null ? target : target.getParent().getParent();
        String make = "mvn -B -Pdist package -DskipTests in " + checkout + " makes one; or install nsx there";
        Path file = builtFile(target.resolve("dist"))
                .orElseThrow(() -> missing("no tarball was built in " + target.resolve("dist"), make));
        try {
            if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                throw missing(file + " is older than the nsx that runs here", make);
            }
        } catch (IOException e) {
            throw missing(e.getMessage(), make);
        }
        return Tarball.read(file);
    }

    private static Optional<Path> builtFile(Path dist) {
        String start = Tarball.name(Version.own(), "");
        try (Stream<Path> files = Files.list(dist)) {
            return files.filter(f -> f.getFileName().toString().startsWith(start)
                            && f.toString().endsWith(".tar.xz"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Packs the directory of a package, which is {@code lib/nsx} below some other, without its start-up archives. */
    private Path packed(Path home) {
        Path file = cache.resolve(Tarball.name(Version.own(), machine()) + ".tar.gz");
        Path top = home.getParent() == null ? null : home.getParent().getParent();
        if (top == null || top.getFileName() == null || !home.endsWith("lib/nsx")) {
            throw missing("the directory " + home + " is not lib/nsx of a package", "install nsx there");
        }
        try {
            if (isCurrent(file)) {
                return file;
            }
            Path draft = Files.createTempFile(cache, "draft", ".tar.gz");
            try {
                pack(draft, top.getParent(), top.getFileName() + "/lib/nsx");
                return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw missing(e.getMessage(), "make room in " + cache + ", or install nsx there");
        }
    }

    private boolean isCurrent(Path file) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private static void pack(Path file, Path from, String what) throws IOException {
        List<String> command = List.of(
                "tar",
                "-C",
                from.toString(),
                "--sort=name",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--exclude=" + what + "/app/archive/?*",
                "--exclude=" + what + "/app/complete",
                "-czf",
                file.toString(),
                "--",
                what);
        Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            tar.getOutputStream().close();
            String said = new String(tar.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
            if (!tar.waitFor(MINUTES_TO_PACK, TimeUnit.MINUTES) || tar.exitValue() != 0) {
                throw new IOException("tar: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            tar.destroyForcibly();
        }
    }

    private static String machine() {
        String machine = System.getProperty("os.arch");
        return machine.equals("amd64") ? "x86_64" : machine;
    }

    private static NsxException missing(String why, String hint) {
        return new NsxException("there is no tarball of nsx to send")
                .because(why)
                .hint(hint);
    }
}
