package nsx.dsl.session;

import groovy.lang.Binding;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.change.AllOrNothing;
import nsx.dsl.change.Executor;
import nsx.dsl.change.History;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.LiveExecutor;
import nsx.dsl.change.LiveKernel;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Rights;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.script.ScriptFiles;
import nsx.dsl.script.Source;
import nsx.dsl.word.Arguments;
import nsx.netlink.CodecException;
import nsx.netlink.NetlinkException;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.process.Entrance;
import nsx.process.FreshNamespaces;
import nsx.rtnl.Link;
import nsx.sys.SysException;

/**
 * One run of nsx: variables, the context stack, the kernel and the executor. It evaluates text and returns values; it prints
 * nothing.
 */
public final class Session implements AutoCloseable {
    private final Language language;
    private final Lines lines;
    private final Binding binding = new Binding(Collections.synchronizedMap(new LinkedHashMap<>()));
    private final History history = new History(new LiveExecutor(this::kernel));
    private final Strands strands;
    private final List<AutoCloseable> belongings = new CopyOnWriteArrayList<>();
    private final Context host;
    private final Programs programs;
    private final Rights rights;
    private volatile Consumer<String> notices = text -> {};
    private ScriptFiles scripts = new ScriptFiles(false);

    public Session(Language language, Kernel kernel, Context host) {
        this.language = language;
        this.host = host;
        this.rights = new Rights(host);
        this.strands = new Strands(new Strand(new PlaceStack(host), new Answers(), kernel, history));
        history.looking(operations -> Imprint.of(this, operations));
        this.lines = new Lines(this, language, strands);
        this.programs = own(new Programs(host, this::notice, () -> place().entrance()));
    }

    /** A session on this machine, in the namespaces of the calling thread. */
    public static Session live(Language language) {
        return new Session(language, new LiveKernel(), Context.ofThisThread());
    }

    /** From now on what a line defines (methods, classes, imports) lives on in the next ones. */
    public void keepDefinitions() {
        lines.keepDefinitions();
        history.keep();
    }

    /** What its lines have changed. */
    public History history() {
        return history;
    }

    void beginStatement(NsxScript script, int line) {
        lines.beginStatement(script, line);
    }

    /** Whether what is done now may be taken back later; what is only planned is not done. */
    public boolean remembers() {
        return history.isKept() && foresight() == Foresight.NONE;
    }

    /** The definitions of the lines so far; empty unless definitions are kept. */
    public Optional<Definitions> definitions() {
        return lines.definitions();
    }

    /** A session in fresh namespaces of these kinds, otherwise in those of the calling thread. The fresh ones end with the session. */
    public static Session fresh(Language language, Set<NamespaceKind> kinds) {
        Context outside = Context.ofThisThread();
        FreshNamespaces made = FreshNamespaces.make(outside, kinds);
        Session session = new Session(language, new LiveKernel(), made.in(outside));
        session.own(made);
        outside.all().forEach(session::own);
        return session;
    }

    /**
     * Compiles and runs; the value of the last line. Failures come as they are: {@link Failure} says them to a person. When it
     * fails, variables, definitions and context are what they were; what it did to the kernel by then stays.
     */
    public Object eval(Source source) {
        return lines.eval(source);
    }

    /**
     * Abandons the running line, which does not stop and counts as failed. Its threads, and those that they started,
     * can no longer use words. Their open descriptors stay open.
     */
    public void giveUp() {
        lines.giveUp();
    }

    /**
     * Says that the calling thread belongs to the prompt: it sees the context that the lines are in. Other threads that the session has
     * not seen are where it began.
     */
    public void attend() {
        strands.attend();
    }

    /** Runs a script inside the one that is running: same variables, same context, arguments of its own. */
    public Object include(Source source, List<String> arguments) {
        return lines.include(source, arguments);
    }

    /** The text that was evaluated as this {@link Source#unit}, for messages that show a line of it. */
    public Optional<Source> source(String unit) {
        return lines.source(unit);
    }

    /** Uses a word, as a script does by writing it. */
    public Object call(String word, Object... arguments) {
        Strand strand = strands.acting();
        strand.beginWord();
        try {
            Verb verb = vocabulary().find(word).orElse(null);
            if (verb == null) {
                return BareWord.call(this, word, arguments);
            }
            Call call = new Call(this, verb, Arguments.of(verb.signature(), arguments));
            strand.answers().note(verb, call);
            return strand.foresight().run(verb, call);
        } catch (SysException | NetlinkException | NamespaceException | CodecException e) {
            throw Failure.told(e);
        } finally {
            strand.endWord();
        }
    }

    /** The value of a bare word: a word of the language, a device of the current context, a named network namespace. */
    public Object word(String name) {
        strands.acting();
        try {
            return bare(name);
        } catch (SysException | NetlinkException | NamespaceException | CodecException e) {
            throw Failure.told(e);
        }
    }

    private Object bare(String name) {
        Optional<Verb> verb = vocabulary().find(name);
        if (verb.isPresent()) {
            return verb.get().bare(this);
        }
        if (vocabulary().isPrefix(name)) {
            return new WordReference(this, name);
        }
        return BareWord.resolve(this, name).orElseThrow(() -> BareWord.unknown(this, name));
    }

    /**
     * Carries out what a word described. When one fails, those before it are taken back, last first, so that a line is done or
     * not done.
     *
     * @return what the last operation answered
     */
    public Object change(List<Operation> operations) {
        return change(operations, Map.of());
    }

    /**
     * Carries out operations of lines that no longer run.
     *
     * @param written by operation the line that asked for it
     */
    public Object change(List<Operation> operations, Map<Operation, StackTraceElement> written) {
        Strand strand = strands.acting();
        operations.forEach(rights::check);
        return new AllOrNothing(strand.executor(), history, written, this::notice).run(operations);
    }

