package nsx.dsl;

/**
 * One argument of a word.
 *
 * @param name what a named argument is called, and what the reference calls a positional one
 * @param type what is expected there: checked, completed and explained by it
 * @param place positional (required, optional, repeated), named, or the block
 * @param summary one line, without a full stop
 */
public record Parameter(String name, Type type, Place place, String summary) {
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
        NETNS(true),
        /** {@code NS:DEV} or {@code DEV}. */
        ENDPOINT(true),
        NAMESPACE(false),
        KIND(false),
        /** An IP address without a prefix. */
        ADDRESS(false),
        /** An IP address with a prefix, or {@code default}. */
        PREFIX(false),
        MAC(false),
        NUMBER(false),
        TEXT(false),
        FLAG(false),
        DURATION(false),
        SIZE(false),
        RATE(false),
        PERCENT(false),
        FILE(false),
        SCRIPT(false),
        SYSCTL(false),
        COMMAND(false),
        WORD(true),
        MAP(false),
        LIST(false),
        BLOCK(false),
        ANY(false);

        private final boolean name;

        Type(boolean name) {
            this.name = name;
        }

        /** Whether a bare word is taken as text here. */
        public boolean isName() {
            return name;
        }
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

    public static Parameter block(String summary) {
        return new Parameter("block", Type.BLOCK, Place.BLOCK, summary);
    }

    public boolean isPositional() {
        return place == Place.REQUIRED || place == Place.OPTIONAL || place == Place.REPEATED;
    }
}
