package nsx.cgroup;

import java.util.List;
import nsx.sys.Files;

/**
 * A group that is being created in one tree, together with the directory {@code nsx} above it.
 *
 * @param controllers the controllers that the group needs and this tree has
 */
record NewGroup(Hierarchy hierarchy, String name, List<Controller> controllers) {
    /** An unfinished group has the sticky bit. The bit marks a group that a killed nsx left behind. */
    private static final int UNFINISHED = 0755 | Files.S_ISVTX;

    /** Whether the directory was left unfinished or is still being created. */
    static boolean isUnfinished(String path) {
        return Files.exists(path) && Files.stat(path).isSticky();
    }

    /** Marks the group as finished. */
    static void finish(String path) {
        if (isUnfinished(path)) {
            Files.chmod(path, 0755);
        }
    }

    /** The directory of all groups of nsx in a tree. */
    static String parent(Hierarchy hierarchy) {
        return hierarchy.mount() + "/" + ControlGroup.PARENT;
    }

    /** Creates the missing directories and enables missing controllers in existing ones. */
    void make() {
        String parent = parent(hierarchy);
        String path = parent + "/" + name;
        if (hierarchy.isUnified()) {
            enable(hierarchy.mount());
            Files.ensureDirectory(parent, 0755);
            enable(parent);
            Files.ensureDirectory(path, UNFINISHED);
        } else {
            Files.ensureDirectory(parent, 0755);
            fill(hierarchy.mount(), parent);
            Files.ensureDirectory(path, UNFINISHED);
            fill(parent, path);
        }
    }

    /**
     * Enables the controllers for the children of a directory: in version 2 a group has only the controllers that its
     * parent enables.
     */
    private void enable(String directory) {
        String file = directory + "/cgroup.subtree_control";
        List<String> there = List.of(Files.readText(file).strip().split("\\s+"));
        for (Controller controller : controllers) {
            if (hierarchy.controllers().contains(controller.unified()) && !there.contains(controller.unified())) {
                Files.writeText(file, "+" + controller.unified());
            }
        }
    }

    /** Fills a new cpuset of version 1, which accepts no process before it has processors and memory nodes. */
    private static void fill(String parent, String directory) {
        for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
            String path = directory + "/" + file;
            if (Files.exists(path) && Files.readText(path).isBlank()) {
                Files.writeText(path, Files.readText(parent + "/" + file).strip());
            }
        }
    }
}
