package nsx.cgroup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nsx.ns.NsThread;
import nsx.process.Child;
import nsx.process.Entrance;
import nsx.process.Program;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Spawn;
import nsx.sys.SysException;

/**
 * Starts programs in a control group.
 *
 * <p>Version 1 moves single threads: a thread that is thrown away goes into the group, and what it starts is there. Version 2 moves
 * whole processes only, and nsx is not to go along; and where processes and threads are counted, nsx's thread is not to be among
 * them. clone3(2) with CLONE_INTO_CGROUP would make the child where it belongs, but its raw child could not come back into Java, and
 * posix_spawn(3) has it since glibc 2.39 only. There the program begins as a shell that moves itself and then becomes the program,
 * through a descriptor of cgroup.procs: that works in whatever mount namespace it is.
 */
public final class GroupEntrance implements Entrance {
    private final ControlGroup group;

    public GroupEntrance(ControlGroup group) {
        this.group = group;
    }

    @Override
    public Child start(Program program, Spawn.Setting setting, Start start) {
        refuseBeyondLimit();
        Map<Boolean, List<Hierarchy>> trees =
                group.trees().stream().collect(Collectors.partitioningBy(GroupEntrance::isForProcesses));
        List<Fd> joined = new ArrayList<>();
        try {
            trees.get(true).forEach(h -> joined.add(Files.open(group.path(h) + "/cgroup.procs", Files.O_WRONLY)));
            Spawn.Setting joining = joined.isEmpty()
                    ? setting
                    : setting.joining(joined.stream().map(Fd::number).toList());
            Child child = fromThread(trees.get(false), () -> start.child(program, joining));
            // the shell may not have come to it yet, and who counts the group now is to find the program in it
            joined.forEach(processes -> move(child, processes));
            return child;
        } finally {
            joined.forEach(Fd::close);
        }
    }

    private static void move(Child child, Fd processes) {
        try {
            processes.write(String.valueOf(child.pid()).getBytes(StandardCharsets.US_ASCII));
        } catch (SysException e) {
            // it has ended already
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    private static boolean isForProcesses(Hierarchy hierarchy) {
        return hierarchy.isUnified() || hierarchy.has(Controller.PIDS);
    }

    /** Moving into a group is never refused: only a fork(2) inside it is, and this one would have been. */
    private void refuseBeyondLimit() {
        Long used = group.usage(Usage.PIDS);
        Optional<Object> limit = group.get(Setting.PIDS);
        if (used != null && limit.isPresent() && used >= (Long) limit.get()) {
            throw new SysException("fork", Errno.EAGAIN, "pids.max of " + group + " is " + limit.get());
        }
    }

    private Child fromThread(List<Hierarchy> trees, Callable<Child> start) {
        List<String> files = trees.stream().map(h -> group.path(h) + "/tasks").toList();
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
