package nsx.repl.inspect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.dsl.script.Source;
import nsx.dsl.session.Answers;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Named;
import nsx.repl.output.Console;
import nsx.repl.output.Pager;
import nsx.repl.render.Clean;
import nsx.repl.render.Renderer;

/** Shows the reply to a line of the prompt: the answer to a question, or the value of the line, which is then kept. */
public final class Replies {
    private final Console console;
    private final Session session;
    private final Results results;
    private final Pager pager;
    private final Doings doings;

    /** Defines the session's {@code out}, and wraps its executor. */
    public Replies(Console console, Session session) {
        this.console = console;
        this.session = session;
        this.results = new Results(session);
        this.pager = new Pager(console, session);
        this.doings = new Doings(session.executor());
        session.executeWith(doings);
    }

    /**
     * Evaluates the line on the session's thread and shows its answer or value.
     *
     * @param evaluated receives the value of a line that is not a question, before it is shown
     */
    public void to(Source line, Consumer<Object> evaluated) throws InterruptedException {
        Optional<LineQuestion> question = LineQuestion.of(line.text());
        if (question.isPresent()) {
            show(new Inspector(session).answer(question.get()));
            return;
        }
        doings.begin();
        Object value = session.eval(line);
        evaluated.accept(value);
        boolean shown = session.answers().isShown(value);
        if (shown || session.answers().isTold(value)) {
            results.keep(line.text(), value);
        }
        Optional<String> done = done(value, shown);
        done.ifPresent(sentence -> console.out().line(Clean.line(sentence)));
        if (shown && (done.isEmpty() || !isObject(value) && !done.get().contains(String.valueOf(value)))) {
            show(value);
        }
    }

    /** The total time in which pagers have shown answers since the prompt began. */
    public Duration reading() {
        return pager.reading();
    }

    private static boolean isObject(Object value) {
        return value instanceof Facts || value instanceof Columns || value instanceof Named;
    }

    /** The reply to a line that changed something, shown in place of the facts of its value; empty for other lines. */
    private Optional<String> done(Object value, boolean shown) {
        Answers answers = session.answers();
        if (answers.hasAsked() && shown) {
            return Optional.empty();
        }
        Optional<String> line = doings.line(console.width());
        boolean began = doings.hasStarted() || answers.hasBegun();
        boolean idle = shown && isObject(value) && answers.hasActed() && !began;
        return line.isEmpty() && idle ? Optional.of("nothing to do") : line;
    }

    private void show(Object value) throws InterruptedException {
        String text = new Renderer(console.outStyle(), console.width(), console.strokes()).render(value);
        pager.show(text, value instanceof Columns);
    }
}
