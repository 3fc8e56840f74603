package nsx.dsl.change;

/** A value whose {@code delete()} removes its object from the kernel; {@code delete x} does the same. */
public interface Deletable {
    /** Removes the object; fails if it does not exist any more. */
    void delete();
}
