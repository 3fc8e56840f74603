package nsx.cgroup;

import java.util.List;
import java.util.function.UnaryOperator;
import nsx.proc.TextFields;

/**
 * A setting of a group and its files in both versions (Documentation/admin-guide/cgroup-v1, cgroup-v2.rst). The value
 * null means "no limit".
 */
public enum Setting {
    /** The limit of memory in bytes, a Long. */
    MEMORY(Controller.MEMORY, "memory.limit_in_bytes", "memory.max") {
        @Override
        Object value(boolean unified, UnaryOperator<String> read) {
            return bytes(read.apply(file(unified)));
        }

        @Override
        List<Write> writes(boolean unified, Object value, UnaryOperator<String> read) {
            Write limit = new Write(file(unified), max(unified, value));
            Object swap = unified ? null : SWAP.value(false, read);
            if (swap == null) {
                return List.of(limit);
            }
            // version 1 limits the sum of memory and swap, which may at no moment be below the memory limit
            Object before = value(false, read);
            Write sum = new Write(SWAP.file(false), value == null ? "-1" : String.valueOf((Long) value + (Long) swap));
            boolean grows = before != null && (value == null || (Long) value > (Long) before);
            return grows ? List.of(sum, limit) : List.of(limit, sum);
        }
    },
    /** The limit of swap in bytes, in addition to memory, a Long. */
    SWAP(Controller.MEMORY, "memory.memsw.limit_in_bytes", "memory.swap.max") {
        @Override
        Object value(boolean unified, UnaryOperator<String> read) {
            Object most = bytes(read.apply(file(unified)));
            Object memory = unified || most == null ? null : MEMORY.value(false, read);
            return memory == null ? most : (Object) ((Long) most - (Long) memory);
        }

        @Override
        List<Write> writes(boolean unified, Object value, UnaryOperator<String> read) {
            Object memory = unified || value == null ? null : MEMORY.value(false, read);
            Object sum = memory == null ? value : (Object) ((Long) memory + (Long) value);
            return List.of(new Write(file(unified), max(unified, sum)));
        }
    },
    /** The limit of processes and threads, a Long. */
    PIDS(Controller.PIDS, "pids.max", "pids.max") {
        @Override
        Object value(boolean unified, UnaryOperator<String> read) {
            return bytes(read.apply(file(unified)));
        }

        @Override
        List<Write> writes(boolean unified, Object value, UnaryOperator<String> read) {
            return List.of(new Write(file(unified), max(true, value)));
        }
    },
    /** The limit of processor time in processors, a Double. */
    CPU(Controller.CPU, "cpu.cfs_quota_us", "cpu.max") {
        @Override
        Object value(boolean unified, UnaryOperator<String> read) {
            String[] both = unified
                    ? read.apply(file(true)).strip().split("\\s+")
                    : new String[] {
                        read.apply(file(false)).strip(), read.apply(PERIOD_FILE).strip()
                    };
            return both[0].equals("max") || both[0].equals("-1") ? null : (Object) ratio(both);
        }

        @Override
        List<Write> writes(boolean unified, Object value, UnaryOperator<String> read) {
            String quota = value == null ? null : String.valueOf(Math.round((Double) value * PERIOD));
            return unified
                    ? List.of(new Write(file(true), (quota == null ? "max" : quota) + " " + PERIOD))
                    : List.of(
                            new Write(PERIOD_FILE, String.valueOf(PERIOD)),
                            new Write(file(false), quota == null ? "-1" : quota));
        }
    },
    /** The share of processor time relative to other groups, a Long from 1 to 10000 (default 100). */
    WEIGHT(Controller.CPU, "cpu.shares", "cpu.weight") {
        @Override
        Object value(boolean unified, UnaryOperator<String> read) {
            long number = number(read.apply(file(unified)));
            return unified ? number : Math.round(number * 100 / SHARES);
        }

        @Override
        List<Write> writes(boolean unified, Object value, UnaryOperator<String> read) {
            long weight = value == null ? 100 : (Long) value;
            return List.of(new Write(
                    file(unified), String.valueOf(unified ? weight : Math.max(2, Math.round(weight * SHARES / 100)))));
        }
    },
    /** The allowed processors, a String such as {@code 0-1,3}. */
    CPUS(Controller.CPUSET, "cpuset.cpus", "cpuset.cpus") {
        @Override
        Object value(boolean unified, UnaryOperator<String> read) {
            String text = read.apply(file(unified)).strip();
            return text.isEmpty() ? null : text;
        }

        @Override
        List<Write> writes(boolean unified, Object value, UnaryOperator<String> read) {
            return List.of(new Write(file(unified), value == null ? "" : (String) value));
        }
    },
    /** The share of disk time relative to other groups, a Long from 1 to 1000 (default 100). */
    IO_WEIGHT(Controller.IO, "blkio.bfq.weight", "io.bfq.weight") {
        @Override
        Object value(boolean unified, UnaryOperator<String> read) {
            return number(read.apply(file(unified)).strip().replaceFirst("^default\\s+", ""));
        }

        @Override
        List<Write> writes(boolean unified, Object value, UnaryOperator<String> read) {
            return List.of(new Write(file(unified), String.valueOf(value == null ? 100 : value)));
        }
    },
    /** Whether the processes of the group are frozen, a Boolean. */
    FROZEN(Controller.FREEZER, "freezer.state", "cgroup.freeze") {
        @Override
        Object value(boolean unified, UnaryOperator<String> read) {
            return List.of("1", "FROZEN", "FREEZING")
                    .contains(read.apply(file(unified)).strip());
        }

        @Override
        List<Write> writes(boolean unified, Object value, UnaryOperator<String> read) {
            boolean on = Boolean.TRUE.equals(value);
            return List.of(new Write(file(unified), unified ? on ? "1" : "0" : on ? "FROZEN" : "THAWED"));
        }
    };

    private static final long PERIOD = 100_000;
    private static final String PERIOD_FILE = "cpu.cfs_period_us";
    /** The value of cpu.shares in version 1 that equals weight 100. */
    private static final double SHARES = 1024;
    /** The smallest number that version 1 shows for "no limit", for any page size. */
    private static final long UNLIMITED = Long.MAX_VALUE - (1 << 20);

    private final Controller controller;
    private final String legacy;
    private final String unified;

    Setting(Controller controller, String legacy, String unified) {
        this.controller = controller;
        this.legacy = legacy;
        this.unified = unified;
    }

    /** A text to write to a file of the group. */
    record Write(String file, String text) {}

    Controller controller() {
        return controller;
    }

    /** The file whose presence shows that the kernel has the setting. */
    String file(boolean isUnified) {
        return isUnified ? unified : legacy;
    }

    /**
     * Reads the value of the setting.
     *
     * @param read returns the content of a file by its name
     */
    abstract Object value(boolean isUnified, UnaryOperator<String> read);

    /** Returns the writes that change the setting, in order. */
    abstract List<Write> writes(boolean isUnified, Object value, UnaryOperator<String> read);

    private static Object bytes(String text) {
        String plain = text.strip();
        if (plain.equals("max") || plain.equals("-1")) {
            return null;
        }
        long number = number(plain);
        return number >= UNLIMITED ? null : (Object) number;
    }

    private static long number(String text) {
        return TextFields.number("control group", text);
    }

    private static double ratio(String... both) {
        TextFields two = TextFields.of("cpu.max", String.join(" ", both));
        return (double) two.number(0) / two.number(1);
    }

    private static String max(boolean isUnified, Object value) {
        return value == null ? isUnified ? "max" : "-1" : value.toString();
    }
}
