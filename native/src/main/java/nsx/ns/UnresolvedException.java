package nsx.ns;

/** A plan was asked for something that is known only when the plan is executed. */
public final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what is unknown, and why
     */
    public UnresolvedException(String message) {
        super(message);
    }
}
