package nsx.dsl.script;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Stat;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * Reads every file that is run as code: the script of the command line, an {@code include}, {@code :load}, {@code
 * init.nsx}. Root runs no file that another user could change (see {@link Tampering}), unless the user trusts it. The
 * opened file is checked, not the name again.
 */
public final class ScriptFiles {
    private static final int LARGEST = 16 << 20;
    private static final int CHUNK = 64 << 10;

    private final boolean trusting;

    /** @param trusting whether to run files that other users could change: {@code --trust-file} */
    public ScriptFiles(boolean trusting) {
        this.trusting = trusting;
    }

    /**
     * The script of this name: {@code lab/star} is one of the library, any other name a file. Empty if it does not
     * exist, or is a directory or a device.
     *
     * @throws SysException if the file exists but cannot be read
     * @throws NsxException if root must not run it, or it is too large
     */
    public Optional<Source> find(String name) {
        if (name.isEmpty() || Library.isOurs(name)) {
            return Library.find(name);
        }
        // a plain user may run any file, as with sh(1); so may root of the run's own user namespace
        boolean checked = Tasks.effectiveUser() == 0 && !Boolean.getBoolean("nsx.rootless");
        return read(name, fd -> checked ? Tampering.ofNamed(fd, name) : Optional.empty());
    }

    /**
     * The script of this name, which must exist and be readable.
     *
     * @param prose what is done with it, for the error: {@code include}
     */
    public Source get(String name, String prose) {
        try {
            return find(name).orElseThrow(() -> missing(name, prose));
        } catch (NsxException e) {
            throw e.at(name);
        } catch (SysException e) {
            throw new NsxException("cannot " + prose + " " + name, e)
                    .because("it cannot be read: " + e.errno().text() + " (" + e.errno() + ")")
                    .at(name)
                    .exit(e.errno() == Errno.EACCES ? ExitCode.NOT_PERMITTED : ExitCode.NO_SCRIPT);
        }
    }

    private static NsxException missing(String name, String prose) {
        return new NsxException("cannot " + prose + " " + name)
                .because(absence(name))
                .exit(ExitCode.NO_SCRIPT)
                .hint(near(name).map(n -> "did you mean '" + n + "'?").orElse(null));
    }

    /** Why there is no script of this name. */
    public static String absence(String name) {
        if (name.isEmpty()) {
            return "the name of a script cannot be empty";
        }
        return elsewhere(name)
                .orElse(
                        new File(name).isDirectory()
                                ? "it is a directory"
                                : "neither a file nor a script of the library");
    }

    /** The file for a name that looks like a library script but is not one; empty if there is no such file either. */
    public static Optional<String> elsewhere(String name) {
        return Library.isOurs(name) && Files.exists(name)
                ? Optional.of("names that begin with lab/ belong to the library; the file is ./" + name)
                : Optional.empty();
    }

    /** A similar name for a missing script: a library script, or a file in the same directory. */
    public static Optional<String> near(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (Library.isOurs(name) || !name.contains("/")) {
            Optional<String> ours = Texts.nearest(name, Library.names())
                    .or(() -> Texts.nearest(Library.DIRECTORY + name, Library.names()));
            if (ours.isPresent()) {
                return ours;
            }
        }
        String directory = name.substring(0, name.lastIndexOf('/') + 1);
        String[] files =
                new File(directory.isEmpty() ? "." : directory).list((d, file) -> file.endsWith(Library.EXTENSION));
        return Texts.nearest(name.substring(directory.length()), Arrays.asList(files == null ? new String[0] : files))
                .map(directory::concat);
    }

    /** A file that nobody named, such as {@code init.nsx}; it must belong to the user or to root. */
    public Optional<Source> own(String path) {
        return read(path, fd -> Tampering.ofOwn(fd, path));
    }

    private interface Suspicion {
        Optional<Tampering> of(Fd file);
    }

    private Optional<Source> read(String name, Suspicion suspicion) {
        // O_NONBLOCK: another user's pipe in its place is refused below instead of waited for
        try (Fd fd = Files.open(name, Files.O_RDONLY | Files.O_NONBLOCK)) {
            Stat stat = Files.stat(fd);
            if (!stat.isRegular() && !stat.isPipe()) {
                return Optional.empty();
            }
            if (!trusting) {
                suspicion.of(fd).ifPresent(t -> t.refuse(name));
            }
            return Optional.of(Source.of(name.substring(name.lastIndexOf('/') + 1), bytes(fd, name)));
        } catch (SysException e) {
            if (Set.of(Errno.ENOENT, Errno.ENOTDIR).contains(e.errno())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static byte[] bytes(Fd fd, String name) {
        if (Files.stat(fd).isRegular()) {
            return all(fd, name);
        }
        // a pipe, such as <(…) of a shell: this time wait for its writer
        try (Fd waiting = Files.open("/proc/thread-self/fd/" + fd.number(), Files.O_RDONLY)) {
            return all(waiting, name);
        }
    }

    private static byte[] all(Fd fd, String name) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece = Files.read(fd, CHUNK); piece.length > 0; piece = Files.read(fd, CHUNK)) {
            if (all.size() + piece.length > LARGEST) {
                throw new NsxException("not a script: " + name)
                        .because("it has more than " + (LARGEST >> 20) + " MiB")
                        .exit(ExitCode.NOT_COMPILED);
            }
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
