package nsx.dsl.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.session.Session;
import nsx.dsl.unit.Literal;
import nsx.mount.Propagation;
import nsx.ns.Context;
import nsx.proc.MountInfo;

/** The mounts of a mount namespace that the starting namespace lacks. */
final class MountLines {
    /** The file systems without a device, which can be mounted anywhere. */
    private static final Set<String> ANYWHERE =
            Set.of("tmpfs", "ramfs", "proc", "sysfs", "mqueue", "devpts", "cgroup2");

    private static final Set<String> FLAGS = Set.of("nosuid", "nodev", "noexec", "noatime");

    private MountLines() {}

    static List<Line> of(Session session, Context start, String place, Context there) {
        List<MountInfo> usual = session.kernel().mounts(start);
        List<MountInfo> is = session.kernel().mounts(there);
        List<Line> lines = new ArrayList<>();
        is.stream()
                .filter(m -> usual.stream().noneMatch(u -> isSame(m, u)))
                .forEach(m -> lines.add(line(place, m, usual)));
        return lines;
    }

    private static boolean isSame(MountInfo one, MountInfo other) {
        return one.target().equals(other.target())
                && one.device().equals(other.device())
                && one.root().equals(other.root())
                && one.options().equals(other.options());
    }

    private static Line line(String place, MountInfo mount, List<MountInfo> usual) {
        Map<String, Object> options = new LinkedHashMap<>();
        Optional<String> source = usual.stream()
                .filter(u -> u.device().equals(mount.device())
                        && below(mount.root(), u.root()).isPresent())
                .map(u -> (u.target().equals("/") ? "" : u.target())
                        + below(mount.root(), u.root()).orElseThrow())
                .findFirst();
        String removal = "umount " + Literal.quoted(mount.target());
        String start = "mount ";
        if (source.isPresent()) {
            options.put("bind", source.get().isEmpty() ? "/" : source.get());
        } else if (ANYWHERE.contains(mount.type()) && mount.root().equals("/")) {
            start = "mount " + Literal.quoted(mount.source()) + ", ";
        } else {
            return Line.comment(
                    place, "comment", "mount " + mount.target() + ": " + mount.type() + " of " + mount.source());
        }
        options.put("on", mount.target());
        if (source.isEmpty()) {
            options.put("type", mount.type());
            List<String> data = mount.systemOptions().stream()
                    .filter(o -> o.matches("(size|mode|nr_inodes|uid|gid|hidepid)=.*"))
                    .toList();
            if (!data.isEmpty()) {
                options.put("options", String.join(",", data));
            }
        }
        if (mount.options().contains("ro")) {
            options.put("readonly", true);
        }
        // in a mount namespace of nsx all mounts are private at first
        Propagation.of(mount).stream()
                .filter(p -> p == Propagation.SHARED || p == Propagation.UNBINDABLE)
                .findFirst()
                .ifPresent(p -> options.put("propagation", p.text()));
        mount.options().stream().filter(FLAGS::contains).forEach(flag -> options.put(flag, true));
        return Line.of(place, "mount", mount.target(), start + Literal.options(options), removal);
    }

    /** The part of a path below another; empty text for the same path. */
    private static Optional<String> below(String path, String above) {
        String root = above.equals("/") ? "" : above;
        boolean inside = path.equals(above) || path.startsWith(root + "/");
        return inside ? Optional.of(path.equals(above) ? "" : path.substring(root.length())) : Optional.empty();
    }
}
