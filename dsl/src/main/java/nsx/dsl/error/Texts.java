package nsx.dsl.error;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.MethodRankHelper;

/** Formats values in messages, and finds the text that was probably meant. */
public final class Texts {
    /** The cost of one extra, missing or wrong letter in {@link MethodRankHelper}. */
    private static final int STEP = 10;

    /** The reason of an error about a name, by which hints recognise the error. */
    public static final String UNKNOWN = "not an nsx word, variable, device or network namespace";

    /** The greatest number of words that a sentence lists in full, and the number of words listed of a longer list. */
    public static final int MANY = 12;

    private static final int FEW = 6;

    /** The greatest number of characters of a value that an error repeats. */
    private static final int LONG = 60;

    private Texts() {}

    /** The text of a value in an error: a long one is cut, an empty one is quoted. */
    public static String quoted(Object value) {
        String text = of(value);
        return text.isEmpty() ? "''" : text.length() > LONG ? text.substring(0, LONG) + "…" : text;
    }

    /** The text of an argument: the name if it has one, otherwise its printed form. */
    public static String of(Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream().map(Texts::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "[:]"
                    : map.entrySet().stream()
                            .map(each -> of(each.getKey()) + ": " + of(each.getValue()))
                            .collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Sayable n
                ? n.name()
                : value instanceof Duration d ? duration(d) : String.valueOf(value);
    }

    /** The number of slips that make another word of this one; a short word with as many has little of its own left. */
    private static int slips(String word, String known) {
        int shorter = Math.max(Math.min(word.length(), known.length()), Math.min(word.length(), 2));
        return Math.min(3, 1 + shorter / 2);
    }

    /** The most similar known word, if it is similar enough to be a typing error. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        List<String> begun = known.stream()
                .filter(k -> word.length() > 2 && k.startsWith(word))
                .distinct()
                .toList();
        if (begun.size() == 1 && known.stream().noneMatch(k -> distance(word, k) <= STEP)) {
            return Optional.of(begun.get(0));
        }
        return known.stream()
                // in a short word two errors produce any other word
                .filter(k -> distance(word, k) < STEP * slips(word, k))
                .min(Comparator.comparingInt(k -> distance(word, k)))
                .or(() -> longerOrShorter(word, known));
    }

    /** The only known word that begins with the word or that the word begins with: {@code dev} for {@code device}. */
    private static Optional<String> longerOrShorter(String word, Collection<String> known) {
        List<String> all = known.stream()
                .filter(k -> Math.min(k.length(), word.length()) > 2)
                .filter(k -> k.startsWith(word) || word.startsWith(k))
                .distinct()
                .toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static int distance(String a, String b) {
        return MethodRankHelper.damerauLevenshteinDistance(letters(a), letters(b));
    }

    private static Object[] letters(String word) {
        return word.chars().boxed().toArray();
    }

    /** The hint {@code did you mean 'links'?}, or null. */
    public static String didYouMean(String word, Collection<String> known) {
        return nearest(word, known).map(k -> "did you mean '" + k + "'?").orElse(null);
    }

    /** The list of {@link #either}; of many words the first ones and their number. */
    public static String eitherOf(List<String> words) {
        return words.size() <= MANY ? either(words.toArray(String[]::new)) : some(words);
    }

    /** The words, separated by commas; of many the first ones and their number. */
    public static String some(Collection<String> words) {
        return words.size() <= MANY
                ? String.join(", ", words)
                : words.stream().limit(FEW).collect(Collectors.joining(", ")) + ", … (" + words.size() + " in all)";
    }

    /** The same with a last one that is always named: {@code a, b, … (9 in all) or a number}. */
    public static String eitherOf(List<String> words, String last) {
        if (words.size() > MANY) {
            return eitherOf(words) + " or " + last;
        }
        return either(Stream.concat(words.stream(), Stream.of(last)).toArray(String[]::new));
    }

    /** {@code a, b or c}. */
    public static String either(String... words) {
        int last = words.length - 1;
        return last < 1 ? String.join("", words) : String.join(", ", Arrays.copyOf(words, last)) + " or " + words[last];
    }

    /** A number with its noun: {@code 1 packet}, {@code 3 packets}. */
    public static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /**
     * A duration: {@code 1d 2h 3m}, {@code 2.5s}, {@code 0.043ms}; whole units from the largest down, and the rest as
     * a decimal.
     */
    public static String duration(Duration d) {
        if (d.isZero() || d.isNegative()) {
            return d.isZero() ? "0s" : "-" + duration(d.negated());
        }
        if (d.compareTo(Duration.ofNanos(1000)) < 0) {
            return d.toNanos() + "ns";
        }
        if (d.compareTo(Duration.ofSeconds(1)) < 0) {
            return decimal(d.toNanos(), 1_000_000) + "ms";
        }
        String seconds = decimal(d.toSecondsPart() * 1_000_000_000L + d.toNanosPart(), 1_000_000_000) + "s";
        return Stream.of(d.toDaysPart() + "d", d.toHoursPart() + "h", d.toMinutesPart() + "m", seconds)
                .filter(part -> !part.matches("0\\D"))
                .collect(Collectors.joining(" "));
    }

    /** A quotient with at most three decimal places. */
    private static String decimal(long nanos, long unit) {
        long thousandths = Math.round(nanos * 1000.0 / unit);
        String places = String.format("%03d", thousandths % 1000).replaceAll("0+$", "");
        return thousandths / 1000 + (places.isEmpty() ? "" : "." + places);
    }
}
