package nsx.dsl.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nsx.netlink.Ip;

/** Says what the texts or numbers of a getter's column are. A filter with anything else is a mistake. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Holds {
    Content value();

    /** What cells hold. A cell can list several, separated by commas. */
    enum Content {
        ADDRESS("an IP address", Content::isAddress),
        NETWORK("an address or a network, such as 10.0.0.0/24", Content::isNetwork),
        MAC("a MAC address", text -> text.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2})+") || isAddress(text)),
        PORT("a port from 0 to 65535", text -> text.matches("\\d{1,5}") && Integer.parseInt(text) <= 0xffff),
        DEVICE("a device", text -> true),
        /** The name of a device that may be missing: IFNAMSIZ bounds its bytes. */
        NAME(
                "a device's name, of 1 to 15 bytes without spaces and slashes",
                text -> text.matches("[^\\s/:]+") && text.getBytes(StandardCharsets.UTF_8).length < 16);

        private static final Pattern COMMA = Pattern.compile(", *");
        private final String wanted;
        private final Predicate<String> test;

        Content(String wanted, Predicate<String> test) {
            this.wanted = wanted;
            this.test = test;
        }

        /** The content, as the end of a sentence. */
        String wanted() {
            return wanted;
        }

        boolean fits(String text) {
            return Arrays.stream(COMMA.split(text, -1)).allMatch(test);
        }

        private static boolean isAddress(String text) {
            try {
                Ip.parse(text);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        /** Words, such as default and all, stand for networks too. */
        private static boolean isNetwork(String text) {
            return text.equals("default") || text.equals("all") || isAddress(text.replaceFirst("/\\d{1,3}$", ""));
        }
    }
}
