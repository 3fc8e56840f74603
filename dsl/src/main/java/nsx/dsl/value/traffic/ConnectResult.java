package nsx.dsl.value.traffic;

import java.time.Duration;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;

/**
 * The result of {@code connect}: the outcome of one connection. True in a condition when it is ok.
 *
 * @param result the outcome as a word
 * @param reason the reason if it is not ok; null if it is
 * @param protocol tcp or udp
 * @param local the local address and port; null when none could be chosen
 * @param remote the remote address and port
 * @param time the time until the connection was made or failed; for UDP until the answer
 * @param answer the answer of the other end; null for none
 * @param ok whether the connection was made and, if something was sent or expected, the answer was as expected
 */
public record ConnectResult(
        @OneOf({"connected", "refused", "timed out", "unreachable"})
        String result,

        String reason,
        String protocol,
        String local,
        String remote,
        Duration time,
        String answer,
        boolean ok)
        implements Facts {
    /** Whether the connection was made, and answered as expected. */
    public boolean asBoolean() {
        return ok;
    }

    @Override
    public List<String> facts() {
        return List.of("result", "reason", "protocol", "local", "remote", "time", "answer");
    }

    @Override
    public String toString() {
        return protocol + " " + remote + " " + result;
    }
}
