package nsx.cgroup;

import java.util.List;
import java.util.Optional;
import nsx.ns.NsThread;
import nsx.process.Child;
import nsx.process.Entrance;
import nsx.process.Program;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Spawn;

/**
 * Starts programs in a control group.
 *
 * <p>Version 1 moves single threads: a thread that is thrown away goes into the group, and what it starts is there. Version 2 moves
 * whole processes only, and nsx is not to go along. clone3(2) with CLONE_INTO_CGROUP would make the child where it belongs, but its
 * raw child could not come back into Java, and posix_spawn(3) has it since glibc 2.39 only. So the program begins as a shell that
 * moves itself and then becomes the program, through a descriptor of cgroup.procs: that works in whatever mount namespace it is.
 */
public final class GroupEntrance implements Entrance {
    private final ControlGroup group;

    public GroupEntrance(ControlGroup group) {
        this.group = group;
    }

    @Override
    public Child start(Program program, Spawn.Setting setting, Start start) {
        List<Hierarchy> trees = group.trees();
        Optional<Hierarchy> unified =
                trees.stream().filter(Hierarchy::isUnified).findFirst();
        if (unified.isEmpty()) {
            return fromThread(trees, () -> start.child(program, setting));
        }
        try (Fd processes = Files.open(group.path(unified.get()) + "/cgroup.procs", Files.O_WRONLY)) {
            return fromThread(trees, () -> start.child(program, setting.joining(processes.number())));
        }
    }

    private Child fromThread(List<Hierarchy> trees, java.util.concurrent.Callable<Child> start) {
        List<String> files = trees.stream()
                .filter(h -> !h.isUnified())
                .map(h -> group.path(h) + "/tasks")
                .toList();
        return NsThread.visit(List.of(), () -> {
            // 0 is whoever writes
            files.forEach(file -> Files.writeText(file, "0"));
            return start.call();
        });
    }

    @Override
    public String command() {
        return "cgexec -g " + group.controllers() + ":" + group + " ";
    }
}
