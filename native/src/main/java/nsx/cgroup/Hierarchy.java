package nsx.cgroup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import nsx.proc.MountInfo;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * A mounted tree of control groups. Each controller is in one tree only: a machine may have some in trees of version
 * 1 and the rest in the tree of version 2.
 *
 * @param version 1 or 2
 * @param mount the root directory of the tree
 */
public record Hierarchy(int version, String mount, Set<String> controllers) {
    /** The trees that the calling thread sees. */
    public static List<Hierarchy> all() {
        return parse(MountInfo.ofThisThread(), mount -> {
            try {
                return Files.readText(mount + "/cgroup.controllers");
            } catch (SysException e) {
                // hidden by another mount
                return "";
            }
        });
    }

    /**
     * Of two mounts on one directory the later one hides the other.
     *
     * @param controllers reads the file cgroup.controllers of a tree of version 2; the controllers of a tree of
     * version 1 are in its mount options
     */
    static List<Hierarchy> parse(List<MountInfo> mounts, UnaryOperator<String> controllers) {
        Map<String, MountInfo> visible = new LinkedHashMap<>();
        mounts.stream()
                .filter(m -> m.type().equals("cgroup") || m.type().equals("cgroup2"))
                .forEach(m -> visible.put(m.target(), m));
        return visible.values().stream()
                .map(m -> m.type().equals("cgroup")
                        ? new Hierarchy(1, m.target(), Set.copyOf(m.systemOptions()))
                        : new Hierarchy(2, m.target(), words(controllers.apply(m.target()))))
                .toList();
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.stream(text.strip().split("\\s+"))
                .filter(w -> !w.isEmpty())
                .toList());
    }

    public boolean isUnified() {
        return version == 2;
    }

    /** Whether groups in this tree have the controller. In version 2 freezing needs no controller (since Linux 5.2). */
    public boolean has(Controller controller) {
        return isUnified() && controller == Controller.FREEZER
                || controllers.contains(isUnified() ? controller.unified() : controller.legacy());
    }

    /**
     * The tree that has the controller. If two trees can freeze, the answer is the tree of version 1, because it
     * needs no controller of version 2.
     */
    static Optional<Hierarchy> of(Controller controller, List<Hierarchy> all) {
        return all.stream().filter(h -> h.has(controller)).min(Comparator.comparing(Hierarchy::version));
    }
}
