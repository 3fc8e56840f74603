package nsx.mount;

import java.util.List;
import java.util.Optional;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.FileSystem;
import nsx.sys.MountTree;
import nsx.sys.Mounts;
import nsx.sys.Stat;
import nsx.sys.SysException;

/**
 * A file system to mount.
 *
 * @param target the mount point, without symbolic links
 * @param pid the pid namespace that a {@code proc} mount shows; null for that of nsx
 */
public record NewMount(String type, String source, String target, MountOptions options, Namespace pid) {
    /** The types whose mounts are new, empty file systems. */
    private static final List<String> INSTANCES = List.of("tmpfs", "ramfs", "devpts", "overlay");

    private static final List<String> DEFAULTS = List.of("rw", "relatime");
    /**
     * The types with one file system for each network or IPC namespace; a mount shows the namespace of the mounting
     * thread.
     */
    private static final List<String> OF_NAMESPACES = List.of("sysfs", "mqueue");

    /** The kind of namespace that the mount shows; empty if the mount is the same in all namespaces. */
    public Optional<NamespaceKind> shows() {
        return Optional.ofNullable(
                switch (type) {
                    case "sysfs" -> NamespaceKind.NET;
                    case "mqueue" -> NamespaceKind.IPC;
                    case "proc" -> NamespaceKind.PID;
                    default -> null;
                });
    }

    /** Returns the entry that the kernel would list. */
    public MountInfo planned(int id, List<MountInfo> here) {
        // each instance, or each namespace shown, has its own device
        String device = INSTANCES.contains(type) ? "planned " + id : plannedDevice();
        return options.planned(BindMount.mounted(
                new MountInfo(id, 0, device, "/", target, DEFAULTS, List.of(), type, source, List.of()), here));
    }

    private String plannedDevice() {
        return "planned " + type + (pid == null ? "" : " " + pid.reach());
    }

    /** The mount on top of the target if it is this file system, perhaps with other options. */
    public Optional<MountInfo> existing(List<MountInfo> here, List<MountInfo> host) {
        return MountInfo.top(here, target).filter(top -> top.type().equals(type) && isThis(top, host));
    }

    private boolean isThis(MountInfo top, List<MountInfo> host) {
        if (top.isPlanned()) {
            return top.source().equals(source)
                    && (INSTANCES.contains(type) || top.device().equals(plannedDevice()));
        }
        if (type.equals("proc")) {
            return pid == null || ProcMount.shows(pid, target);
        }
        if (INSTANCES.contains(type)) {
            // a mount that the mount namespace began with belongs to the host: nobody asked for it here
            return top.source().equals(source)
                    && host.stream().noneMatch(m -> m.device().equals(top.device()));
        }
        return OF_NAMESPACES.contains(type) ? isOfThisThread(top) : top.source().equals(source);
    }

    private boolean isOfThisThread(MountInfo top) {
        try (MountTree tree = detached()) {
            Stat stat = tree.stat();
            return top.device().equals((stat.device() >>> 32) + ":" + (int) stat.device());
        } catch (SysException e) {
            return false;
        }
    }

    /**
     * Mounts the file system on top of any existing mount; EPERM, ENODEV if the kernel lacks the type, EINVAL for an
     * option that the type lacks.
     */
    public void perform() {
        try (MountTree tree = detached()) {
            tree.attach(target);
        } catch (SysException e) {
            if (e.errno() != Errno.ENOSYS) {
                throw e;
            }
            Mounts.mount(source, target, type, options.legacy(), String.join(",", options.data()));
        }
    }

    private MountTree detached() {
        try (FileSystem system = FileSystem.open(type);
                Fd namespace = pid == null ? null : pid.open()) {
            system.set("source", source);
            if (namespace != null) {
                system.set("pidns", namespace);
            }
            if (options.isReadOnly()) {
                system.set("ro");
            }
            for (String option : options.data()) {
                String[] parts = option.split("=", 2);
                if (parts.length == 1) {
                    system.set(parts[0]);
                } else {
                    system.set(parts[0], parts[1]);
                }
            }
            return system.mount(options.set());
        }
    }

    /** Changes the options of an existing mount. */
    public void change(MountInfo mount) {
        MountOptions all = options.over(mount);
        Mounts.mount(source, target, type, Mounts.MS_REMOUNT | all.legacy(), String.join(",", options.data()));
    }
}
