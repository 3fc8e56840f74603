package nsx.proc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * The capabilities and resource limits of a process (/proc/PID/status and limits, capabilities(7)).
 *
 * @param effective the effective capabilities, such as {@code net_admin}
 * @param bounding the capabilities that it could ever acquire
 * @param noNewPrivileges whether programs that it starts cannot gain privileges
 * @param seccomp disabled, strict or filter
 * @param limits soft and hard limits by name, as in the file
 */
public record Privileges(
        List<String> effective,
        List<String> bounding,
        boolean noNewPrivileges,
        String seccomp,
        Map<String, List<String>> limits) {
    /** The names of capabilities by number (linux/capability.h). */
    private static final List<String> NAMES = List.of(
            "chown",
            "dac_override",
            "dac_read_search",
            "fowner",
            "fsetid",
            "kill",
            "setgid",
            "setuid",
            "setpcap",
            "linux_immutable",
            "net_bind_service",
            "net_broadcast",
            "net_admin",
            "net_raw",
            "ipc_lock",
            "ipc_owner",
            "sys_module",
            "sys_rawio",
            "sys_chroot",
            "sys_ptrace",
            "sys_pacct",
            "sys_admin",
            "sys_boot",
            "sys_nice",
            "sys_resource",
            "sys_time",
            "sys_tty_config",
            "mknod",
            "lease",
            "audit_write",
            "audit_control",
            "setfcap",
            "mac_override",
            "mac_admin",
            "syslog",
            "wake_alarm",
            "block_suspend",
            "audit_read",
            "perfmon",
            "bpf",
            "checkpoint_restore");

    private static final List<String> SECCOMP = List.of("disabled", "strict", "filter");
    /** The separator after the name of a limit: two or more spaces. */
    private static final String COLUMNS = "\\s{2,}";

    /** Reads a process from the calling thread's /proc; empty if the process is gone. */
    public static Optional<Privileges> read(int pid) {
        try {
            return Optional.of(parse(
                    Files.readText("/proc/" + pid + "/status", Files.SMALL),
                    Files.readText("/proc/" + pid + "/limits", Files.SMALL)));
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    /** Parses the two files. */
    public static Privileges parse(String status, String limits) {
        Map<String, String> fields = status.lines()
                .map(l -> l.split(":\\s*", 2))
                .filter(f -> f.length == 2)
                .collect(Collectors.toMap(f -> f[0], f -> f[1], (a, b) -> a));
        String seccomp = fields.getOrDefault("Seccomp", "0").strip();
        return new Privileges(
                names(fields.getOrDefault("CapEff", "0")),
                names(fields.getOrDefault("CapBnd", "0")),
                fields.getOrDefault("NoNewPrivs", "0").strip().equals("1"),
                seccomp.matches("[0-2]") ? SECCOMP.get(Integer.parseInt(seccomp)) : seccomp,
                limits(limits));
    }

    private static List<String> names(String hex) {
        long bits = TextFields.of("Cap", hex).unsigned(0, 16);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < Long.SIZE; i++) {
            if ((bits >>> i & 1) != 0) {
                all.add(i < NAMES.size() ? NAMES.get(i) : "cap_" + i);
            }
        }
        return all;
    }

    private static Map<String, List<String>> limits(String text) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        text.lines()
                .skip(1)
                .map(l -> l.strip().split(COLUMNS))
                .filter(f -> f.length > 2)
                .forEach(f -> all.put(f[0].replaceFirst("^Max ", ""), List.of(f[1], f[2])));
        return all;
    }
}
