package nsx.cgroup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.process.Child;
import nsx.process.Entrance;
import nsx.process.Program;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Spawn;
import nsx.sys.SysException;

/**
 * Starts programs in a control group. The program begins as a shell that moves itself and then becomes the program. It uses
 * open descriptors of cgroup.procs, which work in any mount and pid namespace.
 *
 * <p>The alternatives do not work. A thread of nsx could enter a group of version 1 and start the program there, but it would
 * be counted in the group, and a program in a fresh time namespace needs a thread that is in it already; version 2 moves only
 * whole processes. clone3(2) with CLONE_INTO_CGROUP makes a child that cannot return into Java, and posix_spawn(3) supports it
 * since glibc 2.39 and for version 2 only.
 */
public final class GroupEntrance implements Entrance {
    private final ControlGroup group;

    public GroupEntrance(ControlGroup group) {
        this.group = group;
    }

    @Override
    public Child start(Program program, Spawn.Setting setting, Start start) {
        refuseBeyondLimit();
        List<Fd> joined = new ArrayList<>();
        try {
            group.paths().forEach(path -> joined.add(Files.open(path + "/cgroup.procs", Files.O_WRONLY)));
            Child child = start.child(
                    program, setting.joining(joined.stream().map(Fd::number).toList()));
            // the shell may not have moved itself yet, and the next count of the group must include the program
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
            // the program has ended already
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    /**
     * Throws EAGAIN for a group at its limit of processes. The kernel never refuses to move a process into a group,
     * only a fork(2) inside the group.
     */
    private void refuseBeyondLimit() {
        Long used = group.usage(GroupUsage.PIDS);
        Optional<Object> limit = group.get(Setting.PIDS);
        if (used != null && limit.isPresent() && used >= (Long) limit.get()) {
            throw new SysException("fork", Errno.EAGAIN, "pids.max of " + group + " is " + limit.get());
        }
    }

    @Override
    public String command() {
        return "cgexec -g " + group.controllers() + ":" + group + " ";
    }
}
