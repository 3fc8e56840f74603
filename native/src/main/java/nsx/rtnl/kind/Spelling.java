package nsx.rtnl.kind;

import java.util.Map;
import java.util.stream.Collectors;

/** How ip-link(8) writes the value of an option. */
public enum Spelling {
    /** A word and the value: {@code cost 5}, {@code stp_state 1}. */
    VALUE,
    /** A word and a number: {@code state 3}; a name becomes its position among all names, from 0. */
    NUMBER,
    /** A word with on or off: {@code isolated on}; values that are not booleans as with {@link #VALUE}. */
    ON_OFF,
    /**
     * The word alone or with "no": {@code learning} or {@code nolearning}; values that are not booleans as with
     * {@link #VALUE}.
     */
    NO,
    /**
     * A word and a hexadecimal value: {@code tos 0x10}; ip-link(8) reads digits without a prefix as hexadecimal too.
     */
    HEX,
    /** A word and the two ends of a range: {@code srcport 20000 20100}. */
    PAIR,
    /** The value without a word: {@code blackhole}. */
    BARE;

    /** Formats the words of a command line. */
    public String text(String word, Object value) {
        if (this == BARE) {
            return String.valueOf(value);
        }
        if (this == PAIR) {
            return word + " " + String.valueOf(value).replace('-', ' ');
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> each.getKey() + ":" + each.getValue())
                    .collect(Collectors.joining(" ", word + " ", ""));
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
