package nsx.dsl.session;

import groovy.lang.Binding;
import groovy.lang.Closure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import nsx.dsl.change.Executor;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.LiveKernel;
import nsx.dsl.error.Failure;
import nsx.dsl.script.ScriptFiles;
import nsx.dsl.script.ScriptHead;
import nsx.dsl.script.ScriptUse;
import nsx.dsl.script.Source;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Outlet;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.process.FreshNamespaces;
import nsx.rtnl.Link;

/**
 * One run of nsx: variables, the context stack, the kernel and the executor. A session evaluates text and returns
 * values; it prints nothing.
 */
public final class Session extends ChangeView implements AutoCloseable {
    private final Language language;
    private final Lines lines;
    private final Binding binding = new Binding(Collections.synchronizedMap(new LinkedHashMap<>()));
    private final List<AutoCloseable> belongings = new CopyOnWriteArrayList<>();
    private final Programs programs;
    private final WordCalls words = new WordCalls(this);
    private ScriptFiles scripts = new ScriptFiles(false);

    public Session(Language language, Kernel kernel, Context host) {
        super(kernel, host);
        this.language = language;
        history().looking(operations -> Imprint.of(this, operations));
        history().watching(() -> new Imprint(this));
        this.lines = new Lines(this, language, strands());
        this.programs = own(new Programs(
                host,
                this::notice,
                () -> place().entrance(),
                () -> answers().live().map(LiveDisplay::lend).orElse(LiveDisplay.Progress.UNSEEN)));
        Outlet.of(new SessionOutlet(this));
    }

    /** A session on this machine, in the namespaces of the calling thread. */
    public static Session live(Language language) {
        return new Session(language, new LiveKernel(), Context.ofThisThread());
    }

    /** Makes the definitions of a line (methods, classes, imports) visible to later lines, from now on. */
    public void keepDefinitions() {
        lines.keepDefinitions();
        history().keep();
    }

    /** Called before each top-level statement of a script that undoes something. */
    void beginStatement(NsxScript script, int line) {
        lines.beginStatement(script, line);
    }

    /** The definitions of the lines so far; empty unless definitions are kept. */
    public Optional<Definitions> definitions() {
        return lines.definitions();
    }

    /**
     * Makes a session in new namespaces of these kinds, and for other kinds in those of the calling thread. The new
     * namespaces end with the session.
     */
    public static Session fresh(Language language, Set<NamespaceKind> kinds) {
        Context outside = Context.ofThisThread();
        FreshNamespaces made = FreshNamespaces.make(outside, kinds);
        Session session = new Session(language, new LiveKernel(), made.in(outside));
        session.own(made);
        outside.all().forEach(session::own);
        return session;
    }

    /**
     * Compiles and runs a source and returns the value of the last line. Exceptions are thrown unchanged; {@link
     * Failure} describes them for a person. After a failure the variables, definitions and context are restored;
     * changes to the kernel stay.
     */
    public Object eval(Source source) {
        Outlet.of(new SessionOutlet(this));
        return lines.eval(source);
    }

    /**
     * Abandons the running line, which does not stop and counts as failed. Its threads and those that they started
     * can no longer use words. Their open descriptors stay open.
     */
    public void giveUp() {
        lines.giveUp();
    }

    /**
     * Declares the calling thread to be the prompt's: it sees the context of the lines. Other threads unknown to the
     * session are in its initial context.
     */
    public void attend() {
        strands().attend();
        Outlet.of(new SessionOutlet(this));
    }

    /**
     * Sets the arguments of the next script: {@code args}, and a variable for each that its head declares.
     *
     * @throws nsx.dsl.error.NsxException if they do not fit the declaration
     */
    public void given(Source source, List<String> arguments) {
        Map<String, Object> declared = ScriptUse.variables(source.name(), ScriptHead.of(source.text()), arguments);
        declared.forEach(binding::setVariable);
        binding.setVariable("args", arguments);
    }

    /** Runs a script inside the running one, with the same variables and context, and with its own arguments. */
    public Object include(Source source, List<String> arguments) {
        return include(source, arguments, Map.of());
    }

