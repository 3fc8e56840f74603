package nsx.dsl;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.value.IpText;

/**
 * Named arguments, read by type; what does not fit is an error that names the argument and says what would.
 *
 * @param word what they belong to, for errors: {@code route}, {@code qdisc tbf}
 */
public record Options(String word, Map<String, Object> values) {
    /** Those of a call, without the ones named. */
    public static Options of(Call call, String... without) {
        Map<String, Object> rest = new LinkedHashMap<>(call.named());
        rest.keySet().removeAll(List.of(without));
        return new Options(call.verb().name(), rest);
    }

    /** Refuses any other name. */
    public Options only(String... names) {
        List<String> known = List.of(names);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new NsxException(word + " has no option '" + name + "'")
                        .at(name)
                        .hint(Optional.ofNullable(Texts.didYouMean(name, known))
                                .orElse("its options: " + String.join(", ", known)));
            }
        }
        return this;
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Optional<String> text(String name) {
        return get(name).map(Texts::of);
    }

    /** What must be given. */
    public String need(String name, String example) {
        return text(name)
                .orElseThrow(() ->
                        new NsxException(word + " needs " + name).at(word).hint("such as " + name + ": " + example));
    }

    public Optional<Long> number(String name, long least, long most) {
        return get(name).map(value -> {
            if (value instanceof Number n
                    && n.longValue() == n.doubleValue()
                    && n.longValue() >= least
                    && n.longValue() <= most) {
                return n.longValue();
            }
            throw wrong(name, "a whole number from " + least + " to " + most);
        });
    }

    /** A number that fits an int. */
    public OptionalInt integer(String name, int least, int most) {
        return number(name, least, most).map(n -> OptionalInt.of(n.intValue())).orElse(OptionalInt.empty());
    }

    public Optional<Boolean> truth(String name) {
        return get(name).map(value -> {
            if (value instanceof Boolean b) {
                return b;
            }
            throw wrong(name, "true or false");
        });
    }

    public boolean flag(String name) {
        return truth(name).orElse(false);
    }

    public Optional<InetAddress> address(String name) {
        return text(name).map(text -> {
            try {
                return IpText.address(text);
            } catch (NsxException e) {
                throw new NsxException(word + ": " + name + ": " + e.getMessage())
                        .because(e.reason())
                        .at(text);
            }
        });
    }

    /** A length of time; a plain number counts seconds. */
    public Optional<Duration> duration(String name, String example) {
        return get(name).map(value -> {
            if (value instanceof Duration d && !d.isNegative()) {
                return d;
            }
            if (value instanceof Number n && n.doubleValue() >= 0) {
                return Duration.ofNanos((long) (n.doubleValue() * 1e9));
            }
            throw wrong(name, "a duration such as " + example);
        });
    }

    /** One of these words. */
    public Optional<String> choice(String name, String... words) {
        return text(name).map(text -> {
            if (Arrays.asList(words).contains(text)) {
                return text;
            }
            throw wrong(name, Texts.either(words));
        });
    }

    /** Says what the argument should have been. */
    public NsxException wrong(String name, String wanted) {
        String text = Texts.of(values.get(name));
        return new NsxException(word + ": " + name + " cannot be " + text)
                .because(name + " is " + wanted)
                .at(text);
    }
}
