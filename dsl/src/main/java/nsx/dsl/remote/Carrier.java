package nsx.dsl.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.process.Program;
import nsx.sys.Stat;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/** Sends nsx to hosts that have none, and tells how far each is. */
final class Carrier {
    private final Map<String, Delivery> running = new ConcurrentHashMap<>();
    private final Map<String, Tarball> tarballs = new ConcurrentHashMap<>();
    private final Function<Supplier<String>, Progress> progress;
    private final Consumer<String> notices;
    private final Supplier<Path> directory;

    /**
     * @param progress shows the current activity to a person
     * @param directory a private directory of this session, where the user's cache is not
     */
    Carrier(Function<Supplier<String>, Progress> progress, Consumer<String> notices, Supplier<Path> directory) {
        this.progress = progress;
        this.notices = notices;
        this.directory = directory;
    }

    /** The command that becomes {@code nsx --serve} of what was sent to the host before, or ends with 127. */
    String use(Host host) {
        return script("use", tarball(host).directory(), host.into().orElse(""));
    }

    /** Sends nsx to the host; an error says why it does not take it. */
    @SuppressWarnings("try")
    void send(Host host, Function<String, Ssh> start) {
        Tarball tarball = tarball(host);
        String command = script("put", tarball.directory(), host.into().orElse(""), tarball.sum(), tarball.machine());
        notices.accept(host.name() + " has no nsx: sending it (" + tarball.size() / 1_000_000 + "MB" + ")");
        try (Ssh ssh = start.apply(command);
                Progress told = progress.apply(this::doing)) {
            Delivery delivery = new Delivery(host, tarball, ssh, Delivery.PATIENCE);
            running.put(host.name(), delivery);
            delivery.run();
        } finally {
            running.remove(host.name());
        }
        notices.accept(host.name() + " has nsx now");
    }

    private String doing() {
        return running.values().stream().map(Delivery::doing).sorted().collect(Collectors.joining("; "));
    }

    private Tarball tarball(Host host) {
        synchronized (tarballs) {
            String named = host.tarball().orElse("");
            Tarball known = tarballs.get(named);
            if (known == null) {
                known = named.isEmpty() ? own(host) : Tarball.read(Path.of(named));
                tarballs.put(named, known);
            }
            return known;
        }
    }

    private Tarball own(Host host) {
        Path jar = Path.of(System.getProperty("java.class.path").split(":")[0]);
        try {
            return new OwnTarball(jar, cache()).find();
        } catch (NsxException e) {
            throw new NsxException(host.name() + " has no nsx, and " + e.getMessage(), e)
                    .because(e.reason())
                    .at(host.name())
                    .hint(e.hint());
        }
    }

    /** The user's cache if nobody else can write to it. */
    private Path cache() {
        String named = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        String home = System.getenv().getOrDefault("HOME", "");
        Path cache = (named.startsWith("/") ? Path.of(named) : Path.of(home, ".cache")).resolve("nsx");
        try {
            Files.createDirectories(
                    cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Stat stat = nsx.sys.Files.lstat(cache.toString());
            return stat.uid() == Tasks.effectiveUser() && !stat.writableByOthers() ? cache : directory.get();
        } catch (IOException | SysException e) {
            return directory.get();
        }
    }

    /** The line for any shell that runs carry.sh with these arguments. */
    static String script(String... arguments) {
        try (InputStream in = Carrier.class.getResourceAsStream("carry.sh")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String words = Stream.of(arguments).map(Program::quoted).collect(Collectors.joining(" "));
            return AnyShell.line("set -- " + words + "\n" + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
