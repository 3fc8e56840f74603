package nsx.ns;

/** Something is asked of a plan that is known only when the plan is carried out. */
public final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what is not known, and why */
    public UnresolvedException(String message) {
        super(message);
    }
}
