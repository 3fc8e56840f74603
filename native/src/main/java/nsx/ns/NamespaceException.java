package nsx.ns;

/** A namespace that cannot be found, made or entered. "Could not enter" is this; what failed inside is its own exception. */
public final class NamespaceException extends RuntimeException {
    public NamespaceException(String message) {
        super(message);
    }

    public NamespaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
