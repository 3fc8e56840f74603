package nsx.dsl.op.field;

import groovy.lang.Range;
import java.util.Optional;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;

/** Numbers from one to another, both included: ports, users. */
public record Span(long first, long last) {
    /** One number, or a range of a script: {@code 80..90}. */
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

    /** As ip-rule(8) writes it. */
    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
