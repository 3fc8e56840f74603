package nsx.dsl.topology;

import nsx.dsl.topology.Sketch.Box;
import nsx.dsl.topology.Sketch.End;
import nsx.dsl.topology.Sketch.Line;
import nsx.dsl.topology.Sketch.Row;
import nsx.topology.ChangeMark;

/** Writes a flowchart for Mermaid, which Markdown pages can show: each namespace is a subgraph, each device a node. */
public final class Mermaid {
    /** The characters without a special meaning in a quoted text of Mermaid. */
    private static final String PLAIN = " .,:/_-+~…→↔";

    private Mermaid() {}

    public static String of(Sketch sketch) {
        StringBuilder out = new StringBuilder("flowchart LR\n");
        for (int i = 0; i < sketch.boxes().size(); i++) {
            box(out, i, sketch.boxes().get(i));
        }
        for (Line line : sketch.lines()) {
            out.append("  ").append(node(line.from())).append(line.cable() ? " --- " : " -.- ");
            out.append(node(line.to())).append('\n');
        }
        return out.append(classes(sketch)).toString();
    }

    private static void box(StringBuilder out, int number, Box box) {
        out.append("  subgraph b").append(number).append("[\"");
        out.append(signed(box.mark(), box.title()))
                .append("<br/>")
                .append(text(box.id()))
                .append("\"]\n");
        int master = -1;
        for (int i = 0; i < box.rows().size(); i++) {
            Row row = box.rows().get(i);
            out.append("    ").append(node(new End(number, i))).append("[\"");
            out.append(signed(row.mark(), row.whole())).append("\"]\n");
            if (row.port() && master >= 0) {
                out.append("    ").append(node(new End(number, master))).append(" --- ");
                out.append(node(new End(number, i))).append('\n');
            }
            master = row.port() ? master : i;
        }
        out.append("  end\n");
    }

    private static String classes(Sketch sketch) {
        StringBuilder out = new StringBuilder();
        for (int b = 0; b < sketch.boxes().size(); b++) {
            for (int r = 0; r < sketch.boxes().get(b).rows().size(); r++) {
                ChangeMark mark = sketch.at(new End(b, r)).mark();
                if (mark != ChangeMark.SAME) {
                    out.append("  class ")
                            .append(node(new End(b, r)))
                            .append(' ')
                            .append(mark.name().toLowerCase())
                            .append('\n');
                }
            }
        }
        return out.isEmpty()
                ? ""
                : out + "  classDef added stroke:#1a7f37,stroke-width:3px\n"
                        + "  classDef gone stroke:#cf222e,stroke-dasharray:4\n"
                        + "  classDef changed stroke:#bc4c00,stroke-width:3px\n";
    }

    private static String node(End end) {
        return "b" + end.box() + "r" + end.row();
    }

    private static String signed(ChangeMark mark, String text) {
        return text(mark == ChangeMark.SAME ? text : mark.sign() + " " + text);
    }

    /** Escapes all other characters by number, as in HTML but with another sign in front. */
    private static String text(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else {
                out.append('#').append(c).append(';');
            }
        });
        return out.toString();
    }
}
