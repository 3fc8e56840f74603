package nsx.rtnl.kind;

/** How ip-link(8) writes the value of an option. */
public enum Spelling {
    /** {@code cost 5}, {@code stp_state 1}. */
    VALUE,
    /** {@code state 3}: names are written as their place among all names, from 0. */
    NUMBER,
    /** {@code isolated on}; values that are not a truth as with {@link #VALUE}. */
    ON_OFF,
    /** {@code learning} or {@code nolearning}; values that are not a truth as with {@link #VALUE}. */
    NO,
    /** {@code tos 0x10}: ip-link(8) reads digits without a prefix as hexadecimal too. */
    HEX,
    /** The value without a word: {@code blackhole}. */
    BARE;

    /** The words of a command line. */
    public String text(String word, Object value) {
        if (this == BARE) {
            return String.valueOf(value);
        }
        if (this == HEX && value instanceof Number number) {
            return word + " 0x" + Long.toHexString(number.longValue());
        }
        if (!(value instanceof Boolean truth)) {
            return word + " " + value;
        }
        return switch (this) {
            case ON_OFF -> word + (truth ? " on" : " off");
            case NO -> truth ? word : "no" + word;
            default -> word + (truth ? " 1" : " 0");
        };
    }
}
