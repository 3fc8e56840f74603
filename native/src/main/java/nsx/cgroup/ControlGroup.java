package nsx.cgroup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nsx.process.Processes;
import nsx.process.Signal;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.OwnLock;
import nsx.sys.SysException;

/**
 * A control group by name: a directory {@code nsx/NAME} in each tree that it needs.
 *
 * <p>The group is at the root of the trees, not below the group of nsx itself. A tree of version 2 allows no group
 * with both processes and limited children, nsx is a process, and a group has to outlive the login that made it.
 * systemd leaves groups alone that it did not create.
 */
public final class ControlGroup {
    static final String PARENT = "nsx";
    /**
     * The controllers of every group, needed to count and end its processes. Others are added with the first setting that needs
     * them.
     */
    private static final List<Controller> USUAL =
            List.of(Controller.MEMORY, Controller.PIDS, Controller.CPU, Controller.FREEZER);

    private final String name;
    private final List<Hierarchy> all;

    ControlGroup(String name, List<Hierarchy> all) {
        this.name = name;
        this.all = all;
    }

    /** Returns the group of this name in the trees that the calling thread sees; the group need not exist. */
    public static ControlGroup named(String name) {
        return new ControlGroup(name, Hierarchy.all());
    }

    /** The names of the existing groups, sorted. */
    public static List<String> names() {
        Set<String> names = new TreeSet<>();
        Hierarchy.all().forEach(h -> names.addAll(GroupTree.directories(NewGroup.parent(h))));
        return List.copyOf(names);
    }

    public String name() {
        return name;
    }

    private String path(Hierarchy hierarchy) {
        return NewGroup.parent(hierarchy) + "/" + name;
    }

    /** The directories of the group, one in each tree that has it. */
    public List<String> paths() {
        return trees().stream().map(this::path).toList();
    }

    private List<Hierarchy> trees() {
        return all.stream().filter(h -> isDirectory(path(h))).toList();
    }

    private static boolean isDirectory(String path) {
        return Files.exists(path) && Files.stat(path).isDirectory();
    }

    /** The names of the controllers that the group uses, as {@code cgexec -g} takes them. */
    public String controllers() {
        List<String> names = new ArrayList<>();
        for (Controller controller : Controller.values()) {
            Hierarchy.of(controller, all)
                    .filter(h -> isDirectory(path(h)))
                    .ifPresent(h -> names.add(h.isUnified() ? controller.unified() : controller.legacy()));
        }
        return String.join(",", names);
    }

    /** The directories that the group still lacks. Every group needs the usual controllers; a setting may add one. */
    public List<String> missing(Optional<Setting> setting) {
        return needed(setting).stream()
                .map(this::path)
                .filter(p -> !isDirectory(p) || NewGroup.isUnfinished(p))
                .toList();
    }

    private Set<Hierarchy> needed(Optional<Setting> setting) {
        Set<Hierarchy> needed = new LinkedHashSet<>();
        controllers(setting).forEach(c -> Hierarchy.of(c, all).ifPresent(needed::add));
        return needed;
    }

    private static List<Controller> controllers(Optional<Setting> setting) {
        List<Controller> controllers = new ArrayList<>(USUAL);
        setting.ifPresent(s -> controllers.add(s.controller()));
        return controllers;
    }

    /** Whether this machine and its kernel support the setting. */
    public boolean supports(Setting setting) {
        return Hierarchy.of(setting.controller(), all).isPresent();
    }

    /** Creates the missing directories and moves the group's processes into them. */
    public void create(Optional<Setting> setting) {
        locked(() -> make(setting));
    }

    /** Runs an action under the lock under which all groups are created and removed. */
    private void locked(Runnable action) {
        if (all.isEmpty()) {
            action.run();
            return;
        }
        String root = all.get(0).mount();
        OwnLock lock = OwnLock.of(root, () -> Files.open(root, Files.O_RDONLY));
        try {
            action.run();
        } finally {
            lock.close();
        }
    }

    private void make(Optional<Setting> setting) {
        List<Integer> inside = processes();
        for (Hierarchy hierarchy : needed(setting)) {
            boolean there = isDirectory(path(hierarchy));
            if (!there || hierarchy.isUnified()) {
                new NewGroup(hierarchy, name, controllers(setting)).make();
            }
            if (!there) {
                inside.forEach(pid -> join(hierarchy, pid));
            }
        }
        paths().forEach(NewGroup::finish);
    }

    /**
     * Whether nsx was killed while it created the group. Without the lock the answer is also true for a group that is
     * being created right now.
     */
    public boolean isUnfinished() {
        return paths().stream().anyMatch(NewGroup::isUnfinished) && processes().isEmpty();
    }

    /** Removes the group if it {@link #isUnfinished}, and removes {@code nsx} if it is empty. */
    public void deleteUnfinished() {
        locked(() -> {
            if (isUnfinished()) {
                remove();
            }
            removeParents();
        });
    }

