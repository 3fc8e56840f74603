package nsx.filter;

/** A three-valued truth: true, false or unknown. */
public enum Truth {
    YES,
    NO,
    UNKNOWN;

    /** Returns the conjunction of both. */
    public Truth and(Truth other) {
        return this == NO || other == NO ? NO : this == YES ? other : this;
    }

    /** Returns the disjunction of both. */
    public Truth or(Truth other) {
        return this == YES || other == YES ? YES : this == NO ? other : this;
    }

    /** Returns the opposite if {@code inverted}, otherwise this. */
    public Truth inverted(boolean inverted) {
        return !inverted || this == UNKNOWN ? this : this == YES ? NO : YES;
    }

    public static Truth of(boolean holds) {
        return holds ? YES : NO;
    }
}
