package nsx.process;

import java.util.Optional;

/**
 * How a program ended.
 *
 * @param code the exit status, 0 to 255; 0 if a signal ended the program
 * @param signal the signal that ended it, 0 if it exited
 */
public record Exit(int code, int signal) {

    /** Decodes a wait status (wait(2)); empty for a process that was only stopped or continued. */
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

    /** The exit status that a shell shows: 128 plus the signal's number for a program ended by a signal. */
    public int shellCode() {
        return signal == 0 ? code : 128 + signal;
    }

    /** Returns {@code exited with 3} or {@code was killed by signal 9 (SIGKILL)}. */
    public String text() {
        return signal == 0
                ? "exited with " + code
                : "was killed by signal " + signal
                        + Signal.of(signal).map(s -> " (SIG" + s + ")").orElse("");
    }
}
