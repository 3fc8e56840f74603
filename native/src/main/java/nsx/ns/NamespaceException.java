package nsx.ns;

/**
 * A namespace cannot be found, created or entered. Failures of an action inside a namespace keep their own
 * exceptions.
 */
public final class NamespaceException extends RuntimeException {
    public NamespaceException(String message) {
        super(message);
    }

    public NamespaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
