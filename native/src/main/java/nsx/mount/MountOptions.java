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

    /** Parses options; a repeated or opposite flag replaces the earlier one. */
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

    /** The flags for mount_setattr(2) to clear; a new kind of access time requires clearing the old one. */
    int clear() {
        return flags.stream().mapToInt(MountFlag::clear).reduce(0, (a, b) -> a | b);
    }

    long legacy() {
        return flags.stream().mapToLong(MountFlag::legacy).reduce(0, (a, b) -> a | b);
    }

    /** Returns these options on top of the flags that a mount has, because a remount by mount(2) sets all flags. */
    public MountOptions over(MountInfo mount) {
        List<String> all = new ArrayList<>(mount.options());
        flags.forEach(f -> all.add(f.text()));
        return new MountOptions(of(all).flags(), data);
    }

    /** Whether a mount has all requested flags; other flags do not matter. */
    public boolean fit(MountInfo mount) {
        List<MountFlag> there = of(mount.options()).flags();
        return flags.stream()
                .allMatch(f -> f.set() == 0 && f != MountFlag.RELATIME
                        ? there.stream().noneMatch(t -> t.set() != 0 && t.contradicts(f))
                        : there.contains(f));
    }

    /** Whether the file system shows all requested options. */
    public boolean fitSystem(MountInfo mount) {
        List<String> there =
                mount.systemOptions().stream().map(MountOptions::normal).toList();
        return data.stream().map(MountOptions::normal).allMatch(there::contains);
    }

    /** Normalizes an option: {@code size=1m} equals {@code size=1024k}, {@code mode=0755} equals {@code mode=755}. */
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

    /** Returns a mount with these options applied. */
    public MountInfo planned(MountInfo mount) {
        List<String> system = new ArrayList<>(mount.systemOptions());
        system.addAll(data);
        return mount.with(over(mount).flags().stream().map(MountFlag::text).toList(), system);
    }

    /** The options as written after -o; empty text without options. */
    public String text() {
        List<String> all = new ArrayList<>();
        flags.forEach(f -> all.add(f.text()));
        all.addAll(data);
        return all.stream().collect(Collectors.joining(","));
    }
}
