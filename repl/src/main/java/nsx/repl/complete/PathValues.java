package nsx.repl.complete;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Proposes values that are typed part by part: files, kernel parameters, and the command line of a shell. */
final class PathValues {
    private static final String SEPARATORS = " \t|;&(=<>\"'";
    private static final String BEGINNING = "|;&(";
    /** Characters that a shell accepts without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\d_./:@%+,-]+");

    private final LiveNames live;
    private final Spot spot;
    private final Shortlist list;

    PathValues(LiveNames live, Spot spot, Shortlist list) {
        this.live = live;
        this.spot = spot;
        this.list = list;
    }

    /**
     * Proposes kernel parameters with dots; a dot within a component is written as a slash (sysctl(8)). Names that
     * begin with slashes keep them.
     */
    void sysctls() {
        if (!spot.quoted()) {
            return;
        }
        String typed = spot.fragment();
        int dot = typed.indexOf('.');
        int slash = typed.indexOf('/');
        char separator = slash >= 0 && (dot < 0 || slash < dot) ? '/' : '.';
        String before = typed.substring(0, typed.lastIndexOf(separator) + 1);
        String directory = separator == '/' ? before : swapped(before);
        list.add(
                "kernel parameters",
                live.sysctls(directory).stream()
                        .map(i -> new Item(
                                before + (separator == '/' ? i.text() : swapped(i.text())),
                                i.summary(),
                                () -> i.after().get().replace('/', separator)))
                        .toList(),
                true);
    }

    private static String swapped(String path) {
        return path.replace('/', '\0').replace('.', '/').replace('\0', '.');
    }

    /** Proposes files. */
    void files() {
        if (!spot.quoted()) {
            return;
        }
        String before = spot.fragment().substring(0, spot.fragment().lastIndexOf('/') + 1);
        list.add(
                "files",
                live.files(before).stream()
                        .map(i -> i.withText(before + i.text()))
                        .filter(i -> ArgumentValues.isQuotable(i.text()))
                        .toList(),
                true);
    }

    /** Proposes parts of a shell line: a program at the start of a command, otherwise a file. */
    void command() {
        if (!spot.quoted()) {
            return;
        }
        String line = spot.fragment();
        int begin = line.length();
        while (begin > 0 && SEPARATORS.indexOf(line.charAt(begin - 1)) < 0) {
            begin--;
        }
        String before = line.substring(0, begin);
        String word = line.substring(begin);
        String command = before.stripTrailing();
        boolean first = command.isEmpty() || BEGINNING.indexOf(command.charAt(command.length() - 1)) >= 0;
        if (first && !word.contains("/")) {
            shell("programs", before, live.programs(), Item::text);
            return;
        }
        String directory = word.substring(0, word.lastIndexOf('/') + 1);
        shell("files", before, live.files(directory), i -> directory + i.text());
    }

    private void shell(String group, String before, List<Item> items, Function<Item, String> text) {
        list.add(
                group,
                items.stream()
                        .map(i -> i.withText(before + text.apply(i)))
                        .filter(i -> ArgumentValues.isQuotable(i.text())
                                && PLAIN.matcher(i.text().substring(before.length()))
                                        .matches())
                        .toList(),
                false);
    }
}
