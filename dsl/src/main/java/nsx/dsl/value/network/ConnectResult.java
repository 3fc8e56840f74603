package nsx.dsl.value.network;

import java.time.Duration;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;

/**
 * The result of {@code connect}: what became of one connection. True in a condition when it is ok.
 *
 * @param result how it ended
 * @param reason why it is not ok; null when it is
 * @param protocol tcp or udp
 * @param local the address and port that it came from; null when there was none to choose
 * @param remote the address and port that it went to
 * @param time until the connection was there or had failed; of UDP until the answer
 * @param answer what the other end said; null for nothing
 * @param ok whether it was connected, and answered as expected where something was sent or expected
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
    /** Whether it was connected, and answered as expected. */
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
