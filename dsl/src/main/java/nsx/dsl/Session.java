package nsx.dsl;

import groovy.lang.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.compile.Definitions;
import nsx.dsl.compile.Engine;
import nsx.dsl.compile.Source;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.process.Entrance;
import nsx.process.FreshNamespaces;
import nsx.rtnl.Link;

/**
 * One run of nsx: variables, the context stack, the kernel and the executor. It evaluates text and returns values; it prints
 * nothing.
 */
public final class Session implements AutoCloseable {
    private final Vocabulary vocabulary;
    private Kernel kernel;
    private final Lines lines;
    private final Binding binding = new Binding();
    private final Answers answers = new Answers();
    private final PlaceStack places;
    private final List<AutoCloseable> belongings = new ArrayList<>();
    private final Context host;
    private final Programs programs;
    private final Rights rights;
    private Executor executor;
    private Foresight foresight = Foresight.NONE;
    private Consumer<String> notices = text -> {};

    public Session(Vocabulary vocabulary, Kernel kernel, Context host, Engine engine) {
        this.vocabulary = vocabulary;
        this.kernel = kernel;
        this.host = host;
        this.rights = new Rights(host);
        this.executor = new LiveExecutor(kernel);
        this.places = new PlaceStack(host);
        this.lines = new Lines(this, engine, places);
        this.programs = own(new Programs(host, this::notice, () -> place().entrance()));
    }

    /** A session on this machine, in the namespaces of the calling thread. */
    public static Session live(Engine engine) {
        return new Session(Vocabulary.standard(), new LiveKernel(), Context.ofThisThread(), engine);
    }

    /** From now on what a line defines (methods, classes, imports) lives on in the next ones. */
    public void keepDefinitions() {
        lines.keepDefinitions();
    }

    /** What the lines defined so far; empty unless definitions are kept. */
    public Optional<Definitions> definitions() {
        return lines.definitions();
    }

    /** The same in fresh namespaces of these kinds, beside those of the calling thread; they end with the session. */
    public static Session fresh(Engine engine, Set<NamespaceKind> kinds) {
        Context outside = Context.ofThisThread();
        FreshNamespaces made = FreshNamespaces.make(outside, kinds);
        Session session = new Session(Vocabulary.standard(), new LiveKernel(), made.in(outside), engine);
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
     * Leaves behind a thread that does not stop, in the middle of a line, which has failed with that: it can use no word any more.
     * What it has open is not closed under it.
     */
    public void giveUp(Thread thread) {
        lines.giveUp(thread);
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
        lines.checkOwner();
        Verb verb = vocabulary.find(word).orElse(null);
        if (verb == null) {
            return BareWord.call(this, word, arguments);
        }
        Call call = new Call(this, verb, Arguments.of(verb.signature(), arguments));
        answers.note(verb, call);
        return foresight.run(verb, call);
    }

    /** What a bare word stands for: a word of the language, a device of the current context, a named network namespace. */
    public Object word(String name) {
        Optional<Verb> verb = vocabulary.find(name);
        if (verb.isPresent()) {
            return verb.get().bare(this);
        }
        if (vocabulary.isPrefix(name)) {
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
     * The same of operations that lines said which are not running any more.
     *
     * @param written by operation the line that asked for it
     */
    public Object change(List<Operation> operations, Map<Operation, StackTraceElement> written) {
        lines.checkOwner();
        operations.forEach(rights::check);
        return new AllOrNothing(executor, written, this::notice).run(operations);
    }

    /** Runs the action in a context; the one before it comes back, whatever happens. */
    public <T> T within(Context context, String name, Supplier<T> action) {
        int depth = places.all().size();
        places.push(context, name);
        try {
            return action.get();
        } finally {
            if (lines.isOwner()) {
                places.shrink(depth);
            }
        }
    }

    /** Runs the action where a value was made: it stays in its namespaces wherever it is used. */
    public <T> T at(Place place, Supplier<T> action) {
        return context().equals(place.context()) ? action.get() : within(place.context(), place.name(), action);
    }

    /** Changes the current context until {@link #leave()}. */
    public void enter(Context context, String name) {
        places.push(context, name);
    }

    /** Exchanges the innermost context, until the block that it belongs to ends or {@link #leave()}. */
    public void move(Context context) {
        place().move(context);
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
        int depth = places.all().size();
        if (depth == 1) {
            throw new NsxException("there is nothing to leave").because("the current context is the host's");
        }
        places.shrink(depth - 1);
    }

    public Context context() {
        return place().context();
    }

    /** The current context and its name. */
    public Place place() {
        return places.innermost();
    }

    /** The current context and those around it, innermost first. */
    public List<Place> places() {
        return places.all();
    }

    /** The context that nsx was started in. */
    public Context host() {
        return host;
    }

    /** The devices of the current network namespace, read from the kernel. */
    public List<String> devices() {
        return List.copyOf(Devices.all(this, context()).stream().map(Link::name).toList());
    }

    /** The named network namespaces, read from the kernel. */
    public List<String> namespaces() {
        return List.copyOf(BareWord.names(this));
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public Kernel kernel() {
        return kernel;
    }

    public Binding binding() {
        return binding;
    }

    public Answers answers() {
        return answers;
    }

    public Executor executor() {
        return executor;
    }

    /** Puts another executor in front: one that prints, counts or refuses. */
    public void executeWith(Executor other) {
        executor = other;
    }

    /** What a plan that is being made notes of words that it cannot resolve. */
    public Foresight foresight() {
        return foresight;
    }

    /**
     * Runs the action with another kernel and executor, in a place and with variables that end with it: what it does stays in
     * there.
     */
    public <T> T foresee(Kernel other, Executor noting, Foresight unresolved, Supplier<T> action) {
        Kernel before = kernel;
        Executor executing = executor;
        Foresight foreseeing = foresight;
        Map<String, Object> variables = new HashMap<>();
        ((Map<?, ?>) binding.getVariables()).forEach((k, v) -> variables.put((String) k, v));
        kernel = other;
        executor = noting;
        foresight = unresolved;
        try {
            return answers.aside(() -> within(context(), place().name(), action));
        } finally {
            kernel = before;
            executor = executing;
            foresight = foreseeing;
            binding.getVariables().clear();
            variables.forEach(binding::setVariable);
        }
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
        kernel.close();
        places.shrink(0);
        host.all().forEach(Namespace::close);
    }
}
