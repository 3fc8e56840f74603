package nsx.xtables;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The words of iptables-save, and the same words as a shell reads them. */
final class SavedWords {
    private SavedWords() {}

    /** Quotes text as xtables_save_string of libxtables does. */
    static String text(String value) {
        return value.matches("[A-Za-z0-9_-]+") ? value : doubleQuoted(value);
    }

    /** The name of a chain, a device or an extension, which iptables-save prints as it is; odd ones are quoted. */
    static String name(String value) {
        return value.isEmpty() || value.matches(".*[\\s\"'\\\\].*") ? doubleQuoted(value) : value;
    }

    private static String doubleQuoted(String value) {
        return "\"" + value.replaceAll("[\"'\\\\]", "\\\\$0") + "\"";
    }

    /** Quotes each word for a shell. */
    static String forShell(String saved) {
        return split(saved).stream().map(SavedWords::shellWord).collect(Collectors.joining(" "));
    }

    /** One word without its quotes. */
    static String plain(String saved) {
        return String.join(" ", split(saved));
    }

    private static String shellWord(String word) {
        return word.equals("!") || word.equals("…") ? word : ShellWords.quoted(word);
    }

    private static List<String> split(String saved) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < saved.length(); i++) {
            char c = saved.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c == '\\' && quoted ? saved.charAt(++i) : c);
            }
        }
        words.add(word.toString());
        return words;
    }
}
