package nsx.dsl.error;

/** A script has said that it ends: no failure, so that what looks for failures lets it pass. */
public final class Ended extends Error {
    private static final long serialVersionUID = 1;
    private final int code;

    /** @param code what the run exits with, 0 to 255 */
    public Ended(int code) {
        super("exit " + code, null, false, false);
        this.code = code;
    }

    /** The code that the run exits with. */
    public int code() {
        return code;
    }
}
