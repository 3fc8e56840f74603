package nsx.dsl.word;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.shape.Facts;
import nsx.ns.NamespaceKind;

/**
 * One argument of a word: its name and position, its {@link Reader} (type, range, choices), its default, and a line
 * of help. {@link Call#get} returns its value. Completion, help, the reference and {@code nsx check} use the rest.
 *
 * @param <T> the type of its value
 */
public final class Parameter<T> implements Facts {
    /** The name of a parameter for any option: see {@link #anyNamed}. */
    static final String ANY_NAME = "*";

    /** The position of an argument. */
    public enum Position {
        REQUIRED,
        OPTIONAL,
        REPEATED,
        NAMED,
        BLOCK
    }

    /** The types of arguments. */
    public enum Type {
        /** A name that may not exist yet. */
        NEW_NAME(true),
        LINK(true),
        /** The name of a device, which may not exist yet. */
        NEW_LINK(true),
        NETNS(true, NamespaceKind.NET),
        IPCNS(true, NamespaceKind.IPC),
        UTSNS(true, NamespaceKind.UTS),
        TIMENS(true, NamespaceKind.TIME),
        MNTNS(true, NamespaceKind.MNT),
        PIDNS(true, NamespaceKind.PID),
        USERNS(true, NamespaceKind.USER),
        CGROUPNS(true, NamespaceKind.CGROUP),
        /** An end of a pair: {@code NS:DEV} or {@code DEV}. */
        ENDPOINT(true),
        /** A destination of packets: an IP address, or the name of a network namespace, a device or a host. */
        DESTINATION(true),
        /** Where packets start: a network namespace, or KIND/NAME of a tenant of another program. */
        ORIGIN(true, NamespaceKind.NET),
        /** A value that is a namespace of any kind. */
        NAMESPACE(false),
        /** The number of a namespace, as in {@code net:[4026532384]}. */
        INODE(false),
        KIND(false),
        CONTAINER(true),
        CGROUP(true),
        /** An IP address without a prefix length. */
        ADDRESS(false),
        /** An IP address with a prefix length, or {@code default}. */
        PREFIX(false),
        /** An IP address with a prefix length, to be added to a device. */
        NEW_ADDRESS(false),
        /** A device, or an address of one. */
        SOURCE(false),
        MAC(false),
        NUMBER(false),
        PID(false),
        /** The name of a tenant of another program: a container, a pod, a machine, a unit. */
        TENANT(false),
        USER(false),
        /** The key of a System V IPC object. */
        SHM_KEY(false),
        MSG_KEY(false),
        SEM_KEY(false),
        /** The name of a POSIX message queue. */
        QUEUE(false),
        TEXT(false),
        /** One of {@link Parameter#choices}; a word may accept others too. */
        CHOICE(false),
        FLAG(false),
        DURATION(false),
        SIZE(false),
        RATE(false),
        PERCENT(false),
        FILE(false),
        SCRIPT(false),
        SYSCTL(false),
        FILESYSTEM(false),
        COMMAND(false),
        WORD(true),
        /** The value that another word returned. */
        ANSWER(false),
        MAP(false),
        LIST(false),
        BLOCK(false),
        ANY(false),
        /** Any value, also null. */
        VALUE(false);

        private final boolean name;
        private final NamespaceKind kind;

        Type(boolean name) {
            this(name, null);
        }

        Type(boolean name, NamespaceKind kind) {
            this.name = name;
            this.kind = kind;
        }

        /** The type for names of namespaces of this kind. */
        public static Type of(NamespaceKind kind) {
            return Arrays.stream(values())
                    .filter(t -> t.kind == kind)
                    .findFirst()
                    .orElseThrow();
        }

        /** The kind of namespace that an argument names; empty for any other type. */
        public Optional<NamespaceKind> kind() {
            return Optional.ofNullable(kind);
        }

        /** Whether the type accepts only text or a value that has a name. */
        public boolean isText() {
            return switch (this) {
                case NEW_NAME, NEW_LINK, CONTAINER, CGROUP, WORD, FILE, FILESYSTEM, SCRIPT, SYSCTL -> true;
                // a network namespace can also be given as a value
                default -> kind != null && kind != NamespaceKind.NET;
            };
        }

        /** Whether a bare word counts as text for this type. */
        public boolean isName() {
            return name;
        }
    }

    private final String name;
    private final Reader<T> reader;
    private final Position place;
    private final String summary;
    private final T otherwise;
    private final String usual;
    private final Supplier<? extends List<? extends Parameter<?>>> known;
    private final boolean needed;

    private Parameter(String name, Reader<T> reader, Position place, String summary, T otherwise, String usual) {
        this(name, reader, place, summary, otherwise, usual, null, false);
    }

    private Parameter(
            String name,
            Reader<T> reader,
            Position place,
            String summary,
            T otherwise,
            String usual,
            Supplier<? extends List<? extends Parameter<?>>> known,
            boolean needed) {
        this.known = known;
        this.needed = needed;
        this.name = name;
        this.reader = reader;
        this.place = place;
        this.summary = summary;
        this.otherwise = otherwise;
        this.usual = usual;
    }

    private static <T> Parameter<T> of(String name, Reader<T> reader, Position place, String summary) {
        return new Parameter<>(name, reader, place, summary, null, "");
    }

    /** A required positional argument. */
    public static <T> Parameter<T> required(String name, Reader<T> reader, String summary) {
        return of(name, reader, Position.REQUIRED, summary);
    }

    /** An optional positional argument. */
    public static <T> Parameter<T> optional(String name, Reader<T> reader, String summary) {
        return of(name, reader, Position.OPTIONAL, summary);
    }

