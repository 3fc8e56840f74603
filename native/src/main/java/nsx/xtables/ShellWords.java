package nsx.xtables;

/** Words as a shell reads them: iptables -S quotes what it prints for one. */
final class ShellWords {
    private ShellWords() {}

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
