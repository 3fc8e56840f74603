package nsx.talk;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a {@link Listener} says. An echo gives each line back; another answer is said once, and the connection ends with it.
 *
 * @param fixed the text that everybody gets
 * @param made makes the text from the line that came
 */
public record ListenerAnswer(Optional<String> fixed, Optional<UnaryOperator<String>> made) {
    public static final ListenerAnswer ECHO = new ListenerAnswer(Optional.empty(), Optional.empty());

    boolean isEcho() {
        return fixed.isEmpty() && made.isEmpty();
    }

    boolean isFixed() {
        return fixed.isPresent();
    }

    String to(String line) {
        return fixed.orElseGet(() -> made.orElseThrow().apply(line));
    }
}
