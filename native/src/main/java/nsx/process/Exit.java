package nsx.process;

import java.util.Optional;

/**
 * How a program ended.
 *
 * @param code what it passed to exit(3), 0 to 255; 0 when a signal ended it
 * @param signal the signal that ended it, 0 when it exited
 */
public record Exit(int code, int signal) {

    /** Of a wait status; empty when it tells of a process that only stopped or went on (wait(2)). */
    static Optional<Exit> of(int status) {
        int low = status & 0x7f;
        if (low == 0) {
            return Optional.of(new Exit(status >> 8 & 0xff, 0));
        }
        return low == 0x7f ? Optional.empty() : Optional.of(new Exit(0, low));
    }

    public boolean isSuccess() {
        return code == 0 && signal == 0;
    }

    /** The one number that a shell shows: 128 and the signal's number for a program that a signal ended. */
    public int shellCode() {
        return signal == 0 ? code : 128 + signal;
    }

    /** {@code exited with 3}, {@code was killed by signal 9 (SIGKILL)}. */
    public String text() {
        return signal == 0
                ? "exited with " + code
                : "was killed by signal " + signal
                        + Signal.of(signal).map(s -> " (SIG" + s + ")").orElse("");
    }
}
