package nsx.dsl.shape;

/** A value whose text for people differs from the one that programs take. */
public interface Shown {
    /** As people read it: {@code 1Mbit/s}. */
    String shown();
}
