package nsx.dsl.unit;

import java.util.Locale;
import nsx.dsl.error.NsxException;

/** Six bytes as people write them: {@code 02:00:00:00:00:01}. */
public final class MacAddress {
    private MacAddress() {}

    /** The address in lower case; an error that says what is wrong when it is none. */
    public static String check(String text) {
        if (!text.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            throw new NsxException("'" + text + "' is not a MAC address")
                    .because("a MAC address is six pairs of hexadecimal digits, such as 02:00:00:00:00:01")
                    .at(text);
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
