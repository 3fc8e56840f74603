package nsx.dsl.verb.process;

import java.util.Optional;
import java.util.Set;

/** Examines a shell command line without running it. */
final class ShellLine {
    /** Words that a shell handles itself: reserved words, and builtins that are not programs. */
    private static final Set<String> OWN = Set.of(
            "!",
            ".",
            ":",
            "alias",
            "bg",
            "break",
            "case",
            "cd",
            "command",
            "continue",
            "eval",
            "exec",
            "exit",
            "export",
            "fg",
            "for",
            "function",
            "getopts",
            "hash",
            "if",
            "jobs",
            "local",
            "read",
            "readonly",
            "return",
            "select",
            "set",
            "shift",
            "source",
            "time",
            "times",
            "trap",
            "type",
            "ulimit",
            "umask",
            "unalias",
            "unset",
            "until",
            "wait",
            "while",
            "{",
            "[[");

    private ShellLine() {}

    /** Whether the line is a single program with arguments, which can replace the shell. */
    static boolean isOneProgram(String line) {
        String first = line.strip().split("\\s", 2)[0];
        return !first.isEmpty() && !first.contains("=") && !OWN.contains(first) && !hasOperator(line.strip());
    }

    /** The first word of the line; empty if a shell would change it. */
    static Optional<String> firstWord(String line) {
        return Optional.of(line.strip().split("\\s", 2)[0]).filter(ShellLine::isPlain);
    }

    /** Whether a shell would change nothing in the line, so that its words are separated by spaces only. */
    static boolean isPlain(String line) {
        return line.strip().matches("[\\w./:@%+,= -]+");
    }

    private static boolean hasOperator(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (";&|()\n`#".indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }
}
