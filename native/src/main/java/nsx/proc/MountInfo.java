package nsx.proc;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nsx.sys.Files;
import nsx.sys.Root;
import nsx.sys.SysException;

/**
 * One line of /proc/PID/mountinfo (proc_pid_mountinfo(5)).
 *
 * @param id the mount id; negative for a planned mount
 * @param device major and minor number of the file system's device, separated by a colon; equal for mounts of the
 * same file system
 * @param root the directory of the file system that is the mount's root; {@code net:[4026532384]} for a namespace
 * @param target the mount point, relative to the reader's root directory
 * @param options the options of this mount, such as {@code ro}
 * @param propagation {@code shared:N}, {@code master:N}, {@code propagate_from:N}, {@code unbindable}; empty for a
 * private mount
 * @param systemOptions the options of the file system, which all its mounts share
 */
public record MountInfo(
        int id,
        int parent,
        String device,
        String root,
        String target,
        List<String> options,
        List<String> propagation,
        String type,
        String source,
        List<String> systemOptions) {
    /** The number of fields before the optional ones: two numbers, a device, a root, a target, and options. */
    private static final int FIRST = 6;

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /** The mounts that the calling thread sees, oldest first. */
    public static List<MountInfo> ofThisThread() {
        return parse(Files.readText("/proc/thread-self/mountinfo"));
    }

    /**
     * The mounts that the calling thread sees. In a chroot that is not a mount point the kernel does not list the
     * mount of the root, so an entry on {@code /} is added for it. Afterwards the thread may share its root and
     * directory with no other thread.
     */
    public static List<MountInfo> withRoot() {
        List<MountInfo> seen = ofThisThread();
        if (top(seen, "/").isPresent()) {
            return seen;
        }
        try {
            return Stream.concat(chroot().stream(), seen.stream()).toList();
        } catch (SysException e) {
            // EPERM: a user who may not look outside may not mount either
            return seen;
        }
    }

    private static Optional<MountInfo> chroot() {
        String[] place = new String[1];
        String outside = Root.fromOutside(path -> {
            place[0] = path;
            return Files.readText("/proc/thread-self/mountinfo");
        });
        List<MountInfo> all = parse(outside);
        return holding(all, place[0]).map(m -> m.of(m.rootOf(place[0])).at(m.id(), "/"));
    }

    /** Whether the calling thread's root is a mount point. */
    public static boolean isRootMounted() {
        // before Linux 5.8 the file does not show it
        return Files.stat("/").isMount() || top(ofThisThread(), "/").isPresent();
    }

    /** Parses the text of mountinfo; a malformed line is left out. */
    public static List<MountInfo> parse(String text) {
        return text.lines().flatMap(line -> line(line).stream()).toList();
    }

    /** Parses only the mounts of this type. Other lines are skipped, since there may be many. */
    public static List<MountInfo> parse(String text, String type) {
        String mark = " - " + type + " ";
        return text.contains(mark)
                ? text.lines()
                        .filter(l -> l.contains(mark))
                        .flatMap(line -> line(line).stream())
                        .filter(m -> m.type().equals(type))
                        .toList()
                : List.of();
    }

    private static Optional<MountInfo> line(String line) {
        // any number of optional fields come before a lone hyphen
        int hyphen = line.indexOf(" - ");
        List<String> mount = List.of(line.substring(0, Math.max(0, hyphen)).split(" ", -1));
        if (mount.size() < FIRST || mount.contains("") || !isNumber(mount.get(0)) || !isNumber(mount.get(1))) {
            return Optional.empty();
        }
        // a source may be empty, between two spaces
        String[] system = line.substring(hyphen + 3).split(" ");
        return Optional.of(new MountInfo(
                Integer.parseInt(mount.get(0)),
                Integer.parseInt(mount.get(1)),
                mount.get(2),
                plain(mount.get(3)),
                plain(mount.get(4)),
                List.of(mount.get(5).split(",")),
                mount.subList(FIRST, mount.size()),
                system.length > 0 ? system[0] : "",
                system.length > 1 ? plain(system[1]) : "",
                system.length > 2 ? List.of(plain(system[2]).split(",")) : List.of()));
    }

    /** Whether a text is a number that surely fits into an int. */
    private static boolean isNumber(String text) {
        return text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether the mount is planned and does not exist yet. */
    public boolean isPlanned() {
        return id < 0;
    }

    /** Returns this file system mounted at another place. */
    public MountInfo at(int otherId, String place) {
        return new MountInfo(otherId, parent, device, root, place, options, propagation, type, source, systemOptions);
    }

    /** Returns this file system on top of another mount. */
    public MountInfo on(int otherParent, List<String> otherPropagation) {
        return new MountInfo(
                id, otherParent, device, root, target, options, otherPropagation, type, source, systemOptions);
    }

    /** Returns this mount with other options. */
    public MountInfo with(List<String> otherOptions, List<String> otherSystemOptions) {
        return new MountInfo(
                id, parent, device, root, target, otherOptions, propagation, type, source, otherSystemOptions);
    }

    /** The visible mount at this mount point, which is the last one mounted there. */
    public static Optional<MountInfo> top(List<MountInfo> mounts, String target) {
        return mounts.stream().filter(m -> m.target().equals(target)).reduce((a, b) -> b);
    }

    /** The mount that contains a path without symbolic links. */
    public static Optional<MountInfo> holding(List<MountInfo> mounts, String path) {
        return mounts.stream()
                .filter(m -> m.holds(path))
                .reduce((a, b) -> b.target().length() >= a.target().length() ? b : a);
    }

    private boolean holds(String path) {
        return below(target, path).isPresent();
    }

    /** Whether a path is inside a directory and not the directory itself. */
    public static boolean isBelow(String path, String directory) {
        return below(directory, path).filter(rest -> !rest.isEmpty()).isPresent();
    }

    /** The part of a path below a directory: empty text for the directory itself, otherwise with a leading slash. */
    private static Optional<String> below(String directory, String path) {
        String start = directory.equals("/") ? "" : directory;
        return path.equals(directory)
                ? Optional.of("")
                : Optional.of(path).filter(p -> p.startsWith(start + "/")).map(p -> p.substring(start.length()));
    }

    /** The {@link #root} that a bind mount of this path would have; the path must be in this mount. */
    public String rootOf(String path) {
        String all = (root.equals("/") ? "" : root) + below(target, path).orElseThrow();
        return all.isEmpty() ? "/" : all;
    }

    /** A path through one of the mounts to this part of the file system, for a bind mount; empty if there is none. */
    public static Optional<String> source(List<MountInfo> mounts, String device, String root) {
        return mounts.stream()
                .filter(m -> m.device().equals(device))
                .flatMap(m -> below(m.root(), root)
                        .map(rest -> (m.target().equals("/") ? "" : m.target()) + rest)
                        .map(path -> path.isEmpty() ? "/" : path)
                        .filter(path -> holding(mounts, path).equals(Optional.of(m)))
                        .stream())
                .findFirst();
    }

    private MountInfo of(String otherRoot) {
        return new MountInfo(id, parent, device, otherRoot, target, options, propagation, type, source, systemOptions);
    }

    /** Decodes a field in which space, tab, newline and backslash are written as three octal digits. */
    private static String plain(String escaped) {
        return escaped.indexOf('\\') < 0
                ? escaped
                : OCTAL.matcher(escaped)
                        .replaceAll(
                                m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
    }
}
