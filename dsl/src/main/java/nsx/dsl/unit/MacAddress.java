package nsx.dsl.unit;

import java.util.Locale;
import nsx.dsl.error.NsxException;

/** Checks MAC addresses of six bytes in the usual form: {@code 02:00:00:00:00:01}. */
public final class MacAddress {
    private MacAddress() {}

    /** Returns the address in lower case; throws an error that describes the mistake. */
    public static String check(String text) {
        if (!text.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            throw new NsxException("'" + text + "' is not a MAC address")
                    .because("a MAC address is six pairs of hexadecimal digits, such as 02:00:00:00:00:01")
                    .at(text);
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
