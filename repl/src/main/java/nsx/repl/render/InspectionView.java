package nsx.repl.render;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Detail;

/** Shows the type of a value, its facts uncut, and its methods. */
final class InspectionView {
    private static final String INDENT = "    ";
    private final Style style;
    private final int width;

    InspectionView(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    String render(Inspection inspection) {
        Object value = inspection.value();
        StringBuilder out = new StringBuilder();
        out.append(style.bold(Clean.line(inspection.subject()) + " is " + what(value)))
                .append('\n');
        if (value != null && !(value instanceof Closure) && !(value instanceof Collection<?> all && all.isEmpty())) {
            Object shown = value instanceof Collection<?> ? value : new Detail(value);
            out.append(new Renderer(style, inner()).render(shown).indent(INDENT.length()));
        }
        if (value != null) {
            Class<?> type = value.getClass();
            List<String> more = new ArrayList<>(Properties.isOurs(type) ? Properties.getters(type) : List.of());
            more.removeAll(Properties.of(value));
            words(out, "more properties", more, "");
            words(out, "can be set", Properties.isOurs(type) ? Properties.settable(type) : List.of(), "");
            words(out, "methods", Properties.methods(type), "()");
        }
        return out.toString();
    }

    private int inner() {
        return width == Integer.MAX_VALUE ? width : Math.max(1, width - INDENT.length());
    }

    private static String what(Object value) {
        if (value == null) {
            return "null";
        }
        String type = TypeNames.of(value.getClass());
        if (value instanceof Closure<?> block) {
            return type + " that takes " + TypeNames.list(block.getParameterTypes());
        }
        if (value instanceof Collection<?> all) {
            String columns = value instanceof Columns table ? " of " + String.join(", ", table.shown()) : "";
            return type + columns + ", " + count(all.size(), value instanceof Columns ? "row" : "element");
        }
        if (value instanceof CharSequence text) {
            return type + ", " + count(text.toString().codePointCount(0, text.length()), "character");
        }
        return value instanceof Map<?, ?> map ? type + ", " + count(map.size(), "entry") : type;
    }

    private static String count(int n, String thing) {
        return n + " " + (n == 1 ? thing : thing.endsWith("y") ? thing.replaceFirst("y$", "ies") : thing + "s");
    }

    /** Prints a heading and names, in as many lines as needed. */
    private void words(StringBuilder out, String heading, List<String> names, String suffix) {
        if (names.isEmpty()) {
            return;
        }
        out.append(style.bold(heading)).append('\n');
        StringBuilder line = new StringBuilder();
        for (String name : names) {
            if (!line.isEmpty() && line.length() + name.length() + suffix.length() + 1 > Math.min(inner(), 100)) {
                out.append(INDENT).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(name).append(suffix);
        }
        out.append(INDENT).append(line).append('\n');
    }
}
