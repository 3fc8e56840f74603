package nsx.dsl.word;

import java.util.Optional;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader.Range;

/** Numbers that ip(8) writes in hexadecimal, such as a type of service: scripts write {@code 16} or {@code '0x10'}. */
public final class Hexadecimal {
    private Hexadecimal() {}

    /** A reader of a whole number in a range, both ends included. */
    public static Reader<Integer> reader(int least, int most) {
        Reader<Integer> number = Reader.integer(least, most);
        return Reader.<Integer>of(
                        Type.NUMBER,
                        number.wanted() + ", or as '0x10'",
                        value -> number.read(number(value).orElse(value)))
                .within(new Range(least, most));
    }

    /** The number in text such as {@code '0x10'}; empty if the value is something else. */
    public static Optional<Object> number(Object value) {
        return value instanceof CharSequence text && text.toString().matches("0[xX][0-9a-fA-F]{1,8}")
                ? Optional.of(Long.decode(text.toString()))
                : Optional.empty();
    }
}
