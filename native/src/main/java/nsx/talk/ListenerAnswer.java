package nsx.talk;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The answers of a {@link Listener}. An echo returns each line; any other answer is sent once, and then the
 * connection ends.
 *
 * @param fixed the same text for every client
 * @param made makes the text from the received line
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
