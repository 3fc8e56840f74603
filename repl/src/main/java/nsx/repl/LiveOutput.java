package nsx.repl;

import java.util.List;
import nsx.dsl.Live;
import nsx.repl.render.Difference;
import nsx.repl.render.Json;
import nsx.repl.render.Renderer;
import nsx.repl.render.Rows;

/**
 * Shows on standard output what happens while it happens: events as lines, and values in the place of the one before. On a terminal
 * that place is drawn anew; elsewhere a value is printed again when it changed.
 */
final class LiveOutput implements Live {
    /** Up to the first line of what was drawn, and everything below erased (ECMA-48: CPL, ED). */
    private static final String BACK = "\u001b[%dF\u001b[J";

    private final Console console;
    private final boolean json;
    private final Rows rows;
    private List<String> shown = List.of();

    LiveOutput(Console console, boolean json) {
        this.console = console;
        this.json = json;
        this.rows = new Rows(console.outStyle());
    }

    @Override
    public void row(Object row) {
        console.out().print(json ? Json.of(row) : rows.line(row));
    }

    @Override
    public void frame(Object value) {
        if (json) {
            document(Json.of(value));
            return;
        }
        List<String> lines = new Renderer(console.outStyle(), console.width(), console.strokes())
                .render(value)
                .lines()
                .toList();
        if (!lines.equals(shown)) {
            String back = shown.isEmpty() || !console.drawsAgain() ? "" : BACK.formatted(shown.size());
            console.out().print(back + new Difference(console.outStyle()).marked(shown, lines));
            shown = lines;
        }
    }

    private void document(String text) {
        if (!List.of(text).equals(shown)) {
            console.out().print(text);
            shown = List.of(text);
        }
    }
}
