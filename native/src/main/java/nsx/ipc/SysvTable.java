package nsx.ipc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.netlink.CodecException;
import nsx.proc.TextFields;
import nsx.sys.Files;

/**
 * A file of /proc/sysvipc (proc_sysvipc(5), ipc/util.c): a line of names, then a line for each object. The file shows
 * the IPC namespace of the thread that opens it. Columns are found by name, because later kernels add columns at the
 * end.
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

    /** The row of one object. */
    static final class Row {
        private final Map<String, String> cells = new HashMap<>();

        private Row(String[] names, String[] values) {
            for (int i = 0; i < Math.min(names.length, values.length); i++) {
                cells.put(names[i], values[i]);
            }
        }

        /** Reads a size, a time or a user id, which is an unsigned 32-bit number. */
        long number(String name) {
            return TextFields.of(name, cell(name)).unsigned(0, 10);
        }

        int integer(String name) {
            return TextFields.integer(name, cell(name));
        }

        private String cell(String name) {
            String cell = cells.get(name);
            if (cell == null) {
                throw new CodecException("/proc/sysvipc without " + name);
            }
            return cell;
        }

        /**
         * Reads the attributes that all kinds of objects share.
         *
         * @param id the name of the column with the identifier
         */
        IpcObject object(String id) {
            return new IpcObject(
                    integer("key"),
                    integer(id),
                    (int) TextFields.of("perms", cell("perms")).unsigned(0, 8),
                    number("uid"),
                    number("gid"),
                    number("cuid"),
                    number("cgid"));
        }
    }
}
