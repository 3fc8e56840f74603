package nsx.dsl;

import groovy.lang.Binding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import nsx.dsl.compile.Definitions;
import nsx.dsl.compile.Engine;
import nsx.dsl.compile.Source;

/** The lines of a session, one after another: what one defines for the next, and that a failed one leaves nothing. */
final class Lines {
    private static final String ARGUMENTS = "args";
    private final Session session;
    private final Engine engine;
    private final PlaceStack places;
    private final Map<String, Source> sources = new HashMap<>();
    private Definitions definitions;
    private Recollection running;
    private volatile Thread givenUp;

    Lines(Session session, Engine engine, PlaceStack places) {
        this.session = session;
        this.engine = engine;
        this.places = places;
    }

    void keepDefinitions() {
        definitions = new Definitions();
    }

    Optional<Definitions> definitions() {
        return Optional.ofNullable(definitions);
    }

    Optional<Source> source(String unit) {
        return Optional.ofNullable(sources.get(unit));
    }

    Object eval(Source source) {
        Recollection before = new Recollection(variables(), places);
        running = before;
        sources.put(source.unit(), source);
        session.answers().beginEvaluation();
        try {
            Object value = definitions == null ? run(engine.load(source)) : define(source, before);
            checkOwner();
            return value;
        } catch (Throwable e) {
            // a script can throw checked exceptions too: InterruptedException is what Ctrl-C makes
            if (isOwner()) {
                before.restore();
            }
            if (e instanceof InterruptedException) {
                // the exception tells of it from here on; loops and visits left the flag set, so that a catch in the
                // script is no end
                Thread.interrupted();
            }
            throw e;
        } finally {
            if (isOwner()) {
                session.kernel().release();
            }
        }
    }

    private Object define(Source source, Recollection before) {
        Definitions.Line line = definitions.compile(source);
        Object value = run(line.script());
        checkOwner();
        before.changed().forEach(definitions::forget);
        line.names().forEach(variables()::remove);
        definitions.keep(line);
        session.answers().noteDefinitions(line.defines() || !before.changed().isEmpty());
        return value;
    }

    private Object run(NsxScript script) {
        script.attach(session);
        return script.run();
    }

    Object include(Source source, List<String> arguments) {
        sources.put(source.unit(), source);
        Binding binding = session.binding();
        Object before = binding.hasVariable(ARGUMENTS) ? binding.getVariable(ARGUMENTS) : List.of();
        binding.setVariable(ARGUMENTS, arguments);
        try {
            NsxScript script = engine.load(source);
            script.attach(session);
            return session.answers().including(script::run);
        } finally {
            binding.setVariable(ARGUMENTS, before);
        }
    }

    void giveUp(Thread thread) {
        givenUp = thread;
        session.kernel().forget();
        if (running != null) {
            running.restore();
        }
    }

    /** Whether the calling thread is not given up. */
    boolean isOwner() {
        return Thread.currentThread() != givenUp;
    }

    void checkOwner() {
        if (!isOwner()) {
            throw new CancellationException("this line was given up");
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> variables() {
        return session.binding().getVariables();
    }
}
