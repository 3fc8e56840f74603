package nsx.dsl.shape;

/** A value with facts that have no getter. */
public interface OpenFacts {
    /** The fact of this name; null when the value does not have it. */
    Object fact(String name);
}
