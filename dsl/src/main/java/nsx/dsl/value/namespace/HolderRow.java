package nsx.dsl.value.namespace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import nsx.discover.Holder;
import nsx.discover.NamespaceNode;
import nsx.dsl.shape.Table;
import nsx.proc.CommandLines;
import nsx.proc.ProcessInfo;

/**
 * One object that keeps a namespace alive. A column that does not apply is null.
 *
 * @param how process, thread, children (future ones of a task outside), fd, mount, owner, parent, unseen
 * @param pid the process that holds it
 * @param path the path of the mount
 * @param namespace for a mount the mount namespace that contains it, if it is not the current one; for an owner or a
 * parent the owned or child namespace
 */
public record HolderRow(
        String how, Integer pid, Integer thread, Integer fd, String path, String namespace, String command) {
    private static final List<String> COLUMNS = List.of("how", "pid", "thread", "fd", "path", "namespace", "command");

    static Table<HolderRow> table(NamespaceNode node) {
        try (CommandLines lines = new CommandLines()) {
            IntFunction<String> commands = commands(lines);
            return Table.of(
                    COLUMNS, node.holders().stream().map(h -> of(h, commands)).toList());
        }
    }

    /** Each holder as a phrase: {@code process 12 (sleep 100)}, {@code mount on /run/netns/a}, {@code fd 7 of process 12 (…)}. */
    static List<String> phrases(NamespaceNode node) {
        try (CommandLines lines = new CommandLines()) {
            IntFunction<String> commands = commands(lines);
            return node.holders().stream().map(h -> h.text(commands)).toList();
        }
    }

    /** The commands of processes, each read once. */
    private static IntFunction<String> commands(CommandLines lines) {
        Map<Integer, String> known = new HashMap<>();
        return pid -> known.computeIfAbsent(
                pid, p -> ProcessInfo.read(p, lines).map(ProcessInfo::command).orElse("gone"));
    }

    private static HolderRow of(Holder holder, IntFunction<String> commands) {
        if (holder instanceof Holder.Process process) {
            return ofTask("process", process.pid(), null, null, commands);
        }
        if (holder instanceof Holder.Task task) {
            return ofTask("thread", task.pid(), task.thread(), null, commands);
        }
        if (holder instanceof Holder.Children children) {
            return ofTask("children", children.pid(), children.thread(), null, commands);
        }
        if (holder instanceof Holder.Descriptor descriptor) {
            return ofTask("fd", descriptor.pid(), null, descriptor.fd(), commands);
        }
        if (holder instanceof Holder.Mount mount) {
            String elsewhere = mount.isHere() ? null : "mnt:[" + mount.mounts() + "]";
            return new HolderRow("mount", null, null, null, mount.path(), elsewhere, null);
        }
        if (holder instanceof Holder.Below below) {
            String other = below.kind().file() + ":[" + below.inode() + "]";
            return new HolderRow(below.owned() ? "owner" : "parent", null, null, null, null, other, null);
        }
        return new HolderRow("unseen", null, null, null, null, null, null);
    }

    private static HolderRow ofTask(String how, int pid, Integer thread, Integer fd, IntFunction<String> commands) {
        return new HolderRow(how, pid, thread, fd, null, null, commands.apply(pid));
    }
}
