package nsx.leftover;

import java.util.ArrayList;
import java.util.List;
import nsx.cgroup.ControlGroup;
import nsx.process.Program;

/** Finds unfinished control groups, and parent directories without a group. */
final class LeftGroups {
    private LeftGroups() {}

    static List<Leftover> all() {
        List<Leftover> all = new ArrayList<>();
        for (String name : ControlGroup.names()) {
            ControlGroup group = ControlGroup.named(name);
            if (group.isUnfinished()) {
                all.add(left(group));
            }
        }
        for (String parent : ControlGroup.emptyParents()) {
            ControlGroup none = ControlGroup.named("");
            all.add(new Leftover(
                    "directory", "nsx", parent, "no group is in it", "rmdir " + parent, none::deleteUnfinished));
        }
        return all;
    }

    private static Leftover left(ControlGroup group) {
        String paths =
                String.join(" ", group.paths().stream().map(Program::quoted).toList());
        return new Leftover(
                "control group",
                group.name(),
                group.paths().get(0),
                "it was not finished, and no process is in it",
                "rmdir " + paths,
                group::deleteUnfinished);
    }
}