    /**
     * Makes something so: carries out the missing operations. When one is refused because others were faster, those still missing are
     * carried out; it is an error only when they are the same.
     *
     * @param plan the missing operations, read from the live state each time
     * @return the answer of the last operation, null without one
     */
    public Object ensure(Supplier<List<Operation>> plan) {
        return ensure(plan, Map.of());
    }

    /**
     * Makes something so for lines that no longer run.
     *
     * @param written by operation the line that asked for it; the plan may add to it
     */
    public Object ensure(Supplier<List<Operation>> plan, Map<Operation, StackTraceElement> written) {
        Strand strand = strands.acting();
        Supplier<List<Operation>> checked = () -> {
            List<Operation> operations = plan.get();
            operations.forEach(rights::check);
            return operations;
        };
        return new AllOrNothing(strand.executor(), history, written, this::notice).ensure(checked);
    }

    /** Runs the action in a context; the one before it comes back, whatever happens. */
    public <T> T within(Context context, String name, Supplier<T> action) {
        Strand strand = strands.acting();
        int depth = strand.places().depth();
        int moves = strand.moves();
        strand.places().push(context, name);
        try {
            return action.get();
        } finally {
            if (!strand.isGivenUp()) {
                strand.places().shrink(depth);
                if (strand.moves() != moves) {
                    strand.settle();
                }
            }
        }
    }

    /**
     * Runs an action, which can be any Java code, on a thread in the current context, and waits for it. An exception of the
     * action is thrown unchanged.
     */
    <T> T inside(Callable<T> action) {
        Strand strand = strands.current();
        return new Staying(this, strand).inside(action);
    }

    /** Runs the action where a value was made: it stays in its namespaces wherever it is used. */
    public <T> T at(Place place, Supplier<T> action) {
        return context().equals(place.context()) ? action.get() : within(place.context(), place.name(), action);
    }

    /** Changes the current context until {@link #leave()}. */
    public void enter(Context context, String name) {
        Strand strand = strands.acting();
        strand.places().push(context, name);
        strand.settle();
    }

    /** Exchanges the innermost context, until the block that it belongs to ends or {@link #leave()}. */
    public void move(Context context) {
        place().move(context);
        strands.current().settle();
    }

    /** From now on programs go through this instead, until the block that the innermost context belongs to ends. */
    public void move(Entrance entrance) {
        place().move(entrance);
    }

    /** Runs the action; the programs that it starts go through the entrance, and not through the one that others go through. */
    public <T> T through(Entrance entrance, Supplier<T> action) {
        return within(context(), place().name(), () -> {
            move(entrance);
            return action.get();
        });
    }

    /** Goes back to the context before the last {@link #enter}; at the outermost it is an error. */
    public void leave() {
        Strand strand = strands.acting();
        int depth = strand.places().depth();
        if (depth == 1) {
            throw new NsxException("there is nothing to leave").because("the current context is the host's");
        }
        strand.places().shrink(depth - 1);
        strand.settle();
    }

    public Context context() {
        return place().context();
    }

    /** This session in its current context. */
    public Here here() {
        return here(context());
    }

    /** This session in a context. */
    public Here here(Context context) {
        return new Here(this, context);
    }

    /** The current context and its name. */
    public Place place() {
        return strands.current().places().innermost();
    }

    /** The current context and those around it, innermost first. */
    public List<Place> places() {
        return strands.current().places().all();
    }

    /** The places of all threads that act in this session now. */
    public List<Place> everyPlace() {
        return strands.places();
    }

    /** The context that nsx was started in. */
    public Context host() {
        return host;
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

    public Kernel kernel() {
        return strands.current().kernel();
    }

    public Binding binding() {
        return binding;
    }

    public Answers answers() {
        return strands.current().answers();
    }

    public Executor executor() {
        return strands.current().executor();
    }

    /** Puts another executor in front: one that prints, counts or refuses. */
    public void executeWith(Executor other) {
        Strand strand = strands.current();
        strand.does(strand.kernel(), other, strand.foresight());
    }

    /** The handler of words that the current plan cannot resolve. */
    public Foresight foresight() {
        return strands.current().foresight();
    }

    /**
     * Runs the action with another kernel and executor, in a place and with variables that end with it: what it does stays in
     * there.
     */
    public <T> T foresee(Kernel other, Executor noting, Foresight unresolved, Supplier<T> action) {
        Strand strand = strands.current();
        Kernel before = strand.kernel();
        Executor executing = strand.executor();
        Foresight foreseeing = strand.foresight();
        Map<String, Object> variables = new HashMap<>();
        ((Map<?, ?>) binding.getVariables()).forEach((k, v) -> variables.put((String) k, v));
        strand.does(other, noting, unresolved);
        try {
            return strand.answers().aside(() -> within(context(), place().name(), action));
        } finally {
            strand.does(before, executing, foreseeing);
            binding.getVariables().clear();
            variables.forEach(binding::setVariable);
        }
    }

    /** Where its scripts come from. */
    public ScriptFiles scripts() {
        return scripts;
    }

    /** From now on scripts come from there. */
    public void scriptsFrom(ScriptFiles other) {
        scripts = other;
    }

    /** The programs that this session started. */
    public Programs programs() {
        return programs;
    }

    /** Tells the user something that is neither an answer nor an error: it goes to standard error. */
    public void notice(String text) {
        notices.accept(text);
    }

    /** Where notices go: nowhere until somebody listens. */
    public void noticesTo(Consumer<String> consumer) {
        notices = consumer;
    }

    /** Closes the thing when the session ends. */
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
        Kernel kernel = strands.lines().kernel();
        strands.close();
        kernel.close();
        host.all().forEach(Namespace::close);
    }
}
