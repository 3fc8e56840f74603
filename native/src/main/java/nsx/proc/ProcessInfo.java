package nsx.proc;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * What /proc/PID/status and cmdline say of a process (proc_pid_status(5), proc_pid_cmdline(5)).
 *
 * @param numbers its number in each pid namespace, from that of the reader's /proc to its own
 * @param state one letter, as in ps(1)
 * @param user the effective user id
 * @param command the command line, or the name in brackets for one that has none (a kernel thread, a zombie)
 */
public record ProcessInfo(
        int pid, int parent, List<Integer> numbers, int user, String state, String name, String command) {
    /** The processes that /proc shows, in the order of their numbers. */
    public static List<Integer> pids() {
        return numbers("/proc");
    }

    /** The threads of a process; none when it is gone. */
    public static List<Integer> threads(int pid) {
        return numbers("/proc/" + pid + "/task");
    }

    /** The open descriptors of a process; none when it is gone or may not be looked into. */
    public static List<Integer> descriptors(int pid) {
        return numbers("/proc/" + pid + "/fd");
    }

    /** The processes that this one, or one of its threads, is the parent of. */
    public static List<Integer> children(int pid) {
        return pids().stream()
                .filter(p -> read(p).filter(i -> i.parent() == pid).isPresent())
                .toList();
    }

    private static List<Integer> numbers(String directory) {
        String[] names = new File(directory).list((d, name) -> Character.isDigit(name.charAt(0)));
        return names == null
                ? List.of()
                : Arrays.stream(names).map(Integer::valueOf).sorted().toList();
    }

    /** Empty when it is gone. */
    public static Optional<ProcessInfo> read(int pid) {
        try {
            return Optional.of(
                    parse(Files.readText("/proc/" + pid + "/status"), Files.readText("/proc/" + pid + "/cmdline")));
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    public static ProcessInfo parse(String status, String commandLine) {
        Map<String, String> fields = status.lines()
                .map(l -> l.split(":\\s*", 2))
                .filter(f -> f.length == 2)
                .collect(Collectors.toMap(f -> f[0], f -> f[1], (a, b) -> a));
        String name = fields.get("Name");
        return new ProcessInfo(
                Integer.parseInt(fields.get("Pid")),
                Integer.parseInt(fields.get("PPid")),
                Arrays.stream(fields.getOrDefault("NSpid", fields.get("Pid")).split("\\s+"))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(fields.get("Uid").split("\\s+")[1]),
                fields.get("State").substring(0, 1),
                name,
                command(name, commandLine));
    }

    /** The command line as it is shown, or the name in brackets when there is none. */
    public static String command(String name, String commandLine) {
        String command = commandLine.replaceAll("\0+$", "").replace('\0', ' ');
        return command.isBlank() ? "[" + name + "]" : command;
    }
}
