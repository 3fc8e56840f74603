package nsx.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads a hosts file (hosts(5)). */
public final class HostsFile {
    private HostsFile() {}

    /** The addresses of a name in the text of the file, in the order of the file. */
    public static List<String> addresses(String text, String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .split("\\s+"))
                .filter(words -> Arrays.asList(words).subList(1, words.length).contains(wanted))
                .map(words -> words[0])
                .distinct()
                .toList();
    }

    /** The names of an address in the text of the file. */
    public static List<String> names(String text, String address) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip().split("\\s+"))
                .filter(words -> words[0].equalsIgnoreCase(address))
                .flatMap(words -> Arrays.stream(words).skip(1))
                .distinct()
                .toList();
    }
}
