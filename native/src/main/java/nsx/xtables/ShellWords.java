package nsx.xtables;

/** Quotes words for a shell. */
final class ShellWords {
    private ShellWords() {}

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./\\[\\]-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
