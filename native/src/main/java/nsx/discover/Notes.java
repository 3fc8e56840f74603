package nsx.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.proc.MountInfo;

/** Collects sentences about what could not be read. */
final class Notes {
    private final List<String> all = new ArrayList<>();
    private int closedMounts;

    void refused(List<Integer> pids) {
        if (!pids.isEmpty()) {
            String numbers = pids.stream().limit(3).map(String::valueOf).collect(Collectors.joining(", "))
                    + (pids.size() > 3 ? ", …" : "");
            all.add((pids.size() == 1 ? "process " + numbers : pids.size() + " processes (" + numbers + ")")
                    + " cannot be inspected: namespaces that only " + (pids.size() == 1 ? "it keeps" : "they keep")
                    + " are missing");
        }
    }

    /** Notes processes hidden by the mount option "hidepid" (proc(5)), which hides even process 1 from other users. */
    void hidden(String mountinfo, int[] pids) {
        Optional<String> option = MountInfo.top(MountInfo.parse(mountinfo, "proc"), "/proc")
                .flatMap(m -> m.systemOptions().stream()
                        .filter(o -> o.startsWith("hidepid="))
                        .filter(o -> !o.matches("hidepid=(0|off)"))
                        .findFirst());
        if (option.isPresent() && (pids.length == 0 || pids[0] != 1)) {
            all.add("/proc is mounted with " + option.get()
                    + ": processes of others are hidden, and so are namespaces that only they keep");
        }
    }

    /** Notes a mount namespace that no task is in and that could not be entered. */
    void closedMounts() {
        closedMounts++;
    }

    List<String> all() {
        if (closedMounts > 0) {
            all.add((closedMounts == 1 ? "a mount namespace" : closedMounts + " mount namespaces")
                    + " without a process could not be entered: mounts there are missing");
        }
        return List.copyOf(all);
    }
}
