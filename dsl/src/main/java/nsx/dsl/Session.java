package nsx.dsl;

import groovy.lang.Binding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.compile.Definitions;
import nsx.dsl.compile.Engine;
import nsx.dsl.compile.Source;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.process.Entrance;
import nsx.process.FreshNamespaces;

/**
 * One run of nsx: variables, the context stack, the kernel and the executor. It evaluates text and returns values; it prints
 * nothing.
 */
public final class Session implements AutoCloseable {
    private static final String ARGUMENTS = "args";
    private final Vocabulary vocabulary;
    private Kernel kernel;
    private final Engine engine;
    private final Binding binding = new Binding();
    private final Answers answers = new Answers();
    private final Deque<Place> places = new ArrayDeque<>();
    private final List<AutoCloseable> belongings = new ArrayList<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final Context host;
    private final Programs programs;
    private Definitions definitions;
    private State running;
    private volatile Thread givenUp;
    private Executor executor;
    private Foresight foresight = Foresight.NONE;
    private Consumer<String> notices = text -> {};

    /**
     * A context, what the prompt calls it, and what programs go through when they start there (a control group). While it lasts,
     * its namespaces can be exchanged for others; whatever is entered inside keeps the entrance.
     */
    public static final class Place {
        private final Context entered;
        private final String name;
        private Context context;
        private Anchor anchor;
        private Entrance entrance;

        private Place(Context context, String name, Entrance entrance) {
            this.entered = context;
            this.context = context;
            this.name = name;
            this.entrance = entrance;
        }

        public Context context() {
            return context;
        }

        public String name() {
            return name;
        }

        /** What programs go through when they start here. */
        public Entrance entrance() {
            return entrance;
        }

        /** What holds the time namespace that was made for this place; empty when it is that which was entered. */
        public Optional<Anchor> anchor() {
            return Optional.ofNullable(anchor);
        }

        /** Puts a time namespace in the place of the one that is there; it is let go with the place, or when another one comes. */
        public void exchange(Anchor made) {
            exchange(context.with(made.namespace()), made);
        }

        /** The same with a namespace that others hold. */
        public void exchange(Namespace time) {
            exchange(context.with(time), null);
        }

        private void exchange(Context changed, Anchor made) {
            Anchor before = anchor;
            context = changed;
            anchor = made;
            if (before != null) {
                before.close();
            }
        }

        private void end() {
            exchange(entered, null);
        }
    }

    public Session(Vocabulary vocabulary, Kernel kernel, Context host, Engine engine) {
        this.vocabulary = vocabulary;
        this.kernel = kernel;
        this.engine = engine;
        this.host = host;
        this.executor = new LiveExecutor(kernel);
        this.programs = own(new Programs(host, this::notice, () -> place().entrance()));
        places.push(new Place(host, "host", Entrance.NONE));
    }

    /** A session on this machine, in the namespaces of the calling thread. */
    public static Session live(Engine engine) {
        return new Session(Vocabulary.standard(), new LiveKernel(), Context.ofThisThread(), engine);
    }

    /** From now on what a line defines (methods, classes, imports) lives on in the next ones. */
    public void keepDefinitions() {
        definitions = new Definitions();
    }

