package nsx.cgroup;

import java.util.LinkedHashMap;
import java.util.Map;
import nsx.proc.TextFields;

/** The numbers that the kernel counts for a group, with their files in both versions. */
public enum GroupUsage {
    /** Bytes in use now. */
    MEMORY(Controller.MEMORY, "memory.usage_in_bytes", "memory.current", null),
    /** Processes and threads now. */
    PIDS(Controller.PIDS, "pids.current", "pids.current", null),
    /** How often a process was ended because memory was used up. */
    OOM_KILLS(Controller.MEMORY, "memory.oom_control", "memory.events", "oom_kill"),
    /** How often a process or thread was not made. */
    PIDS_REFUSED(Controller.PIDS, "pids.events", "pids.events", "max"),
    /** In how many periods it had to wait for the next. */
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

    /** The number in the file; null when the file does not have this key. */
    Long parse(String text) {
        return key == null
                ? (Long) TextFields.number("control group", text)
                : keyed(text).get(key);
    }

    /** Lines of a name and a number, as {@code memory.events} has them. */
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
