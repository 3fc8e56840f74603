package nsx.dsl.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.script.ScriptHead;
import nsx.dsl.script.Source;
import nsx.dsl.session.Definitions;
import nsx.dsl.session.Language;
import nsx.dsl.session.NsxScript;
import nsx.dsl.session.Vocabulary;

/** Turns text into scripts: from the cache if the same text was compiled before, or with {@link Compiler}. */
public final class Engine implements Language {
    private static final int PLANS = 32;

    private final Vocabulary vocabulary;
    private final Optional<ScriptCache> cache;
    private final ScriptLoader loader = new ScriptLoader(Engine.class.getClassLoader());

    private final boolean planned;
    /** The scripts compiled for plans, by unit and text: a plan writes no cache, and a comparison plans twice. */
    private final Map<List<String>, CompiledScript> plans = new LinkedHashMap<>();

    /** An engine that compiles every time. */
    public Engine(Vocabulary vocabulary) {
        this(vocabulary, Optional.empty(), false);
    }

    public Engine(Vocabulary vocabulary, ScriptCache cache) {
        this(vocabulary, Optional.of(cache), false);
    }

    private Engine(Vocabulary vocabulary, Optional<ScriptCache> cache, boolean planned) {
        this.vocabulary = vocabulary;
        this.cache = cache;
        this.planned = planned;
    }

    /** An engine for scripts that are only planned: it skips statements that cannot be resolved, and caches nothing. */
    public static Engine planning(Vocabulary vocabulary) {
        return new Engine(vocabulary, Optional.empty(), true);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public Definitions definitions() {
        return new KeptDefinitions(vocabulary);
    }

    @Override
    public NsxScript load(Source source) {
        Optional<Literals> literals = cache.flatMap(c -> Literals.of(source));
        if (literals.isPresent()) {
            Optional<CompiledScript> shared = cache.flatMap(c -> c.find(source, literals.get()));
            if (shared.isPresent()) {
                return with(literals.get(), shared.get());
            }
        }
        Optional<CompiledScript> exact = cache.flatMap(c -> c.find(source));
        return exact.isPresent()
                ? loader.script(exact.get())
                : literals.isPresent() ? loadNew(source, literals.get()) : loader.script(compile(source));
    }

    @Override
    public NsxScript planned(Source source) {
        CompiledScript compiled = plans.computeIfAbsent(
                List.of(source.unit(), source.text()),
                s -> new Compiler(vocabulary, loader, name -> false, true).compile(source));
        if (plans.size() > PLANS) {
            plans.remove(plans.keySet().iterator().next());
        }
        return loader.script(compiled);
    }

    /** Compiles a text for all texts of its shape, or only for itself if a literal is more than a value. */
    private NsxScript loadNew(Source source, Literals literals) {
        TakenLiterals taken = new TakenLiterals(literals);
        CompiledScript compiled = new Compiler(vocabulary, loader, name -> false, planned)
                .taking(taken)
                .compile(source);
        if (!taken.all()) {
            cache.ifPresent(c -> c.keep(source, compiled));
            return loader.script(compiled);
        }
        cache.ifPresent(c -> c.keep(source, literals, compiled));
        return with(literals, compiled);
    }

    private NsxScript with(Literals literals, CompiledScript compiled) {
        NsxScript script = loader.script(compiled);
        script.textLiterals(literals.values());
        return script;
    }

    /**
     * Compiles without running anything.
     *
     * @return uses of words that cannot work, in the order of the text
     * @throws org.codehaus.groovy.control.CompilationFailedException if the text is not a script
     */
    public List<Finding> check(Source source) {
        ScriptHead head = ScriptHead.of(source.text());
        CheckWords check = new CheckWords(vocabulary, head);
        new Compiler(vocabulary, loader, check.commas(), check).compile(source);
        return Stream.concat(CheckHead.of(head, source.text()).stream(), check.findings().stream())
                .toList();
    }

    private CompiledScript compile(Source source) {
        CompiledScript compiled = new Compiler(vocabulary, loader, name -> false, planned).compile(source);
        cache.ifPresent(c -> c.keep(source, compiled));
        return compiled;
    }
}
