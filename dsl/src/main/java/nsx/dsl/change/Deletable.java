package nsx.dsl.change;

/** A value whose {@code delete()} removes from the kernel what it stands for: {@code delete x} does the same. */
public interface Deletable {
    /** Removes it; what is not there any more is an error. */
    void delete();
}
