package nsx.dsl.word;

import groovy.lang.Closure;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.shape.Named;
import nsx.dsl.unit.IpText;
import nsx.dsl.unit.MacAddress;
import nsx.dsl.word.Parameter.Type;
import nsx.rtnl.Prefix;

/**
 * A kind of argument: it parses the value from a script, and describes valid values for completion, help and errors.
 *
 * @param <T> the type of the value
 * @param type the type for completion and help
 * @param wanted the valid values, as the end of a sentence: {@code a whole number from 1 to 255}
 * @param example an example in script form; may be empty
 * @param choices the possible values if there are only a few; otherwise empty
 * @param range the valid numbers; empty for other types
 * @param inner the options of a map, or of each map in a list; empty for other types
 * @param reading converts the argument to the value; empty if it does not fit. The message of an
 * IllegalArgumentException is the reason; an NsxException is the whole error
 */
public record Reader<T>(
        Type type,
        String wanted,
        String example,
        List<String> choices,
        Optional<Range> range,
        List<Parameter<?>> inner,
        Function<Object, Optional<T>> reading) {
    public static final List<String> TRUTH = List.of("true", "false");

    /** A range of whole numbers, both ends included. */
    public record Range(long least, long most) {
        boolean holds(long number) {
            return number >= least && number <= most;
        }

        /** The valid values, as the end of a sentence. */
        public String wanted() {
            return "a whole number from " + least + " to " + most;
        }

        /** The text of the range in help; empty if no likely value is out of range. */
        String shown() {
            boolean open = most >= Integer.MAX_VALUE;
            return open ? (least > 0 ? "from " + least : "") : least + " to " + most;
        }
    }

    /** A reader with a function that alone decides which values are valid. */
    public static <T> Reader<T> of(Type type, String wanted, Function<Object, Optional<T>> reading) {
        return new Reader<>(type, wanted, "", List.of(), Optional.empty(), List.of(), reading);
    }

    /** The value of an argument; empty if the argument does not fit. */
    public Optional<T> read(Object value) {
        return reading.apply(value);
    }

    /** Returns this reader with another type for completion and help, such as a process for a number. */
    public Reader<T> as(Type other) {
        return new Reader<>(other, wanted, example, choices, range, inner, reading);
    }

    /** Returns this reader with another example. */
    public Reader<T> such(String script) {
        return new Reader<>(type, wanted, script, choices, range, inner, reading);
    }

    /** Returns this reader with values that completion proposes. */
    public Reader<T> among(List<String> values) {
        return new Reader<>(type, wanted, example, List.copyOf(values), range, inner, reading);
    }

    /** Returns this reader with a range of valid numbers for help. */
    public Reader<T> within(Range numbers) {
        return new Reader<>(type, wanted, example, choices, Optional.of(numbers), inner, reading);
    }

    private Reader<T> with(List<Parameter<?>> options) {
        return new Reader<>(type, wanted, example, choices, range, List.copyOf(options), reading);
    }

    /** Returns this reader with its value converted. */
    public <R> Reader<R> then(Function<? super T, ? extends R> further) {
        return new Reader<>(
                type,
                wanted,
                example,
                choices,
                range,
                inner,
                value -> read(value).map(further));
    }

    /** A reader of any argument, unchanged; if a name is expected, also of a value that has one. */
    public static Reader<Object> any(Type type) {
        return of(
                type,
                type.isText() ? "a name" : "anything",
                value -> Optional.of(value).filter(given -> !type.isText() || isText(type, given)));
    }

    /** A reader of text, or of a value that has a name. */
    public static Reader<String> text(Type type) {
        Reader<String> reader = of(
                type,
                type == Type.TEXT ? "text" : "a name",
                value -> isText(type, value) ? Optional.of(Texts.of(value)) : Optional.empty());
        return type == Type.LINK ? reader.such("'veth1'") : reader;
    }

    /** Whether a value is accepted as text: numbers and booleans are, but not as a name. */
    private static boolean isText(Type type, Object value) {
        return type == Type.TEXT
                ? !(value instanceof Closure || value instanceof Map || value instanceof Collection)
                : value instanceof CharSequence || value instanceof Named;
    }

    public static Reader<String> text() {
        return text(Type.TEXT);
    }

    /** A reader of the name of a device, or of {@code NS:DEV}. */
    public static Reader<String> device() {
        return text(Type.LINK);
    }

    /** A reader of whole numbers in a range, both ends included. */
    public static Reader<Long> number(long least, long most) {
        Range range = new Range(least, most);
        return Reader.of(Type.NUMBER, range.wanted(), value -> whole(value).filter(range::holds))
                .within(range);
    }

    /** A reader of int numbers in a range, both ends included. */
    public static Reader<Integer> integer(int least, int most) {
        return number(least, most).then(Long::intValue);
    }

    /** The value as a whole number; empty if it is not one. */
    public static Optional<Long> whole(Object value) {
        return value instanceof Number n && n.longValue() == n.doubleValue()
                ? Optional.of(n.longValue())
                : Optional.empty();
    }

    public static Reader<Boolean> truth() {
        return Reader.<Boolean>of(
                        Type.FLAG,
                        "true or false",
                        value -> value instanceof Boolean b ? Optional.of(b) : Optional.empty())
                .among(TRUTH);
    }

    /** A reader of one of the given words. */
    public static Reader<String> choice(String... words) {
        List<String> all = List.of(words);
        return Reader.<String>of(
                        Type.CHOICE,
                        Texts.eitherOf(all),
                        value -> Optional.of(Texts.of(value)).filter(all::contains))
                .among(all);
    }

    /**
     * A reader of a non-negative duration; a plain number is in seconds.
     *
     * @param example an example in script form
     */
    public static Reader<Duration> duration(String example) {
        return Reader.<Duration>of(
                        Type.DURATION,
                        "a duration such as " + example,
                        value -> value instanceof Duration d
                                ? Optional.of(d).filter(given -> !given.isNegative())
                                : value instanceof Number n && n.doubleValue() >= 0
                                        ? Optional.of(Duration.ofNanos((long) (n.doubleValue() * 1e9)))
                                        : Optional.empty())
                .such(example);
    }

    /** A reader of an IP address without a prefix length. */
    public static Reader<InetAddress> address() {
        return parsed(Type.ADDRESS, "an IP address", IpText::address).such("'10.0.0.1'");
    }

    /** A reader of an IP address with a prefix length; without a length it means a single address. */
    public static Reader<Prefix> prefix(Type type) {
        return parsed(type, "an IP address", IpText::prefix).such("'10.0.0.1/24'");
    }

    public static Reader<String> mac() {
        return parsed(Type.MAC, "a MAC address", MacAddress::check).such("'02:00:00:00:00:01'");
    }

    /** A reader of text that the given function parses; its exception becomes the reason of the error. */
    public static <T> Reader<T> parsed(Type type, String wanted, Function<String, T> parser) {
        return text(Type.TEXT)
                .as(type)
                .<T>then(text -> {
                    try {
                        return parser.apply(text);
                    } catch (NsxException e) {
                        throw new IllegalArgumentException(e.reason(), e);
                    }
                })
                .wanting(wanted);
    }

    private Reader<T> wanting(String what) {
        return new Reader<>(type, what, example, choices, range, inner, reading);
    }

    /** A reader of a map, with its keys as text. */
    public static Reader<Map<String, Object>> map() {
        return of(Type.MAP, "a map", value -> value instanceof Map<?, ?> m ? Optional.of(keyed(m)) : Optional.empty());
    }

    private static Map<String, Object> keyed(Map<?, ?> map) {
        Map<String, Object> keyed = new LinkedHashMap<>();
        map.forEach((key, value) -> keyed.put(Texts.of(key), value));
        return keyed;
    }

    /**
     * A reader of a map whose entries are options: {@code tbf: [rate: 1.mbit]}.
     *
     * @param word the name in errors about its entries: {@code qdisc tbf}
     */
    public static Reader<Arguments> map(String word, Parameter<?>... options) {
        Signature signature = new Signature(word, Arrays.asList(options));
        return map().then(given -> Arguments.named(signature, given)).with(signature.named());
    }

    /** A reader of a list of at least one element; errors of the element's reader are passed on. */
    public static <T> Reader<List<T>> listOf(Reader<T> element, String example) {
        return Reader.<List<T>>of(
                        Type.LIST,
                        "a list such as " + example,
                        value -> value instanceof List<?> list && !list.isEmpty()
                                ? each(element, list)
                                : Optional.empty())
                .such(example)
                .with(element.inner());
    }

    private static <T> Optional<List<T>> each(Reader<T> element, List<?> list) {
        List<T> all = new ArrayList<>();
        for (Object one : list) {
            all.add(element.read(one)
                    .orElseThrow(() -> new IllegalArgumentException(Texts.of(one) + " is not " + element.wanted())));
        }
        return Optional.of(List.copyOf(all));
    }

    /** A reader of one value or a list of values. */
    public static <T> Reader<List<T>> several(Reader<T> element) {
        return new Reader<>(
                element.type(),
                element.wanted() + ", or a list of such",
                element.example(),
                element.choices(),
                element.range(),
                element.inner(),
                value -> each(element, value instanceof List<?> list ? list : List.of(value)));
    }

    /** A value in script form: {@code 200.ms}, {@code 3}, {@code unicast}. */
    static String script(Object value) {
        if (!(value instanceof Duration time)) {
            return Texts.of(value);
        }
        boolean seconds = time.toNanosPart() == 0;
        long count = seconds ? time.toSeconds() : time.toMillis();
        return count + (seconds ? count == 1 ? ".second" : ".seconds" : ".ms");
    }
}