    /** Any number of positional arguments at the end; {@link Call#all} returns them. */
    public static <T> Parameter<T> repeated(String name, Reader<T> reader, String summary) {
        return of(name, reader, Position.REPEATED, summary);
    }

    /** An option: {@code name: value}. */
    public static <T> Parameter<T> named(String name, Reader<T> reader, String summary) {
        return of(name, reader, Position.NAMED, summary);
    }

    /** Options of any name, such as names of namespaces; {@link Arguments#others} returns them. */
    public static <T> Parameter<T> anyNamed(Reader<T> reader, String summary) {
        return named(ANY_NAME, reader, summary);
    }

    /** Any of these options, which are many: help shows one line for all, and they are read on demand. */
    public static Parameter<Object> anyOf(Supplier<? extends List<? extends Parameter<?>>> options, String summary) {
        return new Parameter<>(ANY_NAME, Reader.any(Type.ANY), Position.NAMED, summary, null, "", options, false);
    }

    /** The options that an option of any name can be; empty if it can have every name. */
    Optional<List<? extends Parameter<?>>> known() {
        return Optional.ofNullable(known).map(Supplier::get);
    }

    /** The same under the name that was given, where it may be any. */
    Parameter<T> called(String given) {
        return isAnyName() ? named(given, reader, summary) : this;
    }

    /** An option that is true or false. */
    public static Parameter<Boolean> flag(String name, String summary) {
        return named(name, Reader.truth(), summary);
    }

    /** An option with one of these words as its value. */
    public static Parameter<String> choice(String name, String summary, String... choices) {
        return named(name, Reader.choice(choices), summary);
    }

    /** The block of a word. */
    public static Parameter<Object> block(String summary) {
        return of("block", Reader.any(Type.BLOCK), Position.BLOCK, summary);
    }

    /** Returns this parameter with a default, which help shows. */
    public Parameter<T> otherwise(T value) {
        return new Parameter<>(name, reader, place, summary, value, Reader.script(value));
    }

    /** Returns this parameter with a default that depends on other things; help shows this text. */
    public Parameter<T> usually(String text) {
        return new Parameter<>(name, reader, place, summary, otherwise, text);
    }

    /** Returns this parameter with values that completion proposes; it accepts others too. */
    public Parameter<T> among(List<String> values) {
        return new Parameter<>(name, reader.among(values), place, summary, otherwise, usual);
    }

    /** Returns this option as one without which no call of the word works; {@code nsx check} reports it where it is missing. */
    public Parameter<T> needed() {
        return new Parameter<>(name, reader, place, summary, otherwise, usual, known, true);
    }

    public boolean isNeeded() {
        return needed;
    }

    /** Returns this parameter as the only, required argument of a word of the same name. */
    public Parameter<T> alone() {
        return of(name, reader, Position.REQUIRED, summary);
    }

    /** The name of a named argument; help also uses it for a positional one. */
    public String name() {
        return name;
    }

    public Reader<T> reader() {
        return reader;
    }

    /** The expected type, for completion. */
    public Type type() {
        return reader.type();
    }

    public Position place() {
        return place;
    }

    /** A one-line description without a full stop, range, choices and default. */
    public String summary() {
        return summary;
    }

    /** The possible values if there are only a few; otherwise empty. */
    public List<String> choices() {
        return reader.choices();
    }

    /** The default; empty for none. */
    public Optional<T> otherwise() {
        return Optional.ofNullable(otherwise);
    }

    /** The text of the default in help; empty for none. */
    public String usual() {
        return usual;
    }

    /** The summary with the range and the default. */
    public String details() {
        return described(false);
    }

    /** The summary with the choices, the range and the default. */
    public String help() {
        return described(true);
    }

    private String described(boolean withChoices) {
        List<String> more = new ArrayList<>();
        if (withChoices && type() == Type.CHOICE && !choices().containsAll(Reader.TRUTH)) {
            more.add(Texts.either(choices().toArray(String[]::new)));
        }
        reader.range().map(Reader.Range::shown).filter(r -> !r.isEmpty()).ifPresent(more::add);
        if (!usual.isEmpty()) {
            more.add("default " + usual);
        }
        return more.isEmpty() ? summary : summary + " (" + String.join("; ", more) + ")";
    }

    public boolean isPositional() {
        return place == Position.REQUIRED || place == Position.OPTIONAL || place == Position.REPEATED;
    }

    /** Whether the parameter stands for options of any name. */
    public boolean isAnyName() {
        return name.equals(ANY_NAME);
    }

    /**
     * Parses the value from a script.
     *
     * @param word the word with the argument, for the error
     * @throws NsxException if the value does not fit; the message describes valid values
     */
    public T read(String word, Object value) {
        Optional<T> fitting;
        try {
            fitting = value == null ? Optional.empty() : reader.read(value);
        } catch (IllegalArgumentException e) {
            throw unquoted(Mistake.wrong(word, name, value, e.getMessage()), value);
        }
        return fitting.orElseThrow(() -> Mistake.unfit(word, this, value));
    }

    /**
     * Improves the error for an address without quotes, which Groovy reads as one or two numbers: {@code ping 10.0}.
     */
    private NsxException unquoted(NsxException mistake, Object value) {
        boolean text = reader.example().startsWith("'");
        return value instanceof Number && text ? mistake.hint("it needs quotes, such as " + reader.example()) : mistake;
    }

    @Override
    public List<String> facts() {
        return List.of("name", "type", "place", "help");
    }

    @Override
    public String toString() {
        return name;
    }
}
