package nsx.proc;

import nsx.netlink.CodecException;

/**
 * The words of a text from outside, which may be malformed. A missing word or an invalid number throws {@link
 * CodecException}, which names the text.
 */
public final class TextFields {
    private final String where;
    private final String[] words;

    private TextFields(String where, String[] words) {
        this.where = where;
        this.words = words;
    }

    /**
     * Splits a text at white space.
     *
     * @param where the file of the text, for messages
     */
    public static TextFields of(String where, String text) {
        return new TextFields(where, text.strip().split("\\s+"));
    }

    /** The number of words; an empty text has one empty word. */
    public int size() {
        return words.length;
    }

    /** The word at this index, from 0. */
    public String text(int index) {
        if (index >= words.length) {
            throw new CodecException(where + " has " + words.length + " words, not " + (index + 1));
        }
        return words[index];
    }

    /** The word as a whole number, with or without a sign. */
    public long number(int index) {
        return number(where, text(index), 10);
    }

    /** The word as a number of this base, up to 2^64 - 1. */
    public long unsigned(int index, int base) {
        try {
            return Long.parseUnsignedLong(text(index), base);
        } catch (NumberFormatException e) {
            throw none(where, text(index));
        }
    }

    /** The word as a 32-bit whole number. */
    public int integer(int index) {
        return integer(where, text(index));
    }

    /** Parses a text that is a number, apart from surrounding white space. */
    public static long number(String where, String text) {
        return number(where, text.strip(), 10);
    }

    /** Parses a text that is a 32-bit number; null is not one. */
    public static int integer(String where, String text) {
        long number = number(where, text, 10);
        if (number != (int) number) {
            throw none(where, text);
        }
        return (int) number;
    }

    private static long number(String where, String text, int base) {
        try {
            return Long.parseLong(text, base);
        } catch (NumberFormatException e) {
            throw none(where, text);
        }
    }

    private static CodecException none(String where, String text) {
        return new CodecException(where + ": not a number: " + text);
    }
}
