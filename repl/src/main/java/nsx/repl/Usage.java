package nsx.repl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nsx.repl.Options.Flag;

/** The text that {@code --help} prints. */
final class Usage {
    private static final int WIDTH = 80;

    /** A term and its meaning, without a full stop. */
    record Entry(String name, String meaning) {}

    private Usage() {}

    /** The forms of a command line. */
    static List<Entry> forms() {
        return List.of(
                new Entry("nsx", "start the prompt"),
                new Entry("nsx FILE [ARG…]", "run a script; args holds its arguments"),
                new Entry("nsx -e EXPR [ARG…]", "evaluate one expression and print its value"),
                new Entry("nsx -", "run a script from standard input"),
                new Entry("nsx check FILE", "compile and check a script without running it"),
                new Entry("nsx lsp", "run the language server for editors on standard input and output"),
                new Entry(
                        "nsx diff FILE",
                        "what differs between a script and this machine; exits with 1 when something does"),
                new Entry("nsx gc [--dry]", "remove what killed runs left behind; --dry lists it"),
                new Entry("nsx doctor", "say what this machine lacks: rights, kernel features, mounts"),
                new Entry("nsx lab/star", "run a script of the standard library; nsx lab lists it"),
                new Entry("nsx FILE --help", "print what a script says of itself and takes"),
                new Entry("nsx help [WORD]", "print this help, or that of a word"));
    }

    /** The listed options, each with its argument. */
    static List<Entry> options() {
        return Arrays.stream(Flag.values())
                .filter(f -> !f.meaning().isEmpty())
                .map(f -> new Entry((f.text() + " " + f.argument()).strip(), f.meaning()))
                .toList();
    }

    static List<Entry> exitCodes() {
        return List.of(
                new Entry("0", "done"),
                new Entry("1", "the script failed"),
                new Entry("2", "wrong usage"),
                new Entry("65", "the script does not compile"),
                new Entry("69", "the kernel lacks a feature"),
                new Entry("77", "not permitted"),
                new Entry("127", "no such script"),
                new Entry("128+n", "ended by signal n"));
    }

    static String text() {
        String codes =
                exitCodes().stream().map(e -> e.name() + " " + e.meaning()).collect(Collectors.joining(", "));
        return "nsx: a scriptable shell for Linux namespaces\n\n" + table(forms())
                + "\nOptions, before FILE:\n" + table(options())
                + "\n" + wrapped("Exit codes: " + codes, 2)
                + "\nhelp() at the prompt lists the words.\n";
    }

    private static String table(List<Entry> entries) {
        int column = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0) + 4;
        return entries.stream()
                .map(e -> wrapped(("  " + e.name() + " ".repeat(column)).substring(0, column) + e.meaning(), column))
                .collect(Collectors.joining());
    }

    /** Wraps a text to 80 columns. All lines but the first are indented; an existing indentation of the first stays. */
    private static String wrapped(String text, int indentation) {
        StringBuilder out = new StringBuilder();
        String rest = text;
        while (rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH);
            out.append(rest, 0, end).append('\n');
            rest = " ".repeat(indentation) + rest.substring(end + 1);
        }
        return out.append(rest).append('\n').toString();
    }
}
