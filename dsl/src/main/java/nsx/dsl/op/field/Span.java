package nsx.dsl.op.field;

import groovy.lang.Range;
import java.util.Optional;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;

/** A range of numbers, both ends included, such as ports or users. */
public record Span(long first, long last) {
    /** A reader of one number, or of a range in a script: {@code 80..90}. */
    public static Reader<Span> reader(long most) {
        Reader<Long> number = Reader.number(0, most);
        return Reader.<Span>of(
                        Type.ANY,
                        "a whole number from 0 to " + most + ", or a range such as 80..90",
                        value -> value instanceof Range<?> range
                                ? between(number.read(range.getFrom()), number.read(range.getTo()))
                                : between(number.read(value), number.read(value)))
                .such("80..90");
    }

    private static Optional<Span> between(Optional<Long> first, Optional<Long> last) {
        return first.flatMap(f -> last.map(l -> new Span(f, l)));
    }

    /** Returns the text of ip-rule(8). */
    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
