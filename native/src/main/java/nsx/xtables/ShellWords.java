package nsx.xtables;

/** Splits and quotes words like a shell; iptables -S quotes its output in the same way. */
final class ShellWords {
    private ShellWords() {}

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
