package nsx.dsl.error;

/** The exit codes of the command, from sysexits(3) if possible. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    /** EX_DATAERR: the script does not compile. */
    NOT_COMPILED(65),
    /** EX_UNAVAILABLE: the kernel lacks a feature. */
    UNSUPPORTED(69),
    /** EX_NOPERM: a capability is missing. */
    NOT_PERMITTED(77),
    /** The script is missing, as a shell reports a missing command. */
    NO_SCRIPT(127);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
