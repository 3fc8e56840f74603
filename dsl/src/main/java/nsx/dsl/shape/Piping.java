package nsx.dsl.shape;

import java.util.Collection;
import nsx.dsl.error.NsxException;

/** Adds {@code x | 'sort'} to texts and lists. Groovy finds it as an extension module, like the units. */
public final class Piping {
    private Piping() {}

    /** Passes the text of the value to the standard input of a shell command, whose output is printed. */
    static Object or(Object value, Object command) {
        if (!(command instanceof CharSequence)) {
            throw new NsxException("a value goes to a shell command, which is text")
                    .at("|")
                    .hint("such as: links() | 'grep veth | sort'");
        }
        return Outlet.here().pipe(value, command);
    }

    /** Pipes a list: {@code [[name: 'a'], [name: 'b']] | 'sort'}. */
    public static Object or(Collection<?> values, CharSequence command) {
        return or((Object) values, command);
    }

    /**
     * Rejects {@code links() | 'grep veth' | 'sort'}: the first command has printed its output, and its exit code is
     * no input for the next.
     */
    public static Object or(Number code, CharSequence command) {
        throw new NsxException("a number has no text for a command")
                .at("|")
                .hint("one shell line takes several: links() | 'grep veth | sort'");
    }

    /** Pipes a text: {@code output('dmesg') | 'tail -3'}. */
    public static Object or(CharSequence text, CharSequence command) {
        return or((Object) text, command);
    }
}
