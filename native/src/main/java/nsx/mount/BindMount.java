package nsx.mount;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.proc.MountInfo;
import nsx.sys.Errno;
import nsx.sys.MountTree;
import nsx.sys.Mounts;
import nsx.sys.SysException;

/**
 * A bind mount, which shows a directory or file at a second place.
 *
 * @param source the source path; source and target contain no symbolic links
 * @param recursive whether mounts below the source are included
 */
public record BindMount(String source, String target, boolean recursive, MountOptions options) {
    /** The mount on top of the target if it is this bind mount, perhaps with other options. */
    public Optional<MountInfo> existing(List<MountInfo> here) {
        Optional<MountInfo> from = MountInfo.holding(here, source);
        return MountInfo.top(here, target)
                .filter(top -> from.filter(f -> f.device().equals(top.device())
                                && f.rootOf(source).equals(top.root()))
                        .isPresent());
    }

    /** Returns the entry that the kernel would list. */
    public MountInfo planned(int id, List<MountInfo> here) {
        MountInfo from = MountInfo.holding(here, source).orElseThrow();
        return options.planned(mounted(
                new MountInfo(
                        id,
                        0,
                        from.device(),
                        from.rootOf(source),
                        target,
                        from.options(),
                        // a copy of a shared mount is its peer, a copy of a slave is another slave
                        from.propagation(),
                        from.type(),
                        from.source(),
                        from.systemOptions()),
                here));
    }

    /** Returns the mount as it will be: below a shared mount it is shared too (mount_namespaces(7)). */
    static MountInfo mounted(MountInfo mount, List<MountInfo> here) {
        MountInfo below = MountInfo.holding(here, mount.target()).orElseThrow();
        return mount.on(
                below.id(),
                Stream.concat(
                                mount.propagation().stream(),
                                below.propagation().stream().filter(p -> p.startsWith("shared:")))
                        .distinct()
                        .toList());
    }

    /**
     * Mounts the bind mount. A read-only one is never writable in between if the kernel supports it
     * (mount_setattr(2), since 5.12).
     */
    public void perform() {
        try (MountTree tree = MountTree.copy(source, recursive)) {
            if (!options.flags().isEmpty()) {
                tree.change(options.set(), options.clear(), recursive);
            }
            tree.attach(target);
        } catch (SysException e) {
            if (e.errno() != Errno.ENOSYS) {
                throw e;
            }
            Mounts.mount(source, target, null, Mounts.MS_BIND | (recursive ? Mounts.MS_REC : 0), null);
            MountInfo.top(MountInfo.ofThisThread(), target).ifPresent(this::changeTop);
        }
    }

    private void changeTop(MountInfo top) {
        if (!options.flags().isEmpty()) {
            change(top);
        }
    }

    /**
     * Changes the options of an existing mount. The first mount(2) of a bind mount accepts no options, and a second
     * one sets all of them; the call repeats present options, because it fails without those that another user's
     * mount namespace locked.
     */
    public void change(MountInfo mount) {
        long flags = options.over(mount).legacy();
        Mounts.mount("none", target, null, Mounts.MS_REMOUNT | Mounts.MS_BIND | flags, null);
    }
}
