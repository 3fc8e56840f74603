package nsx.repl.render;

import java.util.List;
import nsx.dsl.help.HelpIndex;
import nsx.dsl.help.HelpPage;
import nsx.dsl.word.Example;
import nsx.dsl.word.Parameter;

/** Help as text for a terminal. */
final class HelpView {
    private static final String INDENT = "    ";
    private static final String EQUAL = "  = ";
    private final Style style;
    private final int width;

    HelpView(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    String render(HelpIndex index) {
        int column = index.stream().mapToInt(e -> e.name().length()).max().orElse(0) + 2;
        StringBuilder out = new StringBuilder();
        if (!index.sought().isEmpty()) {
            out.append("words that have to do with '").append(index.sought()).append("'\n");
        }
        index.getThemes().forEach((theme, entries) -> {
            out.append(out.isEmpty() ? "" : "\n").append(style.bold(theme)).append('\n');
            entries.forEach(e -> out.append(line(e.name(), column, e.summary())));
        });
        return out.append("\nhelp 'WORD' shows one word with examples\n").toString();
    }

    private String line(String name, int column, String summary) {
        return hanging("  " + Width.pad(name, column), summary);
    }

    private String hanging(String label, String text) {
        return Width.hanging(label, text, width) + "\n";
    }

    String render(HelpPage page) {
        StringBuilder out = new StringBuilder(syntax(page.syntax()) + hanging(INDENT, page.summary()));
        if (!page.aliases().isEmpty()) {
            out.append(hanging(INDENT, "also written " + String.join(", ", page.aliases())));
        }
        if (!page.peer().isEmpty()) {
            out.append(INDENT + "as " + page.peer() + "\n");
        }
        parameters(out, "Arguments", page.arguments(), "");
        parameters(out, "Options", page.options(), ":");
        parameters(out, "Block", page.block(), "");
        examples(out, page);
        if (!page.related().isEmpty()) {
            heading(out, "See also").append(hanging(INDENT, String.join(", ", page.related())));
        }
        return out.toString();
    }

    /** The form of a word, wrapped in front of an optional part if it is wider than the terminal. */
    private String syntax(String form) {
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (String part : form.split("(?=\\[)")) {
            if (used > INDENT.length() && used + Width.of(part) > width) {
                out.append('\n').append(INDENT);
                used = INDENT.length();
            }
            out.append(part);
            used += Width.of(part);
        }
        return out.append('\n').toString();
    }

    private StringBuilder heading(StringBuilder out, String title) {
        return out.append('\n').append(style.bold(title)).append('\n');
    }

    private void parameters(StringBuilder out, String title, List<Parameter<?>> all, String suffix) {
        if (!all.isEmpty()) {
            heading(out, title);
            int column = all.stream().mapToInt(p -> name(p).length()).max().orElse(0) + 3;
            all.forEach(p -> out.append(hanging(INDENT + Width.pad(name(p) + suffix, column), p.help())));
        }
    }

    private static String name(Parameter<?> parameter) {
        return parameter.name().equals("*") ? "NAME" : parameter.name();
    }

    /** The examples with equivalent commands, so that a reader who knows those learns the words. */
    private void examples(StringBuilder out, HelpPage page) {
        if (!page.examples().isEmpty()) {
            heading(out, "Examples");
            for (Example example : page.examples()) {
                out.append(style.faint(INDENT + "// " + example.summary())).append('\n');
                out.append(example.script().strip().indent(INDENT.length()));
                page.peer(example)
                        .forEach(
                                c -> out.append(style.faint(INDENT + EQUAL + c)).append('\n'));
            }
        }
    }
}