    /** What the lines defined so far; empty unless definitions are kept. */
    public Optional<Definitions> definitions() {
        return Optional.ofNullable(definitions);
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
        State before = new State();
        running = before;
        sources.put(source.unit(), source);
        answers.beginEvaluation();
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
                kernel.release();
            }
        }
    }

    private Object define(Source source, State before) {
        Definitions.Line line = definitions.compile(source);
        Object value = run(line.script());
        checkOwner();
        before.changed().forEach(definitions::forget);
        line.names().forEach(binding.getVariables()::remove);
        definitions.keep(line);
        answers.noteDefinitions(line.defines() || !before.changed().isEmpty());
        return value;
    }

    private Object run(NsxScript script) {
        script.attach(this);
        return script.run();
    }

    /** What a line that fails gives back. */
    private final class State {
        private final Deque<Place> before = new ArrayDeque<>(places);
        private final Map<String, Object> variables = new HashMap<>(variables());

        /** The variables that are new or stand for something else now. */
        private Set<String> changed() {
            return variables().entrySet().stream()
                    .filter(e -> !variables.containsKey(e.getKey()) || variables.get(e.getKey()) != e.getValue())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        private void restore() {
            places.stream().filter(p -> !before.contains(p)).forEach(Place::end);
            places.clear();
            places.addAll(before);
            variables().clear();
            variables().putAll(variables);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> variables() {
        return binding.getVariables();
    }

    /**
     * Leaves behind a thread that does not stop, in the middle of a line, which has failed with that: it can use no word any more.
     * What it has open is not closed under it.
     */
    public void giveUp(Thread thread) {
        givenUp = thread;
        kernel.forget();
        if (running != null) {
            running.restore();
        }
    }

    private boolean isOwner() {
        return Thread.currentThread() != givenUp;
    }

    private void checkOwner() {
        if (!isOwner()) {
            throw new java.util.concurrent.CancellationException("this line was given up");
        }
    }

    /** Runs a script inside the one that is running: same variables, same context, arguments of its own. */
    public Object include(Source source, List<String> arguments) {
        sources.put(source.unit(), source);
        Object before = binding.hasVariable(ARGUMENTS) ? binding.getVariable(ARGUMENTS) : List.of();
        binding.setVariable(ARGUMENTS, arguments);
        try {
            NsxScript script = engine.load(source);
            script.attach(this);
            return answers.including(script::run);
        } finally {
            binding.setVariable(ARGUMENTS, before);
        }
    }

    /** The text that was evaluated as this {@link Source#unit}, for messages that show a line of it. */
    public Optional<Source> source(String unit) {
        return Optional.ofNullable(sources.get(unit));
    }

    /** Uses a word, as a script does by writing it. */
    public Object call(String word, Object... arguments) {
        checkOwner();
        Verb verb = vocabulary.find(word).orElseThrow(() -> unknown(word));
        Call call = Arguments.of(this, verb, arguments);
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
        return BareWord.resolve(this, name).orElseThrow(() -> unknown(name));
    }

    private NsxException unknown(String word) {
        List<String> beside = vocabulary.beside(word);
        if (!beside.isEmpty()) {
            return new NsxException("there is no word '" + word + "'")
                    .at(word.substring(word.indexOf('.') + 1))
                    .hint(Optional.ofNullable(Texts.didYouMean(word, beside))
                            .orElse("there are " + String.join(", ", beside)));
        }
        return new NsxException("nothing here is called '" + word + "'")
                .because("it is no word of nsx, no variable, no device and no network namespace")
                .at(word)
                .hint(Texts.didYouMean(word, BareWord.known(this)));
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
        checkOwner();
        List<Operation> done = new ArrayList<>();
        Object answer = null;
        for (Operation operation : operations) {
            try {
                answer = executor.run(operation);
                done.add(0, operation);
            } catch (RuntimeException e) {
                done.forEach(o -> o.undo().get().forEach(executor::run));
                throw Failure.of(operation, e).written(written.get(operation));
            }
        }
        return answer;
    }

    /** Runs the action in a context; the one before it comes back, whatever happens. */
    public <T> T within(Context context, String name, Supplier<T> action) {
        places.push(new Place(context, name, place().entrance()));
        int depth = places.size();
        try {
            return action.get();
        } finally {
            while (isOwner() && places.size() >= depth) {
                places.pop().end();
            }
        }
    }

    /** Runs the action where a value was made: it stays in its namespaces wherever it is used. */
    public <T> T at(Place place, Supplier<T> action) {
        return context().equals(place.context()) ? action.get() : within(place.context(), place.name(), action);
    }

    /** Changes the current context until {@link #leave()}. */
    public void enter(Context context, String name) {
        places.push(new Place(context, name, place().entrance()));
    }

    /** Exchanges the innermost context, until the block that it belongs to ends or {@link #leave()}. */
    public void move(Context context) {
        places.peek().context = context;
    }

    /** From now on programs go through this too, until the block that the innermost context belongs to ends. */
    public void move(Entrance entrance) {
        places.peek().entrance = places.peek().entrance.then(entrance);
    }

    /** Runs the action; the programs that it starts go through the entrance, inside those that they go through anyhow. */
    public <T> T through(Entrance entrance, Supplier<T> action) {
        return within(context(), place().name(), () -> {
            move(entrance);
            return action.get();
        });
    }

    /** Goes back to the context before the last {@link #enter}; at the outermost it is an error. */
    public void leave() {
        if (places.size() == 1) {
            throw new NsxException("there is nothing to leave").because("the current context is the host's");
        }
        places.pop().end();
    }

    public Context context() {
        return places.peek().context();
    }

    /** The current context and its name. */
    public Place place() {
        return places.peek();
    }

    /** The current context and those around it, innermost first. */
    public List<Place> places() {
        return List.copyOf(places);
    }

    /** The context that nsx was started in. */
    public Context host() {
        return host;
    }

    /** The devices of the current network namespace, read from the kernel. */
    public List<String> devices() {
        return List.copyOf(
                Devices.all(this, context()).stream().map(nsx.rtnl.Link::name).toList());
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
            foresight = Foresight.NONE;
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
        places.forEach(Place::end);
        host.all().forEach(Namespace::close);
    }
}
