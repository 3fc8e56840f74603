package nsx.dsl.error;

/** A script ends itself. It is not a failure, so code that looks for failures lets it pass. */
public final class Ended extends Error {
    private static final long serialVersionUID = 1;
    private final int code;

    /** @param code the exit code of the run, 0 to 255 */
    public Ended(int code) {
        super("exit " + code, null, false, false);
        this.code = code;
    }

    /** The exit code of the run. */
    public int code() {
        return code;
    }
}
