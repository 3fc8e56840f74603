package nsx.dsl.verb.see;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import nsx.dsl.shape.Shown;

/**
 * The last numbers of a series as a small bar chart, in which the highest bar reaches the top. A series of zeros is
 * empty text.
 */
final class Sparkline implements Shown {
    /** The limit of numbers in the chart. */
    private static final int LENGTH = 20;

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private final Deque<Double> numbers = new ArrayDeque<>();

    void add(double number) {
        numbers.add(Math.max(0, number));
        if (numbers.size() > LENGTH) {
            numbers.remove();
        }
    }

    @Override
    public String shown() {
        double most = numbers.stream().mapToDouble(n -> n).max().orElse(0);
        if (most == 0) {
            return "";
        }
        return numbers.stream()
                .map(n -> (int) Math.ceil(n / most * (BARS.length() - 1)))
                .map(height -> BARS.substring(height, height + 1))
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return shown();
    }
}
