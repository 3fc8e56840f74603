package nsx.dsl.change;

/** What becomes of an operation: performed, printed, counted, refused. */
@FunctionalInterface
public interface Executor {
    /** Carries the operation out and returns what the kernel answered, null when that is nothing. */
    Object run(Operation operation);
}
