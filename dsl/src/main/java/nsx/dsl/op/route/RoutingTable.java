package nsx.dsl.op.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Numbers of routing tables and their names, which ip-route(8) reads from rt_tables. */
public final class RoutingTable {
    public static final int MAIN = 254;
    private static final Map<String, Integer> USUAL = Map.of("local", 255, "main", MAIN, "default", 253);
    private static final List<String> FILES =
            List.of("/usr/share/iproute2/rt_tables", "/usr/lib/iproute2/rt_tables", "/etc/iproute2/rt_tables");

    private RoutingTable() {}

    /** The number of a table given by number or name. */
    public static int number(Object table) {
        String text = String.valueOf(table);
        if (text.matches("\\d{1,10}")) {
            long number = Long.parseLong(text);
            if (number > 0 && number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        }
        return Optional.ofNullable(USUAL.get(text))
                .or(() -> Optional.ofNullable(named().get(text)))
                .orElseThrow(() -> new NsxException("there is no routing table " + text)
                        .because("a table is main, local, default or a number from 1 to 2147483647")
                        .at(text));
    }

    /** The name of the three tables that every kernel has, otherwise the number as text. */
    public static String text(int number) {
        return USUAL.entrySet().stream()
                .filter(e -> e.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Integer.toUnsignedString(number));
    }

    /** The names of the three that every kernel has. */
    public static List<String> names() {
        return List.of("main", "local", "default");
    }

    /** The name of the three that every kernel has, else the number as a number. */
    public static Object fact(int number) {
        return USUAL.containsValue(number) ? text(number) : (Object) Integer.toUnsignedLong(number);
    }

    private static Map<String, Integer> named() {
        Map<String, Integer> names = new LinkedHashMap<>();
        FILES.stream().filter(Files::exists).forEach(file -> names.putAll(parse(text(file))));
        return names;
    }

    /** The text of a file of table names; empty if it is unreadable or not such a list. */
    private static String text(String file) {
        try {
            return Files.readText(file, Files.SMALL);
        } catch (SysException e) {
            return "";
        }
    }

    /** Parses lines of a number and a name; {@code #} begins a comment. */
    static Map<String, Integer> parse(String text) {
        Map<String, Integer> names = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.replaceAll("#.*", "").strip().split("\\s+"))
                .filter(words -> words.length >= 2 && words[0].matches("\\d{1,9}"))
                .forEach(words -> names.put(words[1], Integer.parseInt(words[0])));
        return names;
    }
}
