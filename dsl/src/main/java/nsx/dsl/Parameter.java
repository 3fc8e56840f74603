package nsx.dsl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.dsl.value.Facts;
import nsx.ns.NamespaceKind;

/**
 * One argument of a word.
 *
 * @param name what a named argument is called, and what the reference calls a positional one
 * @param type what is expected there: checked, completed and explained by it
 * @param place positional (required, optional, repeated), named, or the block
 * @param summary one line, without a full stop
 * @param choices what can stand there, where it is one of a few: names, true, false; else empty
 * @param several whether a list of such can stand there too
 */
public record Parameter(String name, Type type, Place place, String summary, List<String> choices, boolean several)
        implements Facts {
    private static final List<String> TRUTH = List.of("true", "false");

    /** Where an argument stands. */
    public enum Place {
        REQUIRED,
        OPTIONAL,
        REPEATED,
        NAMED,
        BLOCK
    }

    /** What an argument is. */
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
        /** The same of an address that a device is to have. */
        NEW_ADDRESS(false),
        /** A device, or an address of one. */
        SOURCE(false),
        MAC(false),
        NUMBER(false),
        PID(false),
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
        /** What another word answered. */
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

        /** Whether it is text, or something that has a name, and nothing else. */
        public boolean isText() {
            return switch (this) {
                case NEW_NAME, NEW_LINK, CONTAINER, CGROUP, WORD, FILE, FILESYSTEM, SCRIPT, SYSCTL -> true;
                // a network namespace can be given as a value too
                default -> kind != null && kind != NamespaceKind.NET;
            };
        }

        /** Whether a bare word is taken as text here. */
        public boolean isName() {
            return name;
        }
    }

    private Parameter(String name, Type type, Place place, String summary) {
        this(name, type, place, summary, type == Type.FLAG ? TRUTH : List.of(), false);
    }

    public static Parameter required(String name, Type type, String summary) {
        return new Parameter(name, type, Place.REQUIRED, summary);
    }

    public static Parameter optional(String name, Type type, String summary) {
        return new Parameter(name, type, Place.OPTIONAL, summary);
    }

    public static Parameter repeated(String name, Type type, String summary) {
        return new Parameter(name, type, Place.REPEATED, summary);
    }

    public static Parameter named(String name, Type type, String summary) {
        return new Parameter(name, type, Place.NAMED, summary);
    }

    /** Any named argument: names that the word cannot know beforehand, such as those of namespaces. */
    public static Parameter anyNamed(Type type, String summary) {
        return new Parameter("*", type, Place.NAMED, summary);
    }

    /** A named argument that is one of these. */
    public static Parameter choice(String name, String summary, String... choices) {
        return named(name, Type.CHOICE, summary).among(List.of(choices));
    }

    /** A named argument that is true or false, and that the kernel takes as a number too. */
    public static Parameter truth(String name, String summary) {
        return named(name, Type.CHOICE, summary).among(TRUTH);
    }

    /** The same with a few values that it can have, or that can be in its list. */
    public Parameter among(List<String> values) {
        return new Parameter(name, type, place, summary, List.copyOf(values), several);
    }

    /** The same where a list of such can stand too. */
    public Parameter orSeveral() {
        return new Parameter(name, type, place, summary, choices, true);
    }

    /** The same as the one argument of a word that is called as this one is. */
    public Parameter alone() {
        return new Parameter(name, type, Place.REQUIRED, summary, choices, several);
    }

    public static Parameter block(String summary) {
        return new Parameter("block", Type.BLOCK, Place.BLOCK, summary);
    }

    public boolean isPositional() {
        return place == Place.REQUIRED || place == Place.OPTIONAL || place == Place.REPEATED;
    }

    @Override
    public List<String> facts() {
        return List.of("name", "type", "place", "summary");
    }
}
