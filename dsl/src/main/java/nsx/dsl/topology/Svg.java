package nsx.dsl.topology;

import groovy.json.JsonOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.topology.Sketch.Box;
import nsx.dsl.topology.Sketch.Home;
import nsx.dsl.topology.Sketch.Line;
import nsx.dsl.topology.Sketch.Row;
import nsx.dsl.topology.Sketch.What;
import nsx.dsl.topology.layout.Layout;
import nsx.dsl.topology.layout.Layout.Area;
import nsx.dsl.topology.layout.Layout.Cable;
import nsx.topology.ChangeMark;

/** Writes a picture for a browser, light or dark as the reader's system. */
public final class Svg {
    private static final double LETTER = 7.3;
    private static final double ROW = 20;
    private static final double HEAD = 28;
    private static final double INDENT = 12;
    private static final double PORT = 16;
    private static final double FOOT = 20;
    private static final Pattern COLOUR = Pattern.compile("(--\\w+): (#\\w+)");
    private static final Pattern BY_NAME = Pattern.compile("(fill|stroke): var\\((--\\w+)\\)");
    private static final String STYLE = plainFirst("""
            <style>
              svg { --paper: #ffffff; --box: #f6f8fa; --head: #ddf4ff; --other: #eaeef2; --edge: #8c959f; --ink: #1f2328;
                --faint: #59636e; --up: #1a7f37; --down: #cf222e; --cable: #0969da; --nat: #8250df; --changed: #bc4c00;
                background: var(--paper); font: 12px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace }
              @media (prefers-color-scheme: dark) {
                svg { --paper: #0d1117; --box: #161b22; --head: #1c3a5e; --other: #262c36; --edge: #656c76; --ink: #e6edf3;
                  --faint: #9198a1; --up: #3fb950; --down: #f85149; --cable: #58a6ff; --nat: #bc8cff; --changed: #f0883e }
              }
              .paper { fill: var(--paper) } .box { fill: var(--box) } .frame { fill: none; stroke: var(--edge) }
              .head { fill: var(--other) } .head.host, .head.current { fill: var(--head) }
              text { fill: var(--ink); white-space: pre } .title, .name { font-weight: bold } .id, .foot, .refused { fill: var(--faint) }
              .nat { fill: var(--nat) } .dot { fill: var(--down) } .dot.up { fill: var(--up) }
              .spine { fill: none; stroke: var(--edge) } .cable { fill: none; stroke: var(--cable); stroke-width: 1.6 }
              .on { stroke-dasharray: 5 4 } text.added { fill: var(--up) } text.changed { fill: var(--changed) }
              text.gone { fill: var(--down); text-decoration: line-through } .cable.added { stroke: var(--up) }
              .cable.gone { stroke: var(--down); stroke-dasharray: 2 4 }
            </style>
            """);

    private final Sketch sketch;
    private final List<Line> lines;
    private final StringBuilder out = new StringBuilder();

    private Svg(Sketch sketch) {
        this.sketch = sketch;
        this.lines = directed(sketch);
    }

    public static String of(Sketch sketch) {
        return new Svg(sketch).draw();
    }

    /**
     * Prefixes each named colour with its numeric value, for viewers without variables: librsvg and everything that
     * uses it.
     */
    private static String plainFirst(String style) {
        Map<String, String> light = new HashMap<>();
        COLOUR.matcher(style).results().forEach(m -> light.putIfAbsent(m.group(1), m.group(2)));
        return BY_NAME.matcher(style).replaceAll(m -> m.group(1) + ": " + light.get(m.group(2)) + "; " + m.group());
    }

