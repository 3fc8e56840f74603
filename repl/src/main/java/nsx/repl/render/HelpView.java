package nsx.repl.render;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.value.HelpIndex;
import nsx.dsl.value.HelpPage;

/** Help as it stands in a terminal. */
final class HelpView {
    private static final String INDENT = "    ";
    private final Style style;
    private final int width;

    HelpView(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    String render(HelpIndex index) {
        int column = index.stream().mapToInt(e -> e.name().length()).max().orElse(0) + 2;
        StringBuilder out = new StringBuilder();
        index.getThemes().forEach((theme, entries) -> {
            out.append(out.isEmpty() ? "" : "\n").append(style.bold(theme)).append('\n');
            entries.forEach(e -> out.append(line(e.name(), column, e.summary())));
        });
        return out.append("\nhelp 'WORD' shows one word with examples\n").toString();
    }

    private String line(String name, int column, String summary) {
        return Width.cut("  " + Width.pad(name, column) + summary, width) + "\n";
    }

    String render(HelpPage page) {
        StringBuilder out = new StringBuilder(page.syntax() + "\n" + INDENT + page.summary() + "\n");
        if (!page.aliases().isEmpty()) {
            out.append(INDENT + "also written ")
                    .append(String.join(", ", page.aliases()))
                    .append('\n');
        }
        parameters(out, "Arguments", page.arguments(), "");
        parameters(out, "Options", page.options(), ":");
        parameters(out, "Block", page.block(), "");
        examples(out, page.examples());
        if (!page.related().isEmpty()) {
            heading(out, "See also").append(INDENT + String.join(", ", page.related()) + "\n");
        }
        return out.toString();
    }

    private StringBuilder heading(StringBuilder out, String title) {
        return out.append('\n').append(style.bold(title)).append('\n');
    }

    private void parameters(StringBuilder out, String title, List<Parameter> all, String suffix) {
        if (!all.isEmpty()) {
            heading(out, title);
            int column = all.stream().mapToInt(p -> name(p).length()).max().orElse(0) + 3;
            all.forEach(p -> out.append(INDENT)
                    .append(Width.pad(name(p) + suffix, column))
                    .append(p.summary())
                    .append('\n'));
        }
    }

    private static String name(Parameter parameter) {
        return parameter.name().equals("*") ? "NAME" : parameter.name();
    }

    private void examples(StringBuilder out, List<Example> examples) {
        if (!examples.isEmpty()) {
            heading(out, "Examples");
            for (Example example : examples) {
                out.append(style.faint(INDENT + "// " + example.summary())).append('\n');
                out.append(example.script().strip().indent(INDENT.length()));
            }
        }
    }
}
