package nsx.cgroup;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * <p>It is at the root of the trees, not below the group of nsx itself. A tree of version 2 allows no group with both processes
 * and limited children, nsx is a process, and a group has to outlive the login that made it. systemd leaves groups alone that
 * it did not make.
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

    /** The group of this name in the trees that the calling thread sees; it need not be there. */
    public static ControlGroup named(String name) {
        return new ControlGroup(name, Hierarchy.all());
    }

    /** The names of the existing groups, sorted. */
    public static List<String> names() {
        Set<String> names = new TreeSet<>();
        Hierarchy.all().forEach(h -> names.addAll(directories(NewGroup.parent(h))));
        return List.copyOf(names);
    }

    public String name() {
        return name;
    }

    private String path(Hierarchy hierarchy) {
        return NewGroup.parent(hierarchy) + "/" + name;
    }

    /** Its directories, one in each tree that it is in. */
    public List<String> paths() {
        return trees().stream().map(this::path).toList();
    }

    private List<Hierarchy> trees() {
        return all.stream().filter(h -> isDirectory(path(h))).toList();
    }

    private static boolean isDirectory(String path) {
        return Files.exists(path) && Files.stat(path).isDirectory();
    }

    /** The names of the controllers that it is in, for {@code cgexec -g}. */
    public String controllers() {
        List<String> names = new ArrayList<>();
        for (Controller controller : Controller.values()) {
            Hierarchy.of(controller, all)
                    .filter(h -> isDirectory(path(h)))
                    .ifPresent(h -> names.add(h.isUnified() ? controller.unified() : controller.legacy()));
        }
        return String.join(",", names);
    }

    /** The directories that are missing for a group as every one is; with the controller of a setting those for that too. */
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

    /** Whether this machine, and this kernel, has what the setting needs. */
    public boolean supports(Setting setting) {
        return Hierarchy.of(setting.controller(), all).isPresent();
    }

    /** Makes the directories that are missing, and brings processes that are in it already into the new ones. */
    public void create(Optional<Setting> setting) {
        locked(() -> make(setting));
    }

    /** Groups are made and removed under a lock for all of them. */
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

    /** Whether nsx was killed while it made the group. Asked without the lock it can be one that is being made right now. */
    public boolean isUnfinished() {
        return paths().stream().anyMatch(NewGroup::isUnfinished) && processes().isEmpty();
    }

    /** Removes the group when it {@link #isUnfinished}, and {@code nsx} when it is empty. */
    public void deleteUnfinished() {
        locked(() -> {
            if (isUnfinished()) {
                remove();
            }
            removeParents();
        });
    }

    /** The directories {@code nsx} without a group. */
    public static List<String> emptyParents() {
        return Hierarchy.all().stream()
                .map(NewGroup::parent)
                .filter(p -> isDirectory(p) && directories(p).isEmpty())
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

    /** The value of a setting; null for no limit, empty when the setting does not exist. */
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
     * Sets it, with its tree where that was not needed before.
     *
     * @throws SysException ENOENT when the kernel has the controller but not this of it, EINVAL for a value that it refuses, EBUSY
     *     when more memory is in use
     */
    public void set(Setting setting, Object value) {
        create(Optional.of(setting));
        Directory directory = directory(setting.controller()).orElseThrow();
        setting.writes(directory.unified(), value, directory::read)
                .forEach(w -> Files.writeText(directory.path() + "/" + w.file(), w.text()));
    }

    /** The writes of {@link #set}, as lines of a shell. */
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

    /** A number that the kernel counts for the group; null without the controller. */
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

    /** The processes in it and in groups below it, as numbers in the pid namespace of nsx. */
    public List<Integer> processes() {
        Set<Integer> pids = new TreeSet<>();
        tree().forEach(directory -> pids.addAll(pids(directory)));
        // 0 is one that is in no pid namespace that can be seen from here
        pids.remove(0);
        return List.copyOf(pids);
    }

    private static List<Integer> pids(String directory) {
        try {
            return Files.readText(directory + "/cgroup.procs")
                    .lines()
                    .map(Integer::valueOf)
                    .toList();
        } catch (SysException e) {
            return List.of();
        }
    }

    /** Its directories and those below, the lowest first. */
    private List<String> tree() {
        List<String> found = new ArrayList<>();
        paths().forEach(p -> collect(p, found));
        return found;
    }

    private static void collect(String directory, List<String> all) {
        directories(directory).forEach(d -> collect(directory + "/" + d, all));
        all.add(directory);
    }

    private static List<String> directories(String path) {
        File[] found = new File(path).listFiles(File::isDirectory);
        return found == null
                ? List.of()
                : Arrays.stream(found)
                        .map(File::getName)
                        .sorted(Comparator.naturalOrder())
                        .toList();
    }

    /** Ends all processes in it by force and waits until they have ended. */
    public void kill() {
        boolean again = false;
        for (List<Integer> left = processes(); !left.isEmpty(); left = processes()) {
            // processes that fork faster than they end are frozen first
            end(left, again);
            again = true;
        }
    }

    private void end(List<Integer> pids, boolean frozen) {
        if (frozen && directory(Controller.FREEZER).isPresent()) {
            set(Setting.FROZEN, true);
        }
        pids.forEach(pid -> Processes.signalOwn(pid, Signal.KILL));
        // with version 1 a frozen process dies only after it is thawed
        if (get(Setting.FROZEN).filter(Boolean.TRUE::equals).isPresent()) {
            set(Setting.FROZEN, false);
        }
        pids.forEach(Processes::killOwn);
    }

    /** Removes its directories, and {@code nsx} when this was the last group; EBUSY while processes are in it. */
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
                // ENOENT: somebody else removed it
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
        }
    }

    private void removeParents() {
        all.forEach(h -> {
            String parent = NewGroup.parent(h);
            if (isDirectory(parent) && directories(parent).isEmpty()) {
                removeIfEmpty(parent);
            }
        });
    }

    private static void removeIfEmpty(String parent) {
        try {
            Files.rmdir(parent);
        } catch (SysException e) {
            // somebody has made a group in it
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
