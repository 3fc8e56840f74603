package nsx.xtables;

import java.util.Objects;

/** Writes a match or a target and its options in the words of iptables-save. */
final class Options {
    private final StringBuilder text;

    private Options(String head) {
        text = new StringBuilder(head);
    }

    static Options match(String name) {
        return new Options("-m " + SavedWords.name(name));
    }

    static Options target(String name) {
        return new Options("-j " + SavedWords.name(name));
    }

    /** Adds an option with its value; an empty value for none. */
    Options add(String option, Object value) {
        return add(false, option, value);
    }

    Options add(boolean not, String option, Object value) {
        String said = Objects.toString(value);
        text.append(not ? " ! " : " ").append(option).append(said.isEmpty() ? "" : " " + said);
        return this;
    }

    Options addIf(boolean given, String option, Object value) {
        return given ? add(option, value) : this;
    }

    /** Adds three dots for options that nsx cannot write. */
    Options addUnknown(boolean given) {
        text.append(given ? " …" : "");
        return this;
    }

    /** A number, or a range of numbers. */
    static String range(long first, long last, String between) {
        return first == last ? Long.toUnsignedString(first) : first + between + last;
    }

    static String hex(int number) {
        return "0x" + Integer.toHexString(number);
    }

    /** A byte of two hexadecimal digits. */
    static String hexByte(int number) {
        return String.format("0x%02x", number);
    }

    /** A mark, with its mask if that leaves bits out. */
    static String masked(int mark, int mask) {
        return hex(mark) + (mask == -1 ? "" : "/" + hex(mask));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
