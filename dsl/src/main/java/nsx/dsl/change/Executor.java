package nsx.dsl.change;

/** Handles an operation: performs, prints, counts or refuses it. */
@FunctionalInterface
public interface Executor {
    /** Carries the operation out and returns what the kernel answered, null when that is nothing. */
    Object run(Operation operation);
}
