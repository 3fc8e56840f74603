package nsx.dsl.value.ipc;

import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;

/** Parses keys of System V objects, and modes of all IPC objects, from arguments of words. */
public final class IpcKey {
    private static final long LARGEST = 0xffffffffL;
    private static final int PERMISSIONS = 0777;

    private IpcKey() {}

    /** The key from a nonzero number of at most 32 bits, or from the text of tables: {@code '0x00001234'}. */
    public static int of(String word, Object key) {
        long number = number(key);
        if (number >= 1 && number <= LARGEST) {
            return (int) number;
        }
        NsxException wrong = new NsxException(word + ": " + key + " cannot be a key").at(key);
        if (number == 0) {
            throw wrong.because("0 is IPC_PRIVATE: each use makes a new object that no key reaches");
        }
        throw wrong.because("a key is a number from 1 to 0xffffffff")
                .hint(
                        key instanceof CharSequence
                                ? "for a key made from a file (ftok): " + word + "(path: '/tmp', id: 7)"
                                : null);
    }

    private static long number(Object key) {
        if (key instanceof CharSequence text && text.toString().matches("0[xX][0-9a-fA-F]{1,8}")) {
            return Long.parseLong(text.toString().substring(2), 16);
        }
        return key instanceof Number n && n.longValue() == n.doubleValue() ? n.longValue() : -1;
    }

    /** The parameter {@code mode: 0600}, which Groovy reads as octal, or {@code mode: '0600'}. */
    public static Parameter<Integer> mode(String summary) {
        return Parameter.named(
                "mode",
                Reader.of(Type.NUMBER, "octal, from 0 to 0777, with a leading 0", IpcKey::permissions),
                summary);
    }

    private static Optional<Integer> permissions(Object value) {
        Object number = value instanceof CharSequence text && text.toString().matches("[0-7]{1,4}")
                ? Integer.valueOf(text.toString(), 8)
                : value;
        return Reader.integer(0, PERMISSIONS).read(number);
    }

    /** The mode in script form: {@code 0600}. */
    static String text(int mode) {
        return String.format("0%03o", mode);
    }
}
