package nsx.ipc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.sys.Files;

/**
 * A file of /proc/sysvipc (proc_sysvipc(5), ipc/util.c): a line of names, then a line for each object. It shows the IPC namespace of
 * the thread that opens it. Later kernels add columns at the end, so they are found by name.
 */
final class SysvTable {
    private SysvTable() {}

    static List<Row> read(String kind) {
        return parse(Files.readText("/proc/sysvipc/" + kind));
    }

    static List<Row> parse(String text) {
        List<String[]> lines =
                text.lines().map(line -> line.strip().split("\\s+")).toList();
        return lines.stream().skip(1).map(line -> new Row(lines.get(0), line)).toList();
    }

    /** One object. */
    static final class Row {
        private final Map<String, String> cells = new HashMap<>();

        private Row(String[] names, String[] values) {
            for (int i = 0; i < Math.min(names.length, values.length); i++) {
                cells.put(names[i], values[i]);
            }
        }

        /** Sizes, times, and ids of users, which are 32 bits without a sign. */
        long number(String name) {
            return Long.parseUnsignedLong(cells.get(name));
        }

        int integer(String name) {
            return Integer.parseInt(cells.get(name));
        }

        /**
         * What all kinds have.
         *
         * @param id the name of the column with the identifier
         */
        IpcObject object(String id) {
            return new IpcObject(
                    integer("key"),
                    integer(id),
                    Integer.parseInt(cells.get("perms"), 8),
                    number("uid"),
                    number("gid"),
                    number("cuid"),
                    number("cgid"));
        }
    }
}
