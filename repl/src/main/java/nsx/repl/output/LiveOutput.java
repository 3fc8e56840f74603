package nsx.repl.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.shape.Facts;
import nsx.repl.render.ChangeHighlight;
import nsx.repl.render.Grid;
import nsx.repl.render.Json;
import nsx.repl.render.Renderer;
import nsx.repl.render.Screen;
import nsx.repl.render.Width;

/**
 * Prints events on standard output as they happen: rows as lines, and a value in place of the previous one. A
 * terminal redraws that place; otherwise a value is printed again when it changes.
 */
public final class LiveOutput implements LiveDisplay {
    private final Console console;
    private final boolean json;
    private Grid rows;

    /** @param json whether each row and value is printed as a JSON document */
    public LiveOutput(Console console, boolean json) {
        this.console = console;
        this.json = json;
        this.rows = new Grid(console.outStyle());
    }

    @Override
    public void row(Object row) {
        console.out().print(json ? Json.of(row) : rows.next(row, console.width()));
    }

    @Override
    public void row(Object row, List<String> columns) {
        console.out().print(json ? Json.of(row) : rows.next(row, columns, console.width()));
    }

    @Override
    public boolean isTerminal() {
        return !json && console.drawsAgain();
    }

    @Override
    public void summary(Facts list) {
        console.out().print("\n" + new Renderer(console.outStyle(), console.width(), console.strokes()).summary(list));
        rows = new Grid(console.outStyle());
    }

    @Override
    public Progress progress(Supplier<String> what) {
        return console.status().map(s -> s.progress(what)).orElse(Progress.UNSEEN);
    }

    @Override
    public Progress lend() {
        return console.status().map(StatusLine::lend).orElse(Progress.UNSEEN);
    }

    @Override
    public Consumer<Object> place() {
        return place("");
    }

    @Override
    public Consumer<Object> place(String title) {
        return json ? new Documents() : new Frames(console.drawsAgain() ? title : "");
    }

    private final class Documents implements Consumer<Object> {
        private String shown = "";

        @Override
        public void accept(Object value) {
            String text = Json.of(value);
            if (!text.equals(shown)) {
                console.out().print(text);
                shown = text;
            }
        }
    }

    private final class Frames implements Consumer<Object> {
        private final List<String> title;
        private List<String> shown = List.of();

        /** @param title the title; empty for none */
        Frames(String title) {
            int room = console.width() - ChangeHighlight.MARK;
            this.title =
                    title.isEmpty() ? List.of() : List.of(console.outStyle().faint(Width.cut(title, room)));
        }

        @Override
        public void accept(Object value) {
            String text = new Renderer(console.outStyle(), console.width() - ChangeHighlight.MARK, console.strokes())
                    .render(value);
            List<String> lines =
                    fitting(Stream.concat(title.stream(), text.lines()).toList());
            if (!lines.equals(shown)) {
                String marked = new ChangeHighlight(console.outStyle()).marked(shown, lines);
                console.out().print(shown.isEmpty() || !console.drawsAgain() ? marked : Screen.back(height()) + marked);
                shown = lines;
            }
        }

        /** Cuts the lines to the height of the screen, because lines that have scrolled away cannot be redrawn. */
        private List<String> fitting(List<String> lines) {
            int room = console.height() - 1;
            if (!console.drawsAgain() || lines.size() <= room) {
                return lines;
            }
            List<String> some = new ArrayList<>(lines.subList(0, Math.max(0, room - 1)));
            some.add("… " + (lines.size() - some.size()) + " more lines");
            return some;
        }

        /** The number of screen lines of the shown value; a line wider than the screen takes several. */
        private int height() {
            return shown.stream()
                    .mapToInt(l -> Width.lines(l, console.width() - ChangeHighlight.MARK))
                    .sum();
        }
    }
}
