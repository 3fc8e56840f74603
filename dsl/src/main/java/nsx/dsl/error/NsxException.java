package nsx.dsl.error;

/**
 * An error for a person: a sentence, the token at fault, one hint, and the exit code of the script. Its place in the
 * script comes from the stack trace, unless it is {@link #written} elsewhere.
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

    /** Adds a reason, in the kernel's words if there are any. */
    public NsxException because(String text) {
        return new NsxException(getMessage(), text, hint, culprit, exitCode, place, getCause());
    }

    /** Adds one hint that a person can act on. */
    public NsxException hint(String text) {
        return new NsxException(getMessage(), reason, text, culprit, exitCode, place, getCause());
    }

    /** Adds the token of the source line that the caret points at. */
    public NsxException at(Object token) {
        return new NsxException(getMessage(), reason, hint, String.valueOf(token), exitCode, place, getCause());
    }

    public NsxException exit(ExitCode code) {
        return new NsxException(getMessage(), reason, hint, culprit, code, place, getCause());
    }

    /** Attributes this error to the line that caused it instead of the running line. The innermost such line stays. */
    public NsxException written(StackTraceElement line) {
        return place != null ? this : new NsxException(getMessage(), reason, hint, culprit, exitCode, line, getCause());
    }

    /** The reason, or null if the message says it all. */
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

    /** The line of the script that requested the failed action; null if it is the running line. */
    public StackTraceElement place() {
        return place;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
