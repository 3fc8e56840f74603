package nsx.dsl.shape;

/** A value whose text for people differs from that for programs. */
public interface Shown {
    /** The text for people: {@code 1Mbit/s}. */
    String shown();
}
