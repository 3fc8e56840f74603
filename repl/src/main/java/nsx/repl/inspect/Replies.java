package nsx.repl.inspect;

import java.util.Optional;
import java.util.function.Consumer;
import nsx.dsl.script.Source;
import nsx.dsl.session.Session;
import nsx.repl.output.Console;
import nsx.repl.output.Pager;
import nsx.repl.render.Renderer;

/** Answers a line of the prompt: with the answer to a question, or with the value of the line, which is then kept. */
public final class Replies {
    private final Console console;
    private final Session session;
    private final Results results;
    private final Pager pager;

    /** Gives the session its {@code out}. */
    public Replies(Console console, Session session) {
        this.console = console;
        this.session = session;
        this.results = new Results(session);
        this.pager = new Pager(console, session);
    }

    /**
     * Evaluates the line on the session's thread and shows its answer or value.
     *
     * @param evaluated receives the value of a line that is not a question, before it is shown
     */
    public void to(Source line, Consumer<Object> evaluated) throws InterruptedException {
        Optional<Question> question = Question.of(line.text());
        if (question.isPresent()) {
            show(new Inspector(session).answer(question.get()));
            return;
        }
        Object value = session.eval(line);
        evaluated.accept(value);
        if (session.answers().isShown(value)) {
            results.keep(line.text(), value);
            show(value);
        }
    }

    private void show(Object value) throws InterruptedException {
        pager.show(new Renderer(console.outStyle(), console.width(), console.strokes()).render(value));
    }
}
