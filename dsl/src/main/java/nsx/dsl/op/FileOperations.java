package nsx.dsl.op;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Portable;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.inverse.Inverse.Call;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.process.Program;
import nsx.sys.Files;
import nsx.sys.OutputFile;
import nsx.sys.SysException;

/** Writes files for users. */
public final class FileOperations {
    private static final int MODE = 0666;

    private FileOperations() {}

    /**
     * Writes the text to a file, replacing its content.
     *
     * @param path absolute, in the mount namespace of the context
     */
    public static Operation write(Context context, String path, String text) {
        return write(context, path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the bytes to a file, replacing its content. */
    public static Operation write(Context context, String path, byte[] content) {
        Optional<byte[]> before = context.call(() -> regular(path));
        return new Operation(
                context,
                new Operation.SystemCall(
                                "openat(AT_FDCWD, \"" + path + "\", O_WRONLY|O_CREAT|O_TRUNC|O_NONBLOCK, 0666)",
                                () -> put(path, content))
                        .also(Portable.in(
                                NamespaceKind.MNT,
                                Call.FILE,
                                path,
                                Base64.getEncoder().encodeToString(content))),
                "cat > " + Program.inQuotes(path),
                "write " + path,
                () -> List.of(
                        before.map(old -> write(context, path, old)).orElseGet(() -> remove(context, path, content))));
    }

    /** Fails if the file exists, unless {@code force} is set. */
    public static void checkNew(Session session, String path, boolean force) {
        if (!force && session.host().call(() -> Files.exists(path))) {
            throw new NsxException("cannot write " + path)
                    .because("the file exists")
                    .at(path)
                    .hint("force: true replaces it");
        }
    }

    /**
     * Replaces a file, which keeps its old content until the new one is complete. A special file, such as a pipe, is
     * written to directly.
     *
     * @param path absolute, in the mount namespace of the context
     */
    public static Operation replace(Context context, String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> before = context.call(() -> regular(path));
        return new Operation(
                context,
                new Operation.SystemCall(
                        "rename(a new file beside it, \"" + path + "\")", () -> exchange(path, content)),
                "cat > " + Program.inQuotes(path),
                "write " + path,
                () -> List.of(
                        before.map(old -> write(context, path, old)).orElseGet(() -> remove(context, path, content))));
    }

    private static Object exchange(String path, byte[] content) {
        boolean there = Files.exists(path);
        if (there && !Files.stat(path).isRegular()) {
            return put(path, content);
        }
        // a symbolic link stays, and its target is replaced
        String target = there ? Files.realPath(path) : path;
        String fresh = target.substring(0, target.lastIndexOf('/') + 1) + ".nsx-" + Long.toHexString(System.nanoTime());
        try {
            try (OutputFile file = OutputFile.create(fresh, MODE)) {
                if (there) {
                    file.chmod(Files.stat(target).permissions());
                }
                file.write(content);
                file.sync();
            }
            Files.rename(fresh, target);
        } catch (SysException e) {
            discard(fresh);
            throw new SysException(e.call(), e.errno(), path);
        }
        return null;
    }

    private static void discard(String path) {
        try {
            Files.unlink(path);
        } catch (SysException e) {
            // it was never created
            return;
        }
    }

    private static Operation remove(Context context, String path, byte[] content) {
        return new Operation(
                context,
                new Operation.SystemCall("unlink(\"" + path + "\")", () -> {
                            Files.unlink(path);
                            return null;
                        })
                        .also(Portable.in(NamespaceKind.MNT, Call.UNLINK, path)),
                "rm " + Program.inQuotes(path),
                "remove " + path,
                () -> List.of(write(context, path, content)));
    }

    /** The content of the file; empty if it does not exist or is not a regular file. */
    private static Optional<byte[]> regular(String path) {
        return Files.exists(path) && Files.stat(path).isRegular()
                ? Optional.of(Files.readBytes(path))
                : Optional.empty();
    }

    private static Object put(String path, byte[] content) {
        try (OutputFile file = OutputFile.open(path, MODE)) {
            file.write(content);
        }
        return null;
    }
}
