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
 * A mounted tree of control groups. A controller is in one tree only: a machine may have some in trees of version 1 and the
 * rest in the tree of version 2.
 *
 * @param version 1 or 2
 * @param mount its root directory
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
     * @param controllers reads the file cgroup.controllers of a tree of version 2; what the mount is of version 1 its options say
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

    /** Whether groups in it have this controller; freezing needs none in version 2 (since Linux 5.2). */
    public boolean has(Controller controller) {
        return isUnified() && controller == Controller.FREEZER
                || controllers.contains(isUnified() ? controller.unified() : controller.legacy());
    }

    /** The tree that has the controller: of two that can freeze the one of version 1, which needs no controller of version 2. */
    static Optional<Hierarchy> of(Controller controller, List<Hierarchy> all) {
        return all.stream().filter(h -> h.has(controller)).min(Comparator.comparing(Hierarchy::version));
    }
}
