package nsx.dsl.topology;

import nsx.dsl.topology.Sketch.Box;
import nsx.dsl.topology.Sketch.End;
import nsx.dsl.topology.Sketch.Home;
import nsx.dsl.topology.Sketch.Line;
import nsx.dsl.topology.Sketch.Row;
import nsx.topology.ChangeMark;

/**
 * Writes a graph for dot(1): each namespace is a table node, each cable an edge between rows
 * (graphviz.org/doc/info/shapes.html).
 */
public final class Dot {
    private Dot() {}

    public static String of(Sketch sketch) {
        StringBuilder out = new StringBuilder("graph topology {\n");
        out.append("  rankdir=LR;\n  node [shape=plain, fontname=\"monospace\"];\n");
        for (int i = 0; i < sketch.boxes().size(); i++) {
            out.append("  b")
                    .append(i)
                    .append(" [label=<")
                    .append(table(sketch.boxes().get(i)))
                    .append(">];\n");
        }
        for (Line line : sketch.lines()) {
            out.append("  ").append(port(line.from())).append(" -- ").append(port(line.to()));
            out.append(" [").append(line.cable() ? "style=solid" : "style=dashed");
            out.append(line.mark() == ChangeMark.SAME ? "" : ", color=" + colour(line.mark()))
                    .append("];\n");
        }
        return out.append("}\n").toString();
    }

    private static String port(End end) {
        return "b" + end.box() + ":r" + end.row();
    }

    private static String table(Box box) {
        StringBuilder out = new StringBuilder("<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\">");
        String title = "<B>" + Xml.escaped(signed(box.mark(), box.title())) + "</B>";
        String shade = box.home() == Home.HOST ? " BGCOLOR=\"lightgrey\"" : "";
        out.append(cell(shade, box.mark(), title + "  " + Xml.escaped(box.id())));
        for (int i = 0; i < box.rows().size(); i++) {
            Row row = box.rows().get(i);
            String text = (row.port() ? "└ " : "") + signed(row.mark(), row.whole());
            out.append(cell(" PORT=\"r" + i + "\"", row.mark(), Xml.escaped(text)));
        }
        return out.append("</TABLE>").toString();
    }

    private static String cell(String attributes, ChangeMark mark, String text) {
        String shown = mark == ChangeMark.SAME ? text : "<FONT COLOR=\"" + colour(mark) + "\">" + text + "</FONT>";
        return "<TR><TD ALIGN=\"LEFT\"" + attributes + ">" + shown + "</TD></TR>";
    }

    private static String signed(ChangeMark mark, String text) {
        return mark == ChangeMark.SAME ? text : mark.sign() + " " + text;
    }

    private static String colour(ChangeMark mark) {
        return switch (mark) {
            case ADDED -> "darkgreen";
            case GONE -> "red";
            case CHANGED -> "darkorange";
            case SAME -> "black";
        };
    }
}
