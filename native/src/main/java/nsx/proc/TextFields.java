package nsx.proc;

import nsx.netlink.CodecException;

/**
 * The words of a text that others wrote, which may not be what it should be. Asking for a word that is not there, or for a number that
 * is none, is a {@link CodecException} that names the text.
 */
public final class TextFields {
    private final String where;
    private final String[] words;

    private TextFields(String where, String[] words) {
        this.where = where;
        this.words = words;
    }

    /**
     * The fields of a text, separated by white space.
     *
     * @param where the file that it comes from, for messages
     */
    public static TextFields of(String where, String text) {
        return new TextFields(where, text.strip().split("\\s+"));
    }

    /** How many; an empty text is one empty word. */
    public int size() {
        return words.length;
    }

    /** The word of this place, from 0. */
    public String text(int index) {
        if (index >= words.length) {
            throw new CodecException(where + " has " + words.length + " words, not " + (index + 1));
        }
        return words[index];
    }

    /** A whole number with or without a sign. */
    public long number(int index) {
        return number(where, text(index), 10);
    }

    /** A number of this base, up to 2^64 - 1. */
    public long unsigned(int index, int base) {
        try {
            return Long.parseUnsignedLong(text(index), base);
        } catch (NumberFormatException e) {
            throw none(where, text(index));
        }
    }

    /** A whole number of 32 bits. */
    public int integer(int index) {
        return integer(where, text(index));
    }

    /** A number that is all of a text, white space around it apart. */
    public static long number(String where, String text) {
        return number(where, text.strip(), 10);
    }

    /** A number of 32 bits that is all of a text; null is none. */
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
