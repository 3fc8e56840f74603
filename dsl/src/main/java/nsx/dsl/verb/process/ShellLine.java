package nsx.dsl.verb.process;

import java.util.Set;

/** Looks at a shell's command line without running it. */
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

    /** Whether it is one program with its arguments, so that the shell need not stay beside it. */
    static boolean isOneProgram(String line) {
        String first = line.strip().split("\\s", 2)[0];
        return !first.isEmpty() && !first.contains("=") && !OWN.contains(first) && !hasOperator(line.strip());
    }

    /** Whether a shell would change nothing in it: its words are what is between the spaces. */
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
