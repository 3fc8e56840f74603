package nsx.process;

/** Foreign files would run with more rights than their owner has. */
public final class UntrustedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UntrustedException(String message) {
        super(message);
    }
}
