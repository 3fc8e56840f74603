package nsx.dsl.session;

import groovy.lang.Binding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nsx.dsl.script.Source;
import nsx.ns.Namespace;

/**
 * Evaluates the lines of a session one after another. A line's definitions are visible to the next ones; a failed
 * line leaves nothing.
 */
final class Lines {
    private static final String ARGUMENTS = "args";
    /** The word for undoing; a script that does not contain it needs no memory of its changes. */
    private static final String UNDO = "undo";

    private final Session session;
    private final Language language;
    private final Strands strands;
    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private Definitions definitions;
    private volatile Recollection running;
    private NsxScript outermost;
    private Source text;

    Lines(Session session, Language language, Strands strands) {
        this.session = session;
        this.language = language;
        this.strands = strands;
    }

    void keepDefinitions() {
        definitions = language.definitions();
    }

    Optional<Definitions> definitions() {
        return Optional.ofNullable(definitions);
    }

    Optional<Source> source(String unit) {
        return Optional.ofNullable(sources.get(unit));
    }

    Object eval(Source source) {
        Strand strand = strands.lines();
        strands.tidy();
        strand.places().all().forEach(this::tellLost);
        strand.beginLine();
        return strands.evaluating(strand, () -> eval(source, strand));
    }

    private void tellLost(Place place) {
        for (Namespace lost : place.lost()) {
            session.notice("the " + lost.kind().title() + " namespace " + place.name(lost.kind())
                    + " has lost its name; lines still run in it until leave()");
        }
    }

    private Object eval(Source source, Strand strand) {
        Recollection before = recollect(strand);
        running = before;
        sources.put(source.unit(), source);
        strand.answers().beginEvaluation();
        remember(source);
        try {
            Object value = definitions == null ? run(load(source), strand) : define(source, before, strand);
            strand.checkOwner();
            return value;
        } catch (Throwable e) {
            // a script can throw checked exceptions too: Ctrl-C causes InterruptedException
            if (!strand.isGivenUp()) {
                before.restore();
            }
            if (e instanceof InterruptedException) {
                // the exception carries the interrupt from here on; loops and visits left the flag set, so that a
                // catch does not hide it
                Thread.interrupted();
            }
            throw e;
        } finally {
            if (!strand.isGivenUp()) {
                session.history().end();
                strand.kernel().release();
            }
        }
    }

    /** Starts to remember changes: those of a prompt's line, and those of a script that contains the word. */
    private void remember(Source source) {
        if (source.text().contains(UNDO)) {
            session.history().keep();
        }
        text = source;
        session.history().begin(source.text().strip());
    }

    /** Notes the start of a top-level statement; at a prompt all statements of a line count as one. */
    void beginStatement(NsxScript script, int line) {
        if (definitions == null && script == outermost) {
            session.history()
                    .begin(text.name() + ":" + line + ": " + text.line(line).strip());
        }
    }

    /** Loads a script. Any thread may include one, but Groovy's compiler is not thread-safe. */
    private synchronized NsxScript load(Source source) {
        return session.foresight() == Foresight.NONE ? language.load(source) : language.planned(source);
    }

    private Object define(Source source, Recollection before, Strand strand) {
        Definitions.Line line = definitions.compile(source);
        Object value;
        try {
            value = run(line.script(), strand);
        } finally {
            line.end();
        }
        strand.checkOwner();
        before.changed().forEach(definitions::forget);
        line.names().forEach(variables()::remove);
        definitions.keep(line);
        session.answers().noteDefinitions(line.defines() || !before.changed().isEmpty());
        return value;
    }

    /** Runs the script on a new thread, which the line can move to other namespaces and which ends after it. */
    private Object run(NsxScript script, Strand strand) {
        script.attach(session);
        outermost = script;
        return new Staying(session, strand).apart(script::run);
    }

    /**
     * Runs an included script. Its declared arguments stay as other variables do, unless a surrounding script has the
     * same one.
     */
    Object include(Source source, List<String> arguments, Map<String, Object> declared) {
        sources.put(source.unit(), source);
        Binding binding = session.binding();
        Map<String, Object> before = new HashMap<>();
        before.put(ARGUMENTS, List.of());
        before.putAll(Recollection.copy(variables()));
        before.keySet().removeIf(name -> !name.equals(ARGUMENTS) && !declared.containsKey(name));
        declared.forEach(binding::setVariable);
        binding.setVariable(ARGUMENTS, arguments);
        try {
            NsxScript script = load(source);
            script.attach(session);
            return session.answers().including(script::run);
        } finally {
            before.forEach(binding::setVariable);
        }
    }

    /** Copies the current variables and places of the strand. */
    Recollection recollect(Strand strand) {
        return new Recollection(variables(), strand.places());
    }

    void giveUp() {
        Recollection before = running;
        if (before == null) {
            return;
        }
        strands.giveUp(before.placesBefore());
        before.restoreVariables();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> variables() {
        return session.binding().getVariables();
    }
}
