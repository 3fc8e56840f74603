package nsx.cgroup;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nsx.sys.Files;
import nsx.sys.SysException;

/** The directories of control groups, and what is in them. One that is gone has nothing in it. */
final class GroupTree {
    private GroupTree() {}

    /** This directory and those below it, the deepest first. */
    static List<String> of(String directory) {
        List<String> all = new ArrayList<>();
        directories(directory).forEach(d -> all.addAll(of(directory + "/" + d)));
        all.add(directory);
        return all;
    }

    /** The processes of the group, as numbers in the pid namespace of nsx; 0 is one that cannot be seen from here. */
    static List<Integer> processes(String directory) {
        try {
            return Files.readText(directory + "/cgroup.procs")
                    .lines()
                    .map(Integer::valueOf)
                    .toList();
        } catch (SysException e) {
            return List.of();
        }
    }

    /** The names of the directories in this one, sorted. */
    static List<String> directories(String path) {
        File[] found = new File(path).listFiles(File::isDirectory);
        return found == null
                ? List.of()
                : Arrays.stream(found)
                        .map(File::getName)
                        .sorted(Comparator.naturalOrder())
                        .toList();
    }
}
