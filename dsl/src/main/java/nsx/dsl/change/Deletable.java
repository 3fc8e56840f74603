package nsx.dsl.change;

/** A value whose {@code delete()} removes from the kernel what it stands for: {@code delete x} does the same. */
public interface Deletable {
    /** Removes it; fails when it does not exist any more. */
    void delete();
}
