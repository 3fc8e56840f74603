package nsx.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.proc.MountInfo;

/**
 * The options of a mount as mount(8) takes them after -o, sorted: some are flags of the mount itself, the rest is for the file
 * system.
 *
 * @param data {@code size=1m}, {@code mode=755}, in the order given
 */
public record MountOptions(List<MountFlag> flags, List<String> data) {
    private static final String BINARY_PREFIXES = "kmgtpe";

    /** A flag given again, or its opposite, takes the place of the earlier one. */
    public static MountOptions of(List<String> words) {
        List<MountFlag> flags = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (String word : words) {
            Optional<MountFlag> flag = MountFlag.of(word);
            flag.ifPresent(f -> {
                flags.removeIf(f::contradicts);
                flags.add(f);
            });
            if (flag.isEmpty() && !word.isEmpty() && !word.equals("defaults")) {
                data.add(word);
            }
        }
        return new MountOptions(List.copyOf(flags), List.copyOf(data));
    }

    public boolean isReadOnly() {
        return flags.contains(MountFlag.RO);
    }

    int set() {
        return flags.stream().mapToInt(MountFlag::set).reduce(0, (a, b) -> a | b);
    }

    /** For mount_setattr(2), which wants the old kind of access times taken away when a new one is set. */
    int clear() {
        return flags.stream().mapToInt(MountFlag::clear).reduce(0, (a, b) -> a | b);
    }

    long legacy() {
        return flags.stream().mapToLong(MountFlag::legacy).reduce(0, (a, b) -> a | b);
    }

    /** These, on top of the flags that a mount has: a remount by mount(2) sets all of them. */
    public MountOptions over(MountInfo mount) {
        List<String> all = new ArrayList<>(mount.options());
        flags.forEach(f -> all.add(f.text()));
        return new MountOptions(of(all).flags(), data);
    }

    /** Whether a mount has all flags that are asked for; about others nothing was said. */
    public boolean fit(MountInfo mount) {
        List<MountFlag> there = of(mount.options()).flags();
        return flags.stream()
                .allMatch(f -> f.set() == 0 && f != MountFlag.RELATIME
                        ? there.stream().noneMatch(t -> t.set() != 0 && t.contradicts(f))
                        : there.contains(f));
    }

    /** Whether the file system has all options that are asked for, as far as it shows them. */
    public boolean fitSystem(MountInfo mount) {
        List<String> there =
                mount.systemOptions().stream().map(MountOptions::normal).toList();
        return data.stream().map(MountOptions::normal).allMatch(there::contains);
    }

    /** {@code size=1m} and {@code size=1024k}, {@code mode=0755} and {@code mode=755} are the same. */
    private static String normal(String option) {
        int equals = option.indexOf('=');
        String key = option.substring(0, equals < 0 ? option.length() : equals);
        String value = equals < 0 ? "" : option.substring(equals + 1).toLowerCase(Locale.ROOT);
        if (value.matches("\\d{1,12}[" + BINARY_PREFIXES + "]")) {
            int power = BINARY_PREFIXES.indexOf(value.charAt(value.length() - 1)) + 1;
            value = String.valueOf(Long.parseLong(value.substring(0, value.length() - 1)) << (10 * power));
        }
        return key + "=" + (value.matches("0+\\d+") ? value.replaceFirst("^0+(?=\\d)", "") : value);
    }

    /** A mount as these leave it. */
    public MountInfo planned(MountInfo mount) {
        List<String> system = new ArrayList<>(mount.systemOptions());
        system.addAll(data);
        return mount.with(over(mount).flags().stream().map(MountFlag::text).toList(), system);
    }

    /** As they stand after -o; empty when there are none. */
    public String text() {
        List<String> all = new ArrayList<>();
        flags.forEach(f -> all.add(f.text()));
        all.addAll(data);
        return all.stream().collect(Collectors.joining(","));
    }
}
