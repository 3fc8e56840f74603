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
 * One argument of a word: its name and place, how it is read ({@link Reader}: type, range, choices), its default, and a line of help.
 * {@link Call#get} returns its value. Completion, help, the reference and {@code nsx check} use the rest.
 *
 * @param <T> the type of its value
 */
public final class Parameter<T> implements Facts {
    /** Stands for any name: see {@link #anyNamed}. */
    static final String ANY_NAME = "*";

    /** Where an argument stands. */
    public enum Position {
        REQUIRED,
        OPTIONAL,
        REPEATED,
        NAMED,
        BLOCK
    }

    /** The type of an argument. */
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
        /** {@code NS:DEV} or {@code DEV}. */
        ENDPOINT(true),
        /** Where packets are sent: an IP address, or the name of a network namespace, a device or a host. */
        DESTINATION(true),
        /** A namespace of any kind, as a value. */
        NAMESPACE(false),
        /** The number of a namespace in {@code net:[4026532384]}. */
        INODE(false),
        KIND(false),
        CONTAINER(true),
        CGROUP(true),
        /** An IP address without a prefix. */
        ADDRESS(false),
        /** An IP address with a prefix, or {@code default}. */
        PREFIX(false),
        /** An IP address with a prefix, for a device to have. */
        NEW_ADDRESS(false),
        /** A device, or an address of one. */
        SOURCE(false),
        MAC(false),
        NUMBER(false),
        PID(false),
        /** The name of what another program keeps: a container, a pod, a machine, a unit. */
        TENANT(false),
        USER(false),
        /** The key of an object of System V IPC. */
        SHM_KEY(false),
        MSG_KEY(false),
        SEM_KEY(false),
        /** The name of a POSIX message queue. */
        QUEUE(false),
        TEXT(false),
        /** One of {@link Parameter#choices}; a word may take others too. */
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
        ANY(false);

        private final boolean name;
        private final NamespaceKind kind;

        Type(boolean name) {
            this(name, null);
        }

        Type(boolean name, NamespaceKind kind) {
            this.name = name;
            this.kind = kind;
        }

        /** The type of a name of a namespace of this kind. */
        public static Type of(NamespaceKind kind) {
            return Arrays.stream(values())
                    .filter(t -> t.kind == kind)
                    .findFirst()
                    .orElseThrow();
        }

        /** The kind of the namespaces that it names; empty for any other type. */
        public Optional<NamespaceKind> kind() {
            return Optional.ofNullable(kind);
        }

        /** Whether it takes only text, or something that has a name. */
        public boolean isText() {
            return switch (this) {
                case NEW_NAME, NEW_LINK, CONTAINER, CGROUP, WORD, FILE, FILESYSTEM, SCRIPT, SYSCTL -> true;
                // a network namespace can be given as a value too
                default -> kind != null && kind != NamespaceKind.NET;
            };
        }

        /** Whether a bare word is text in this place. */
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

    private Parameter(String name, Reader<T> reader, Position place, String summary, T otherwise, String usual) {
        this(name, reader, place, summary, otherwise, usual, null);
    }

    private Parameter(
            String name,
            Reader<T> reader,
            Position place,
            String summary,
            T otherwise,
            String usual,
            Supplier<? extends List<? extends Parameter<?>>> known) {
        this.known = known;
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
        return new Parameter<>(ANY_NAME, Reader.any(Type.ANY), Position.NAMED, summary, null, "", options);
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

    /** An option that is one of these words. */
    public static Parameter<String> choice(String name, String summary, String... choices) {
        return named(name, Reader.choice(choices), summary);
    }

    /** The block of a word. */
    public static Parameter<Object> block(String summary) {
        return of("block", Reader.any(Type.BLOCK), Position.BLOCK, summary);
    }

    /** This parameter with a default; help shows it. */
    public Parameter<T> otherwise(T value) {
        return new Parameter<>(name, reader, place, summary, value, Reader.script(value));
    }

    /** This parameter with a default that depends on other things; help shows this text. */
    public Parameter<T> usually(String text) {
        return new Parameter<>(name, reader, place, summary, otherwise, text);
    }

    /** This parameter with values that completion proposes; it accepts others too. */
    public Parameter<T> among(List<String> values) {
        return new Parameter<>(name, reader.among(values), place, summary, otherwise, usual);
    }

    /** This parameter as the only, required argument of a word of the same name. */
    public Parameter<T> alone() {
        return of(name, reader, Position.REQUIRED, summary);
    }

    /** The name of a named argument; help also calls a positional one by it. */
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

    /** One line, without a full stop, without range, choices and default. */
    public String summary() {
        return summary;
    }

    /** The possible values if there are only a few; else empty. */
    public List<String> choices() {
        return reader.choices();
    }

    /** The default; empty for none. */
    public Optional<T> otherwise() {
        return Optional.ofNullable(otherwise);
    }

    /** The default as help shows it; empty for none. */
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

    /** Whether it stands for options of any name. */
    public boolean isAnyName() {
        return name.equals(ANY_NAME);
    }

    /**
     * Reads the value that a script gave.
     *
     * @param word the word that has the argument, for the error
     * @throws NsxException when the value does not fit; it says what does
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

    /** {@code ping 10.0}: Groovy reads an address without quotes as one or two numbers. */
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
