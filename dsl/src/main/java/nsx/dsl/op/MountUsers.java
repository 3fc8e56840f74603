package nsx.dsl.op;

import java.util.ArrayList;
import java.util.List;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.SysException;

/** The processes that keep a mount busy, as far as their directories and open files show. */
final class MountUsers {
    private MountUsers() {}

    static List<Integer> of(String target) {
        return ProcessInfo.pids().stream().filter(pid -> uses(pid, target)).toList();
    }

    private static boolean uses(int pid, String target) {
        String process = "/proc/" + pid + "/";
        List<String> links = new ArrayList<>(List.of("cwd", "root", "exe"));
        ProcessInfo.descriptors(pid).forEach(fd -> links.add("fd/" + fd));
        return links.stream().anyMatch(l -> leadsBelow(process + l, target));
    }

    private static boolean leadsBelow(String link, String target) {
        try {
            String path = Files.link(link);
            return path.equals(target) || path.startsWith(target + "/");
        } catch (SysException e) {
            return false;
        }
    }
}
