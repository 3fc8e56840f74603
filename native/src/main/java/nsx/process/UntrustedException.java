package nsx.process;

/** Files of somebody else would run with more rights than he has. */
public final class UntrustedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UntrustedException(String message) {
        super(message);
    }
}
