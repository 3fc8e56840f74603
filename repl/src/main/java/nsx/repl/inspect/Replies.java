package nsx.repl.inspect;

import java.util.Optional;
import java.util.function.Consumer;
import nsx.dsl.Session;
import nsx.dsl.compile.Source;
import nsx.repl.output.Console;
import nsx.repl.output.Pager;
import nsx.repl.render.Renderer;

/** What the prompt says to a line: the answer to a question, or the value that the line came to, which is then kept. */
public final class Replies {
    private final Console console;
    private final Session session;
    private final Results results;
    private final Pager pager;

    public Replies(Console console, Session session) {
        this.console = console;
        this.session = session;
        this.results = new Results(session);
        this.pager = new Pager(console, session);
    }

    /**
     * Evaluates the line, on the session's thread, and shows what there is to show.
     *
     * @param evaluated gets the value of a line that is no question, before it is shown
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
