package nsx.proc;

import java.util.List;
import java.util.regex.Pattern;
import nsx.sys.Files;

/**
 * One line of /proc/PID/mountinfo (proc_pid_mountinfo(5)).
 *
 * @param root the directory of the file system that is the mount's root; {@code net:[4026532384]} for a namespace
 * @param target where it is mounted, as the reader's root directory shows it
 * @param options those of this mount, such as {@code ro}
 */
public record MountInfo(
        int id, int parent, String root, String target, List<String> options, String type, String source) {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /** The mounts that the calling thread sees, in the order in which they were made. */
    public static List<MountInfo> ofThisThread() {
        return parse(Files.readText("/proc/thread-self/mountinfo"));
    }

    public static List<MountInfo> parse(String text) {
        return text.lines().map(MountInfo::line).toList();
    }

    private static MountInfo line(String line) {
        // optional fields stand before a lone hyphen, any number of them
        int hyphen = line.indexOf(" - ");
        String[] mount = line.substring(0, hyphen).split(" ");
        String[] system = line.substring(hyphen + 3).split(" ");
        return new MountInfo(
                Integer.parseInt(mount[0]),
                Integer.parseInt(mount[1]),
                plain(mount[3]),
                plain(mount[4]),
                List.of(mount[5].split(",")),
                system[0],
                system.length > 1 ? plain(system[1]) : "");
    }

    /** Space, tab, newline and backslash are written as three octal digits. */
    private static String plain(String escaped) {
        return escaped.indexOf('\\') < 0
                ? escaped
                : OCTAL.matcher(escaped)
                        .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(m.group(1), 8))));
    }
}