    /** The directories named {@code nsx} that contain no group. */
    public static List<String> emptyParents() {
        return Hierarchy.all().stream()
                .map(NewGroup::parent)
                .filter(p -> isDirectory(p) && GroupTree.directories(p).isEmpty())
                .toList();
    }

    private void join(Hierarchy hierarchy, int pid) {
        try {
            Files.writeText(path(hierarchy) + "/cgroup.procs", String.valueOf(pid));
        } catch (SysException e) {
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    /** The value of a setting; null for no limit, empty if the kernel does not have the setting. */
    public Optional<Object> get(Setting setting) {
        return directory(setting.controller())
                .filter(d -> Files.exists(d.path() + "/" + setting.file(d.unified())))
                .flatMap(d -> {
                    try {
                        return Optional.ofNullable(setting.value(d.unified(), f -> d.read(f)));
                    } catch (SysException e) {
                        return Optional.empty();
                    }
                });
    }

    /**
     * Changes a setting; if the group is not yet in the setting's tree, the group is created there.
     *
     * @throws SysException ENOENT if the kernel has the controller but not this setting, EINVAL for a value that the
     * kernel refuses, EBUSY when more memory is in use
     */
    public void set(Setting setting, Object value) {
        create(Optional.of(setting));
        Directory directory = directory(setting.controller()).orElseThrow();
        setting.writes(directory.unified(), value, directory::read)
                .forEach(w -> Files.writeText(directory.path() + "/" + w.file(), w.text()));
    }

    /** Returns the writes of {@link #set} as shell lines. */
    public String command(Setting setting, Object value) {
        Hierarchy hierarchy = Hierarchy.of(setting.controller(), all).orElseThrow();
        Directory directory = new Directory(path(hierarchy), hierarchy.isUnified());
        List<String> lines = new ArrayList<>();
        // a group that does not exist yet has nothing to read
        setting.writes(
                        directory.unified(),
                        value,
                        f -> Files.exists(directory.path() + "/" + f) ? directory.read(f) : "-1")
                .forEach(w -> lines.add("echo " + w.text() + " > " + directory.path() + "/" + w.file()));
        return String.join(" && ", lines);
    }

    /** A number that the kernel counts for the group; null if the controller is missing. */
    public Long usage(GroupUsage usage) {
        return directory(usage.controller())
                .filter(d -> Files.exists(d.path() + "/" + usage.file(d.unified())))
                .map(d -> usage.parse(d.read(usage.file(d.unified()))))
                .orElse(null);
    }

    private record Directory(String path, boolean unified) {
        String read(String file) {
            return Files.readText(path + "/" + file);
        }
    }

    private Optional<Directory> directory(Controller controller) {
        return Hierarchy.of(controller, all)
                .map(h -> new Directory(path(h), h.isUnified()))
                .filter(d -> isDirectory(d.path()));
    }

    /** The processes in the group and in groups below it, as numbers in the pid namespace of nsx. */
    public List<Integer> processes() {
        Set<Integer> pids = new TreeSet<>();
        tree().forEach(directory -> pids.addAll(GroupTree.processes(directory)));
        // 0 stands for a process in a pid namespace that is not visible from here
        pids.remove(0);
        return List.copyOf(pids);
    }

    /** The directories of the group and those below, the deepest first. */
    private List<String> tree() {
        return paths().stream().flatMap(p -> GroupTree.of(p).stream()).toList();
    }

    /** Kills all processes in the group and waits until they have ended. */
    public void kill() {
        boolean again = false;
        for (List<Integer> left = processes(); !left.isEmpty(); left = processes()) {
            // freeze processes that fork faster than they end
            end(left, again);
            again = true;
        }
    }

    private void end(List<Integer> pids, boolean frozen) {
        if (frozen && directory(Controller.FREEZER).isPresent()) {
            set(Setting.FROZEN, true);
        }
        pids.forEach(pid -> Processes.signalOwn(pid, Signal.KILL));
        // in version 1 a frozen process dies only after it is thawed
        if (get(Setting.FROZEN).filter(Boolean.TRUE::equals).isPresent()) {
            set(Setting.FROZEN, false);
        }
        pids.forEach(Processes::killOwn);
    }

    /**
     * Removes the group's directories, and {@code nsx} if this was the last group; EBUSY while the group has
     * processes.
     */
    public void delete() {
        locked(() -> {
            remove();
            removeParents();
        });
    }

    private void remove() {
        for (String directory : tree()) {
            try {
                Files.rmdir(directory);
            } catch (SysException e) {
                // ENOENT: another process removed it
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
        }
    }

    private void removeParents() {
        all.forEach(h -> {
            String parent = NewGroup.parent(h);
            if (isDirectory(parent) && GroupTree.directories(parent).isEmpty()) {
                removeIfEmpty(parent);
            }
        });
    }

    private static void removeIfEmpty(String parent) {
        try {
            Files.rmdir(parent);
        } catch (SysException e) {
            // another process created a group in it
            if (e.errno() != Errno.EBUSY && e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return PARENT + "/" + name;
    }
}
