package nsx.dsl.change;

/** Handles an operation: executes, prints, counts or refuses it. */
@FunctionalInterface
public interface Executor {
    /** Executes the operation and returns the kernel's answer; null for none. */
    Object run(Operation operation);
}
