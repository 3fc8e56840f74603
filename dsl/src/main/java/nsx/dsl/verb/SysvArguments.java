package nsx.dsl.verb;

import java.nio.file.Path;
import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Failure;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.op.SysvKind;
import nsx.dsl.op.SysvName;
import nsx.dsl.value.IpcKey;
import nsx.ipc.FileKey;
import nsx.sys.SysException;

/** How {@code shm}, {@code msg} and {@code sem} are told which object: a key, a file that one is made from, or an identifier. */
final class SysvArguments {
    /** The options that say which object, of shared memory. */
    static final List<String> WHICH = List.of("path", "id", SysvKind.SHM.idName());

    private SysvArguments() {}

    static List<Parameter<?>> parameters(SysvKind kind) {
        return List.of(
                Parameter.optional("key", type(kind), "a number from 1 to 0xffffffff, such as 0x1234"),
                Parameter.named("path", Type.FILE, "make the key from this file, as ftok(3) does"),
                Parameter.named("id", Type.ANY, "with path: 1 to 255, or one character; 1 unless told"),
                Parameter.named(kind.idName(), Type.NUMBER, "the kernel's identifier, for one that no key leads to"));
    }

    private static Type type(SysvKind kind) {
        return switch (kind) {
            case SHM -> Type.SHM_KEY;
            case MSG -> Type.MSG_KEY;
            case SEM -> Type.SEM_KEY;
        };
    }

    static SysvName name(SysvKind kind, Call call) {
        Options options = Options.of(call);
        boolean file = options.has("path") || options.has("id");
        int ways = call.size() + (file ? 1 : 0) + (options.has(kind.idName()) ? 1 : 0);
        if (ways != 1) {
            throw new NsxException(
                            kind.word() + " needs " + (ways == 0 ? "a key" : "one of: a key, a path, " + kind.idName()))
                    .hint("such as " + kind.word() + "(0x1234), or " + kind.word() + "(path: '/tmp', id: 7)");
        }
        if (options.text("path").filter(String::isEmpty).isPresent()) {
            throw new NsxException(kind.word() + ": path cannot be empty")
                    .because("ftok(3) needs a file that is there");
        }
        if (call.size() == 1) {
            return SysvName.key(kind, IpcKey.of(kind.word(), call.at(0)));
        }
        return file
                ? ofFile(kind, call.session(), options.text("path").orElse("."), id(options))
                : SysvName.id(
                        kind,
                        options.integer(kind.idName(), 0, Integer.MAX_VALUE).orElseThrow());
    }

    private static int id(Options options) {
        Object id = options.get("id").orElse(1);
        if (id instanceof CharSequence text && text.length() == 1 && text.charAt(0) > 0 && text.charAt(0) < 256) {
            return text.charAt(0);
        }
        if (id instanceof Number n && n.intValue() == n.doubleValue() && n.intValue() > 0 && n.intValue() < 256) {
            return n.intValue();
        }
        throw options.wrong("id", "a number from 1 to 255, or one character: ftok takes no more of it");
    }

    /** The key of a file as programs find it that are started in the current namespaces. */
    static SysvName ofFile(SysvKind kind, Session session, String path, int id) {
        // a thread that has entered a mount namespace is in its root directory
        String absolute = Path.of(path).toAbsolutePath().normalize().toString();
        int key;
        try {
            key = session.kernel().file(session.context(), absolute, file -> FileKey.of(file, id));
        } catch (SysException e) {
            throw Failure.explain("cannot make a key from " + path, e)
                    .because(absolute + ": " + e.errno().text() + " (" + e.errno() + ")")
                    .at(path);
        }
        return SysvName.key(kind, IpcKey.of(kind.word(), Integer.toUnsignedLong(key)));
    }
}
