package nsx.dsl.error;

/**
 * An error for a person: a sentence, the token at fault, one hint, and the exit code that it ends a script with. Its
 * place in the script is read off the stack, unless it is {@link #written} elsewhere.
 */
public final class NsxException extends RuntimeException {
    private final String reason;
    private final String hint;
    private final String culprit;
    private final ExitCode exitCode;
    private final StackTraceElement place;

    private NsxException(
            String message,
            String reason,
            String hint,
            String culprit,
            ExitCode exitCode,
            StackTraceElement place,
            Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.hint = hint;
        this.culprit = culprit;
        this.exitCode = exitCode;
        this.place = place;
    }

    /** A failure of the script itself: {@code cannot add address 10.0.0.300/24 to veth1}. */
    public NsxException(String message) {
        this(message, null, null, null, ExitCode.FAILED, null, null);
    }

    public NsxException(String message, Throwable cause) {
        this(message, null, null, null, ExitCode.FAILED, null, cause);
    }

    /** This error with a reason, in the kernel's words if the kernel gave one. */
    public NsxException because(String text) {
        return new NsxException(getMessage(), text, hint, culprit, exitCode, place, getCause());
    }

    /** This error with one hint that a person can act on. */
    public NsxException hint(String text) {
        return new NsxException(getMessage(), reason, text, culprit, exitCode, place, getCause());
    }

    /** This error with the token of the source line that the caret points at. */
    public NsxException at(Object token) {
        return new NsxException(getMessage(), reason, hint, String.valueOf(token), exitCode, place, getCause());
    }

    public NsxException exit(ExitCode code) {
        return new NsxException(getMessage(), reason, hint, culprit, code, place, getCause());
    }

    /** This error at the line that caused it instead of the running line. The innermost such line stays. */
    public NsxException written(StackTraceElement line) {
        return place != null ? this : new NsxException(getMessage(), reason, hint, culprit, exitCode, line, getCause());
    }

    /** Why, or null when the message says it all. */
    public String reason() {
        return reason;
    }

    /** The hint, or null. */
    public String hint() {
        return hint;
    }

    /** The offending token, or null. */
    public String culprit() {
        return culprit;
    }

    /** The line of the script that said what failed; null when it is the one that was running. */
    public StackTraceElement place() {
        return place;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
