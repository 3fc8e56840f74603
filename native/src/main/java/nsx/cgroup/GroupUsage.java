package nsx.cgroup;

import java.util.LinkedHashMap;
import java.util.Map;
import nsx.proc.TextFields;

/** The numbers that the kernel counts for a group, with the file names of both versions. */
public enum GroupUsage {
    /** Memory in use, in bytes. */
    MEMORY(Controller.MEMORY, "memory.usage_in_bytes", "memory.current", null),
    /** Number of processes and threads. */
    PIDS(Controller.PIDS, "pids.current", "pids.current", null),
    /** Number of processes killed because memory was used up. */
    OOM_KILLS(Controller.MEMORY, "memory.oom_control", "memory.events", "oom_kill"),
    /** Number of forks refused because of the limit of processes. */
    PIDS_REFUSED(Controller.PIDS, "pids.events", "pids.events", "max"),
    /** Number of periods in which the group was throttled. */
    THROTTLED(Controller.CPU, "cpu.stat", "cpu.stat", "nr_throttled");

    private final Controller controller;
    private final String legacy;
    private final String unified;
    private final String key;

    GroupUsage(Controller controller, String legacy, String unified, String key) {
        this.controller = controller;
        this.legacy = legacy;
        this.unified = unified;
        this.key = key;
    }

    Controller controller() {
        return controller;
    }

    String file(boolean isUnified) {
        return isUnified ? unified : legacy;
    }

    /** The number in the file; null if the file lacks the key. */
    Long parse(String text) {
        return key == null
                ? (Long) TextFields.number("control group", text)
                : keyed(text).get(key);
    }

    /** Parses lines of a name and a number, as in {@code memory.events}. */
    private static Map<String, Long> keyed(String text) {
        Map<String, Long> all = new LinkedHashMap<>();
        text.lines().map(l -> l.split("\\s+")).filter(f -> f.length == 2).forEach(f -> {
            if (f[1].matches("\\d{1,18}")) {
                all.put(f[0], Long.valueOf(f[1]));
            }
        });
        return all;
    }
}
