package nsx.dsl.op;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.cgroup.Setting;
import nsx.dsl.error.Texts;
import nsx.dsl.unit.Percent;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;

/** A setting in the block of a control group: the word, its values, and their form in the kernel's file. */
public enum CgroupSetting {
    MEMORY("memory", Setting.MEMORY, "a size such as 64.MB, or 'max'") {
        @Override
        Object normal(Object value) {
            return bytes(value, PAGE);
        }
    },
    SWAP("swap", Setting.SWAP, "a size such as 64.MB beside that of memory, 0, or 'max'") {
        @Override
        Object normal(Object value) {
            return bytes(value, 0);
        }
    },
    PIDS("pids", Setting.PIDS, "a number of processes and threads from 1 up, or 'max'") {
        @Override
        Object normal(Object value) {
            return whole(value, 1, 1 << 22);
        }
    },
    CPU("cpu", Setting.CPU, "a number of processors such as 0.5, from 0.01 up, a percentage of one, or 'max'") {
        @Override
        Object normal(Object value) {
            double share =
                    value instanceof Percent p ? p.share() : value instanceof Number n ? n.doubleValue() : Double.NaN;
            // the kernel grants a group at least a millisecond of each period of a hundred
            return share >= 0.01 && share <= 8192 ? (Object) (Math.round(share * 100_000) / 100_000.0) : null;
        }
    },
    WEIGHT("weight", Setting.WEIGHT, "a whole number from 1 to 10000; 100 is what every group has") {
        @Override
        Object normal(Object value) {
            return whole(value, 1, 10_000);
        }
    },
    CPUS("cpus", Setting.CPUS, "numbers of processors such as '0-1,3', 0 or 0..1") {
        @Override
        Object normal(Object value) {
            String text = value instanceof List<?> list
                    ? list.stream().map(Texts::of).collect(Collectors.joining(","))
                    : Texts.of(value);
            return text.matches("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*") ? ranges(text) : null;
        }
    },
    IO_WEIGHT("ioWeight", Setting.IO_WEIGHT, "a whole number from 1 to 1000; 100 is what every group has") {
        @Override
        Object normal(Object value) {
            return whole(value, 1, 1000);
        }
    },
    FROZEN("frozen", Setting.FROZEN, "true or false") {
        @Override
        Object normal(Object value) {
            return value instanceof Boolean ? value : null;
        }
    };

    private static final long PAGE = 4096;
    private final String word;
    private final Setting setting;
    private final String wanted;

    CgroupSetting(String word, Setting setting, String wanted) {
        this.word = word;
        this.setting = setting;
        this.wanted = wanted;
    }

    public String word() {
        return word;
    }

    public Setting setting() {
        return setting;
    }

    public String wanted() {
        return wanted;
    }

    public static Optional<CgroupSetting> named(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }

    /** The parameter whose value is the checked kernel form; empty for no limit. */
    public Parameter<Optional<Object>> parameter() {
        Reader<Optional<Object>> reader = Reader.of(
                this == FROZEN ? Type.CHOICE : Type.ANY,
                wanted,
                value -> isUnlimited(value)
                        ? Optional.of(Optional.empty())
                        : Optional.ofNullable(normal(value)).map(Optional::of));
        return Parameter.named(word, reader, wanted).among(this == FROZEN ? List.of("true", "false") : List.of());
    }

    private boolean isUnlimited(Object value) {
        boolean limit = !List.of(WEIGHT, IO_WEIGHT, FROZEN, CPUS).contains(this);
        return limit && Texts.of(value).equals("max");
    }

    /** The value in the kernel's form, empty for no limit; throws an error that describes valid values. */
    public Optional<Object> check(Object value) {
        return parameter().read("cgroup", value);
    }

    /** Converts a value to the kernel's form; null if it is invalid. */
    abstract Object normal(Object value);

    /** Rounds to pages, which the kernel counts in. */
    private static Object bytes(Object value, long least) {
        return Reader.number(least, Long.MAX_VALUE)
                .read(value)
                .map(n -> n / PAGE * PAGE)
                .orElse(null);
    }

    private static Object whole(Object value, long least, long most) {
        return Reader.number(least, most).read(value).orElse(null);
    }

    /** The text as the kernel writes it back: sorted, with neighbours as ranges. */
    private static String ranges(String text) {
        BitSet all = new BitSet();
        for (String part : text.split(",")) {
            String[] ends = part.split("-");
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (last < first) {
                return null;
            }
            all.set(first, last + 1);
        }
        StringBuilder shown = new StringBuilder();
        for (int first = all.nextSetBit(0); first >= 0; ) {
            int end = all.nextClearBit(first);
            shown.append(shown.isEmpty() ? "" : ",").append(first).append(end - 1 > first ? "-" + (end - 1) : "");
            first = all.nextSetBit(end);
        }
        return shown.toString();
    }
}
