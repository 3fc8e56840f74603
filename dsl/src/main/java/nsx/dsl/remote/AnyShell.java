package nsx.dsl.remote;

import java.nio.charset.StandardCharsets;

/** Lines for a login shell that is unknown: POSIX shells, csh(1) and fish(1) read them in the same way. */
final class AnyShell {
    /** The hint for a host that sends something else than expected. */
    static final String PRINTS = "look at what its shell prints at a login without a terminal";

    /** Read differently by these shells in single quotes: csh has {@code !}, fish has backslashes, both have line breaks. */
    private static final String DIFFERENT = "'\\!";

    private AnyShell() {}

    /** A line that replaces the shell with sh(1), which runs the script. */
    static String line(String script) {
        return "exec sh -c 'eval \"$(printf \"$1\")\"' nsx '" + format(script) + "'";
    }

    /** A format of printf(1) that prints the text. It is one line of ASCII without quotes. */
    private static String format(String text) {
        StringBuilder format = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '%') {
                format.append("%%");
            } else if (b >= ' ' && b <= '~' && DIFFERENT.indexOf(b) < 0) {
                format.append((char) b);
            } else {
                format.append(String.format("\\%03o", b & 0xff));
            }
        }
        return format.toString();
    }
}
