package nsx.dsl.verb.ipc;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.session.Call;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Named;
import nsx.dsl.value.ipc.IpcKey;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.ipc.FileKey;
import nsx.sys.SysException;

/**
 * Parses the selection of an object by {@code shm}, {@code msg} and {@code sem}: by a key, a file that determines a
 * key, or an identifier.
 */
final class SysvArguments {
    private static final Parameter<String> PATH =
            Parameter.named("path", Reader.text(Type.FILE), "make the key from this file, as ftok(3) does");
    private static final Parameter<Integer> ID = Parameter.named(
                    "id",
                    Reader.of(
                            Type.ANY,
                            "a number from 1 to 255, or one character: ftok uses one byte of it",
                            SysvArguments::id),
                    "with path: 1 to 255, or one character")
            .otherwise(1);

    private SysvArguments() {}

    static List<Parameter<?>> parameters(SysvKind kind) {
        return List.of(key(kind), PATH, ID, number(kind));
    }

    private static Parameter<Integer> key(SysvKind kind) {
        Reader<Integer> reader = Reader.of(
                type(kind),
                "a number from 1 to 0xffffffff",
                value -> Optional.of(IpcKey.of(kind.word(), value instanceof Named n ? n.name() : value)));
        return Parameter.optional("key", reader, "a number from 1 to 0xffffffff, such as 0x1234");
    }

    private static Parameter<Integer> number(SysvKind kind) {
        return Parameter.named(
                kind.idName(),
                Reader.integer(0, Integer.MAX_VALUE),
                "the kernel's identifier, for an object that no key reaches");
    }

    private static Type type(SysvKind kind) {
        return switch (kind) {
            case SHM -> Type.SHM_KEY;
            case MSG -> Type.MSG_KEY;
            case SEM -> Type.SEM_KEY;
        };
    }

    /** Whether the call selects an object. */
    static boolean isNamed(SysvKind kind, Call call) {
        return call.size() > 0 || call.has(PATH) || call.has(ID) || call.has(number(kind));
    }

    static SysvName name(SysvKind kind, Call call) {
        boolean file = call.has(PATH) || call.has(ID);
        int ways = call.size() + (file ? 1 : 0) + (call.has(number(kind)) ? 1 : 0);
        if (ways != 1) {
            throw new NsxException(
                            kind.word() + " needs " + (ways == 0 ? "a key" : "one of: a key, a path, " + kind.idName()))
                    .hint("such as " + kind.word() + "(0x1234), or " + kind.word() + "(path: '/tmp', id: 7)");
        }
        if (call.find(PATH).filter(String::isEmpty).isPresent()) {
            throw new NsxException(kind.word() + ": path cannot be empty").because("ftok(3) needs an existing file");
        }
        if (file) {
            return ofFile(kind, call.session(), call.find(PATH).orElse("."), call.get(ID));
        }
        return call.find(key(kind))
                .map(k -> SysvName.key(kind, k))
                .orElseGet(() -> SysvName.id(kind, call.get(number(kind))));
    }

    private static Optional<Integer> id(Object value) {
        return value instanceof CharSequence text && text.length() == 1
                ? Optional.of((int) text.charAt(0)).filter(c -> c > 0 && c < 256)
                : Reader.integer(1, 255).read(value);
    }

    /** The key of a file, as programs started in the current namespaces compute it. */
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