    /** Runs a script inside the running one, with the arguments that its head declares as variables. */
    public Object include(Source source, List<String> arguments, Map<String, Object> declared) {
        return lines.include(source, arguments, declared);
    }

    /** The source with this {@link Source#unit}, for messages that show a line of it. */
    public Optional<Source> source(String unit) {
        return lines.source(unit);
    }

    /** Uses a word, as a script does by writing it. */
    public Object call(String word, Object... arguments) {
        return words.call(word, arguments);
    }

    /** Uses a word as before a dot, so that it creates nothing. */
    public Object look(String word, Object... arguments) {
        onlyLook(word, arguments[arguments.length - 1]);
        return call(word, arguments);
    }

    /** Declares that the next call of this word with this last argument only looks up. */
    Object onlyLook(String word, Object argument) {
        strands().acting().onlyLook(word, argument);
        return argument;
    }

    /** The value of a bare word: a word of the language, a device of the current context, a named network namespace. */
    public Object word(String name) {
        return words.value(name);
    }

    /** Runs a word that follows the dot of a value. The session is in the value's context already. */
    public Object callOn(Facts value, String of, String word, Object... arguments) {
        words.require(value, of, word);
        return call(word, arguments);
    }

    /** The value of a bare word that follows the dot of a value. The session is in the value's context already. */
    public Object wordOn(Facts value, String of, String word) {
        words.require(value, of, word);
        return word(word);
    }

    /**
     * Runs an action, which may be any Java code, on a thread in the current context, and waits for it. An exception
     * of the action is thrown unchanged.
     */
    <T> T inside(Callable<T> action) {
        return new Staying(this, strands().current()).inside(action);
    }

    /** This session in its current context. */
    public Here here() {
        return here(context());
    }

    /** This session in a context. */
    public Here here(Context context) {
        return new Here(this, context);
    }

    /** The devices of the current network namespace, read from the kernel. */
    public List<String> devices() {
        return List.copyOf(Devices.all(here()).stream().map(Link::name).toList());
    }

    /** The named network namespaces, read from the kernel. */
    public List<String> namespaces() {
        return List.copyOf(BareWord.names(this));
    }

    public Vocabulary vocabulary() {
        return language.vocabulary();
    }

    public Binding binding() {
        return binding;
    }

    /**
     * Runs the action with another kernel and executor, in a place and with variables that end with it, so that it
     * has no effect outside.
     */
    public <T> T foresee(Kernel other, Executor noting, Foresight unresolved, Supplier<T> action) {
        Strand strand = strands().current();
        Kernel before = strand.kernel();
        Executor executing = strand.executor();
        Foresight foreseeing = strand.foresight();
        Recollection recollection = lines.recollect(strand);
        strand.does(other, noting, unresolved);
        try {
            return strand.answers().aside(() -> within(context(), place().name(), action));
        } finally {
            strand.does(before, executing, foreseeing);
            recollection.restoreVariables();
        }
    }

    /** Runs a block here whose words, and those of threads that it starts, are executed elsewhere. */
    public Object elsewhere(Elsewhere where, Closure<?> block) {
        Strand strand = strands().acting();
        Elsewhere before = strand.elsewhere();
        strand.actElsewhere(where);
        try {
            return Blocks.run(this, block);
        } finally {
            strand.actElsewhere(before);
        }
    }

    /** Where its scripts come from. */
    public ScriptFiles scripts() {
        return scripts;
    }

    /** Sets the source of scripts. */
    public void scriptsFrom(ScriptFiles other) {
        scripts = other;
    }

    /** The programs that this session started. */
    public Programs programs() {
        return programs;
    }

    /** Registers an object that is closed when the session ends. */
    public <T extends AutoCloseable> T own(T thing) {
        belongings.add(thing);
        return thing;
    }

    @Override
    public void close() {
        for (AutoCloseable thing : belongings) {
            try {
                thing.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        recorder().close();
        Kernel kernel = strands().lines().kernel();
        strands().close();
        kernel.close();
        host().all().forEach(Namespace::close);
    }
}
