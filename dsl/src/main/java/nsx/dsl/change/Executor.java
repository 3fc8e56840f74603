package nsx.dsl.change;

/** Handles an operation: performs, prints, counts or refuses it. */
@FunctionalInterface
public interface Executor {
    /** Carries out the operation and returns the kernel's answer; null for none. */
    Object run(Operation operation);
}
