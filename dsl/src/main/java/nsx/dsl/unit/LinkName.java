package nsx.dsl.unit;

import java.nio.charset.StandardCharsets;
import nsx.dsl.error.NsxException;

/** Checks names of devices by the kernel's rules (net/core/dev.c, dev_valid_name). */
public final class LinkName {
    private static final int IFNAMSIZ = 16;
    private static final int ALTIFNAMSIZ = 128;

    private LinkName() {}

    /** Returns the name; throws an error that describes the mistake in it. */
    public static String check(String name) {
        return check(name, IFNAMSIZ);
    }

    /** Checks the name of an existing device, which can be an alternative name. */
    public static String checkAny(String name) {
        return check(name, ALTIFNAMSIZ);
    }

    private static String check(String name, int size) {
        String wrong = fault(name, size);
        if (wrong != null) {
            throw new NsxException("'" + name + "' cannot be a device's name")
                    .because(wrong)
                    .at(name);
        }
        return name;
    }

    private static String fault(String name, int size) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0) {
            return "it is empty";
        }
        if (bytes >= size) {
            return "it has " + bytes + " bytes; at most " + (size - 1) + " fit";
        }
        if (name.equals(".") || name.equals("..")) {
            return "it would be a directory under /sys/class/net";
        }
        return name.chars()
                .filter(c -> c == '/' || c == ':' || Character.isWhitespace(c))
                .mapToObj(c -> "it holds " + (Character.isWhitespace(c) ? "white space" : "'" + (char) c + "'"))
                .findFirst()
                .orElse(null);
    }
}
