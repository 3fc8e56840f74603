package nsx.dsl.shape;

/** A value with facts that have no getter. */
public interface OpenFacts {
    /** The fact with this name; null if the value does not have it. */
    Object fact(String name);
}
