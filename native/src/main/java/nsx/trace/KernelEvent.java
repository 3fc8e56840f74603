package nsx.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One event of kernel tracing, read from a line of {@code trace_pipe}.
 *
 * @param thread the number of the thread during whose execution it happened
 * @param interrupting whether it happened in a soft interrupt, which handles any packet during the execution of any
 * thread
 * @param nanos the time, in nanoseconds of CLOCK_MONOTONIC
 * @param name the name without its group: {@code net_dev_queue}
 * @param fields the values of the fields by name
 */
public record KernelEvent(int thread, boolean interrupting, long nanos, String name, Map<String, String> fields) {
    /**
     * The time after an event in which the same frame address means the same frame; later the kernel may reuse the
     * address.
     */
    public static final long FRAME_NANOS = 200_000_000;

    private static final Pattern LINE =
            Pattern.compile("^.*?-(\\d+)\\s+\\[\\d+\\]\\s+(\\S+)\\s+(\\d+)\\.(\\d{6}): (\\w+): (.*)$");
    private static final Pattern FIELD = Pattern.compile("(\\w+)(?:=|: )(\\S+)");
    private static final Pattern WORD = Pattern.compile("(\\w+) (\\S+)");
    private static final Pattern LOOKUP = Pattern.compile(
            "table\\s+(\\d+) oif (\\d+) iif (\\d+) proto (\\d+) (\\S+)/(\\d+) -> (\\S+)/(\\d+) .*==> dev (\\S+)"
                    + " gw (\\S+) err (-?\\d+)");
    private static final String[] LOOKED = {
        "table", "oif", "iif", "proto", "src", "sport", "dst", "dport", "dev", "gw", "err"
    };

    /** Parses a line; empty if it is not an event, such as a note about lost events. */
    static Optional<KernelEvent> parse(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        long nanos = Long.parseLong(found.group(3)) * 1_000_000_000L + Long.parseLong(found.group(4)) * 1000L;
        String name = found.group(5);
        int thread = Integer.parseInt(found.group(1));
        return Optional.of(
                new KernelEvent(thread, isInterrupting(found.group(2)), nanos, name, fields(name, found.group(6))));
    }

    /**
     * Whether the flags show a soft interrupt: the third letter is the kind of interrupt (trace_print_lat_fmt of
     * kernel/trace/trace_output.c).
     */
    private static boolean isInterrupting(String flags) {
        return flags.length() > 2 && "sH".indexOf(flags.charAt(2)) >= 0;
    }

    private static Map<String, String> fields(String name, String text) {
        if (name.endsWith("_table_lookup")) {
            return lookup(text);
        }
        Pattern pattern = name.startsWith("neigh_") ? WORD : FIELD;
        Map<String, String> fields = new HashMap<>();
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            fields.put(found.group(1), found.group(2));
        }
        return fields;
    }

    private static Map<String, String> lookup(String text) {
        Matcher found = LOOKUP.matcher(text);
        Map<String, String> fields = new HashMap<>();
        if (found.find()) {
            for (int i = 0; i < LOOKED.length; i++) {
                fields.put(LOOKED[i], found.group(i + 1));
            }
        }
        return fields;
    }

    /** The value of a field; empty text if it is missing. */
    public String get(String field) {
        return fields.getOrDefault(field, "");
    }

    /** The value of a field as a whole number; 0 if it is not one. */
    public int number(String field) {
        String text = get(field);
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
