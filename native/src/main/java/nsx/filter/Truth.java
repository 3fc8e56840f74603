package nsx.filter;

/** Whether something holds, as far as it can be said without the packet. */
public enum Truth {
    YES,
    NO,
    UNKNOWN;

    /** Both. */
    public Truth and(Truth other) {
        return this == NO || other == NO ? NO : this == YES ? other : this;
    }

    /** Either of them. */
    public Truth or(Truth other) {
        return this == YES || other == YES ? YES : this == NO ? other : this;
    }

    /** The opposite where it is inverted. */
    public Truth inverted(boolean inverted) {
        return !inverted || this == UNKNOWN ? this : this == YES ? NO : YES;
    }

    public static Truth of(boolean holds) {
        return holds ? YES : NO;
    }
}