    private String draw() {
        Layout layout = Layout.of(
                sketch.boxes().stream().map(Svg::size).toList(),
                lines.stream()
                        .map(l -> new Cable(l.from().box(), y(l.from().row()), l.to().box(), y(l.to().row())))
                        .toList());
        Area whole = layout.whole();
        double foot = sketch.foot().size() * FOOT;
        double width = Math.max(
                whole.width(),
                32
                        + LETTER
                                * sketch.foot().stream()
                                        .mapToInt(String::length)
                                        .max()
                                        .orElse(0));
        out.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %1$s %2$s\">%n",
                width, whole.height() + foot));
        out.append("<title>Network namespaces</title>\n").append(STYLE);
        out.append(format("<rect class=\"paper\" width=\"%s\" height=\"%s\"/>%n", width, whole.height() + foot));
        for (int i = 0; i < sketch.boxes().size(); i++) {
            box(sketch.boxes().get(i), layout.box(i));
        }
        for (int i = 0; i < lines.size(); i++) {
            cable(lines.get(i), layout.cable(i));
        }
        for (int i = 0; i < sketch.foot().size(); i++) {
            text("foot", 16, whole.height() + i * FOOT + 4, sketch.foot().get(i));
        }
        return out.append("</svg>\n").toString();
    }

    private static Layout.Size size(Box box) {
        double letters = box.title().length() + box.id().length() + 5;
        for (Row row : box.rows()) {
            double before = INDENT + 8 + (row.port() ? PORT : 0);
            letters =
                    Math.max(letters, row.whole().length() + (row.mark() == ChangeMark.SAME ? 1 : 3) + before / LETTER);
        }
        return new Layout.Size(
                Math.ceil(letters * LETTER + INDENT), HEAD + box.rows().size() * ROW + 8);
    }

    /** The middle of a row, below the top of its box. */
    private static double y(int row) {
        return HEAD + 4 + row * ROW + ROW / 2;
    }

    private void box(Box box, Area at) {
        out.append(
                format("<g data-net=\"%s\" transform=\"translate(%s %s)\">%n", Xml.escaped(box.id()), at.x(), at.y()));
        String size = format("width=\"%s\" height=\"%s\" rx=\"6\"", at.width(), at.height());
        out.append("<rect class=\"box\" ").append(size).append("/>\n");
        out.append(format(
                "<path class=\"head%s\" d=\"M0 %s V6 Q0 0 6 0 H%s Q%s 0 %4$s 6 V%2$s Z\"/>%n",
                box.home() == Home.OTHER ? "" : " " + name(box.home()), HEAD, at.width() - 6, at.width()));
        out.append("<rect class=\"frame\" ").append(size).append("/>\n");
        text("title" + marked(box.mark()), INDENT, HEAD / 2, signed(box.mark(), box.title()));
        out.append(format(
                "<text class=\"id\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>%n",
                at.width() - INDENT, HEAD / 2 + 4, Xml.escaped(box.id())));
        for (int i = 0; i < box.rows().size(); i++) {
            row(box, i);
        }
        out.append("</g>\n");
    }

    private void row(Box box, int number) {
        Row row = box.rows().get(number);
        double x = INDENT + (row.port() ? PORT : 0);
        if (row.port()) {
            // the connecting line comes down from the master, or from the port above
            double above = box.rows().get(number - 1).port() ? y(number - 1) : y(number - 1) + 6;
            out.append(format("<path class=\"spine\" d=\"M%s %sV%sh%s\"/>%n", INDENT + 3, above, y(number), PORT - 6));
        }
        if (row.what() != What.DEVICE) {
            text(name(row.what()) + marked(row.mark()), x, y(number), signed(row.mark(), row.whole()));
            return;
        }
        boolean up = (" " + row.text() + " ").contains(" up ");
        out.append(format(
                "<circle class=\"dot%s\" cx=\"%s\" cy=\"%s\" r=\"3.5\"/>%n", up ? " up" : "", x + 3.5, y(number)));
        out.append(format(
                "<text class=\"device%s\" data-dev=\"%s\" x=\"%s\" y=\"%s\">",
                marked(row.mark()), Xml.escaped(row.name()), x + 14, y(number) + 4));
        out.append("<tspan class=\"name\">").append(Xml.escaped(signed(row.mark(), row.name())));
        out.append("</tspan> ").append(Xml.escaped(row.text())).append("</text>\n");
    }

    private void cable(Line line, List<Layout.Point> points) {
        String path = points.stream().map(p -> format("%s,%s", p.x(), p.y())).collect(Collectors.joining(" "));
        out.append(format(
                "<polyline class=\"cable%s%s\" data-ends=\"%s\" points=\"%s\"/>%n",
                line.cable() ? "" : " on", marked(line.mark()), Xml.escaped(ends(line)), path));
    }

    /** The two ends as JSON, for a page that highlights a path: box and device of each. */
    private String ends(Line line) {
        return JsonOutput.toJson(Stream.of(line.from(), line.to())
                .map(e -> List.of(sketch.boxes().get(e.box()).id(), sketch.at(e).name()))
                .toList());
    }

    private void text(String type, double x, double y, String text) {
        out.append(format("<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>%n", type, x, y + 4, Xml.escaped(text)));
    }

    private static String signed(ChangeMark mark, String text) {
        return mark == ChangeMark.SAME ? text : mark.sign() + " " + text;
    }

    private static String marked(ChangeMark mark) {
        return mark == ChangeMark.SAME ? "" : " " + name(mark);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String format(String template, Object... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] instanceof Double d ? number(d) : values[i];
        }
        return String.format(Locale.ROOT, template.replace("%n", "\n"), values);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    /** Directs lines away from the box with most of them, so that it is on the left and there are no cycles. */
    private static List<Line> directed(Sketch sketch) {
        Map<Integer, List<Integer>> next = new HashMap<>();
        for (Line line : sketch.lines()) {
            next.computeIfAbsent(line.from().box(), b -> new ArrayList<>())
                    .add(line.to().box());
            next.computeIfAbsent(line.to().box(), b -> new ArrayList<>())
                    .add(line.from().box());
        }
        Map<Integer, Integer> rank = new HashMap<>();
        next.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .forEach(e -> walk(e.getKey(), next, rank));
        return sketch.lines().stream()
                .map(l -> rank.get(l.from().box()) <= rank.get(l.to().box())
                        ? l
                        : new Line(l.to(), l.from(), l.cable(), l.mark()))
                .toList();
    }

    private static void walk(int start, Map<Integer, List<Integer>> next, Map<Integer, Integer> rank) {
        Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            int box = waiting.remove();
            if (rank.putIfAbsent(box, rank.size()) == null) {
                waiting.addAll(next.get(box));
            }
        }
    }
}
