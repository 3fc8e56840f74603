package nsx.shadow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nsx.mount.BindMount;
import nsx.mount.MountOptions;
import nsx.mount.NewMount;
import nsx.mount.Propagation;
import nsx.ns.UnresolvedException;
import nsx.proc.MountInfo;

/** The mounts of a mount namespace as a plan leaves them. Planned mounts have negative ids. */
public final class ShadowMounts {
    private final List<MountInfo> all;
    /** The original paths that the plan's bind mounts show, by mount id. */
    private final Map<Integer, String> shown = new HashMap<>();

    private int made;

    /** @param there the existing mounts, oldest first */
    public ShadowMounts(List<MountInfo> there) {
        this.all = new ArrayList<>(there);
    }

    public List<MountInfo> list() {
        return List.copyOf(all);
    }

    public void mount(NewMount mount) {
        all.add(mount.planned(--made, all));
    }

    public void mount(BindMount mount) {
        List<MountInfo> below = mount.recursive()
                ? all.stream()
                        .filter(m -> MountInfo.isBelow(m.target(), mount.source()))
                        .toList()
                : List.of();
        all.add(mount.planned(--made, all));
        shown.put(made, mount.source());
        for (MountInfo inner : below) {
            String rest = inner.target().substring(mount.source().length());
            all.add(inner.at(--made, mount.target() + rest));
            shown.put(made, inner.target());
        }
    }

    /** @param lazy whether to unmount everything below too */
    public void unmount(String target, boolean lazy) {
        MountInfo.top(all, target).ifPresent(top -> all.removeIf(m -> m.id() == top.id()));
        if (lazy) {
            all.removeIf(m -> MountInfo.isBelow(m.target(), target));
        }
    }

    public void change(MountInfo mount, MountOptions options) {
        all.replaceAll(m -> m.id() == mount.id() ? options.planned(m) : m);
    }

    public void propagate(String target, Propagation propagation, boolean recursive) {
        MountInfo.top(all, target)
                .ifPresent(top ->
                        all.replaceAll(m -> m.id() == top.id() || recursive && MountInfo.isBelow(m.target(), target)
                                ? propagation.planned(m)
                                : m));
    }

    /**
     * Applies a function to a path of an existing file.
     *
     * @param there receives the path without the plan's bind mounts
     * @throws UnresolvedException for a path in a file system that the plan mounts
     */
    public <T> T at(String path, Function<String, T> there) {
        return there.apply(before(path, all));
    }

    private String before(String path, List<MountInfo> mounts) {
        Optional<MountInfo> holding = MountInfo.holding(mounts, path).filter(MountInfo::isPlanned);
        if (holding.isEmpty()) {
            return path;
        }
        MountInfo mount = holding.get();
        if (!shown.containsKey(mount.id())) {
            throw new UnresolvedException("the content of " + path + ", where the plan mounts a " + mount.type());
        }
        String rest =
                path.substring(mount.target().equals("/") ? 0 : mount.target().length());
        return before(shown.get(mount.id()) + rest, mounts.subList(0, mounts.indexOf(mount)));
    }

    /** Resolves symbolic links in a path; the plan's mounts do not disturb that. */
    public String real(String path, Function<String, String> there) {
        if (MountInfo.top(all, path).filter(MountInfo::isPlanned).isPresent()) {
            return path;
        }
        String before = before(path, all);
        String real = there.apply(before);
        // the directories on the way have the plan's names
        return real.equals(before) ? path : real;
    }
}
