package nsx.repl;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nsx.dsl.change.Ledger;
import nsx.dsl.compile.Engine;
import nsx.dsl.error.NsxException;
import nsx.dsl.script.Source;
import nsx.dsl.session.Session;
import nsx.dsl.verb.Words;
import nsx.repl.Options.Flag;
import nsx.repl.failure.Uncaught;
import nsx.repl.output.Console;
import nsx.repl.output.CountingExecutor;
import nsx.repl.output.LiveOutput;
import nsx.repl.output.TraceExecutor;
import nsx.repl.prompt.Evaluator;
import nsx.repl.prompt.KnownNames;
import nsx.repl.prompt.UserFile;
import nsx.repl.render.Renderer;
import nsx.sys.SysException;

/**
 * The session of a prompt, with everything that wraps its executor. It is made on the session's thread after the
 * prompt is shown.
 */
record PromptSession(Session session, Ledger ledger, Evaluation evaluation) {
    /** A line that is compiled in advance to load the compiler before the first line. */
    private static final Source NOTHING = new Source("nothing", "null");

    static PromptSession start(Console console, Evaluator evaluator, Options options) {
        // typed lines may contain secrets: they are never cached
        Session session = Sandbox.session(options, new Engine(Words.vocabulary()));
        session.binding().setVariable("args", List.of());
        session.answers().writeTo(console.out()::print);
        Consumer<Object> printer = value ->
                console.out().print(new Renderer(console.outStyle(), console.width(), console.strokes()).render(value));
        session.answers().printIncludedTo(printer);
        session.answers().showTo(printer);
        session.answers().liveTo(new LiveOutput(console, false));
        session.noticesTo(console::notice);
        if (!options.has(Flag.SANDBOX)) {
            session.recorder().begin("prompt", console::notice);
        }
        session.programs().controlJobs(true);
        session.keepDefinitions();
        Ledger ledger = new Ledger(session.executor(), session.host(), session.history());
        session.executeWith(ledger);
        boolean trace = options.has(Flag.TRACE);
        if (trace) {
            session.executeWith(new TraceExecutor(session, console));
        } else {
            CountingExecutor.wrap(session, console);
        }
        session.own(new Uncaught(console, trace, session::source).install());
        session.eval(NOTHING);
        return new PromptSession(session, ledger, new Evaluation(console, evaluator, session, ledger, trace));
    }

    /** The user's {@code $XDG_CONFIG_HOME/nsx/init.nsx}; empty if another user could have changed it. */
    Optional<Source> init(Console console) {
        Optional<Path> file = UserFile.below(console.environment(), "XDG_CONFIG_HOME", ".config", "init.nsx");
        try {
            return file.flatMap(f -> session.scripts().own(f.toString()));
        } catch (NsxException e) {
            console.notice(e.getMessage() + ": " + e.reason() + "; " + e.hint());
        } catch (SysException e) {
            console.notice("cannot read " + file.get() + ": " + Scripts.reason(e));
        }
        return Optional.empty();
    }

    /** The currently known names; called on the session's thread. */
    KnownNames names() {
        try {
            Set<String> live = new HashSet<>(session.devices());
            live.addAll(session.namespaces());
            return new KnownNames(this::isWord, live, own());
        } catch (RuntimeException e) {
            // the context is gone: colours are not worth an error
            return new KnownNames(this::isWord, Set.of(), own());
        } finally {
            session.kernel().release();
        }
    }

    private boolean isWord(String name) {
        return session.vocabulary().find(name).isPresent()
                || session.vocabulary().isPrefix(name);
    }

    private Set<String> own() {
        Set<String> own = new HashSet<>();
        ((Map<?, ?>) session.binding().getVariables()).keySet().forEach(v -> own.add(String.valueOf(v)));
        own.addAll(session.definitions().orElseThrow().names());
        return own;
    }
}
