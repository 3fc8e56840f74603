package nsx.proc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import nsx.netlink.CodecException;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * The content of /proc/PID/status and cmdline of a process (proc_pid_status(5), proc_pid_cmdline(5)).
 *
 * @param numbers the process number in each pid namespace, from that of the reader's /proc to the process's own
 * @param state one letter, as in ps(1)
 * @param user the effective user id
 * @param command the command line; the name in brackets for a process without one (a kernel thread, a zombie), or in
 * parentheses if the command line cannot be read ({@link CommandLines})
 */
public record ProcessInfo(
        int pid, int parent, List<Integer> numbers, int user, String state, String name, String command) {
    /** The processes that /proc shows, sorted by number. */
    public static List<Integer> pids() {
        return numbers("/proc");
    }

    /** The open descriptors of a process; none when it is gone or may not be looked into. */
    public static List<Integer> descriptors(int pid) {
        return numbers("/proc/" + pid + "/fd");
    }

    /** The child processes of a process and its threads. */
    public static List<Integer> children(int pid) {
        return pids().stream().filter(p -> isChild(p, pid)).toList();
    }

    private static boolean isChild(int pid, int parent) {
        try {
            return parse(status(pid), "").parent() == parent;
        } catch (SysException | CodecException e) {
            return false;
        }
    }

    private static List<Integer> numbers(String directory) {
        return Files.names(directory).stream()
                .filter(name -> name.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    /** Reads a process; empty if it is gone or the entry is not a process. */
    public static Optional<ProcessInfo> read(int pid) {
        try (CommandLines commands = new CommandLines()) {
            return read(pid, commands);
        }
    }

    /** Reads one process of many. */
    public static Optional<ProcessInfo> read(int pid, CommandLines commands) {
        try {
            return Optional.of(parse(status(pid), commands.read(pid)));
        } catch (SysException | CodecException e) {
            return Optional.empty();
        }
    }

    /** Reads the processes among these that still exist, in the same order. */
    public static List<ProcessInfo> read(List<Integer> pids) {
        try (CommandLines commands = new CommandLines()) {
            return pids.stream().flatMap(pid -> read(pid, commands).stream()).toList();
        }
    }

    /**
     * The start time in clock ticks since the boot (proc_pid_stat(5)); together with the number it identifies a
     * process. Empty if the process has ended, even if it is still a zombie.
     */
    public static OptionalLong started(int pid) {
        try {
            String stat = Files.readText("/proc/" + pid + "/stat", Files.SMALL);
            // the name before is in parentheses and may contain any characters
            TextFields fields = TextFields.of(
                    "stat", stat.substring(stat.lastIndexOf(')') + 1).strip());
            boolean ended = fields.text(0).matches("[ZXx]");
            return ended ? OptionalLong.empty() : OptionalLong.of(fields.number(19));
        } catch (SysException | CodecException e) {
            return OptionalLong.empty();
        }
    }

    private static String status(int pid) {
        return Files.readText("/proc/" + pid + "/status", Files.SMALL);
    }

    /**
     * Parses the two files.
     *
     * @throws CodecException if the first file lacks a field
     */
    public static ProcessInfo parse(String status, String commandLine) {
        return parse(status, Optional.of(commandLine));
    }

    private static ProcessInfo parse(String status, Optional<String> commandLine) {
        String name = need(status, "Name");
        String inside = field(status, "NSpid");
        TextFields numbers = TextFields.of("NSpid", inside.isEmpty() ? need(status, "Pid") : inside);
        return new ProcessInfo(
                TextFields.integer("Pid", need(status, "Pid")),
                TextFields.integer("PPid", need(status, "PPid")),
                IntStream.range(0, numbers.size()).mapToObj(numbers::integer).toList(),
                (int) TextFields.of("Uid", need(status, "Uid")).number(1),
                need(status, "State").substring(0, 1),
                name,
                command(name, commandLine));
    }

    private static String need(String status, String name) {
        String value = field(status, name);
        if (value.isEmpty()) {
            throw new CodecException("/proc/PID/status without " + name);
        }
        return value;
    }

    /** The value of a field; empty without it. Only what is asked for is taken apart: a listing reads thousands. */
    private static String field(String status, String name) {
        String mark = name + ":";
        int line = status.startsWith(mark) ? 0 : status.indexOf("\n" + mark) + 1;
        if (line == 0 && !status.startsWith(mark)) {
            return "";
        }
        int end = status.indexOf('\n', line);
        return status.substring(line + mark.length(), end < 0 ? status.length() : end)
                .stripLeading();
    }

    /**
     * The command line for display; without one, the name in brackets or parentheses.
     *
     * @param commandLine the content of the file; empty if it could not be read
     */
    public static String command(String name, Optional<String> commandLine) {
        if (commandLine.isEmpty()) {
            return "(" + name + ")";
        }
        String command = commandLine.get().replaceAll("\0+$", "").replace('\0', ' ');
        return command.isBlank() ? "[" + name + "]" : command;
    }
}
