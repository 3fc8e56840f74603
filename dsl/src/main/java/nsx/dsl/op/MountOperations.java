package nsx.dsl.op;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Portable;
import nsx.dsl.change.Prospect;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.inverse.Inverse.Call;
import nsx.mount.BindMount;
import nsx.mount.MountOptions;
import nsx.mount.NewMount;
import nsx.mount.ProcMount;
import nsx.mount.Propagation;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;
import nsx.process.Program;
import nsx.shadow.ShadowMounts;
import nsx.sys.Errno;
import nsx.sys.Mounts;
import nsx.sys.SysException;

/** Mounts and unmounts in the current mount namespace. */
public final class MountOperations {
    /** Types of file systems whose content is lost on unmounting. */
    private static final List<String> VOLATILE = List.of("tmpfs", "ramfs", "overlay", "nsfs", "fuse");

    private final Here here;

    public MountOperations(Session session) {
        this.here = session.here();
        OpenMounts.require(here.context(), "mount or unmount");
    }

    /** The mounts of the context, oldest first. */
    public List<MountInfo> all() {
        return here.kernel().mounts(here.context());
    }

    /** The operations for this mount: none, a mount, or other options for the existing one. */
    public List<Operation> ensure(NewMount mount) {
        Optional<MountInfo> there = existing(mount, onHost());
        if (there.isEmpty()) {
            return List.of(mount(mount));
        }
        boolean same = mount.options().fit(there.get()) && mount.options().fitSystem(there.get());
        return same ? List.of() : List.of(change(mount, there.get()));
    }

    /** The mounts of the namespace that nsx was started in; none if this is that namespace. */
    private List<MountInfo> onHost() {
        return here.context()
                        .get(NamespaceKind.MNT)
                        .equals(here.session().host().get(NamespaceKind.MNT))
                ? List.of()
                : here.kernel().mounts(here.session().host());
    }

    private Optional<MountInfo> existing(NewMount mount, List<MountInfo> host) {
        List<MountInfo> mounts = all();
        if (MountInfo.top(mounts, mount.target()).filter(m -> !m.isPlanned()).isEmpty()) {
            return mount.existing(mounts, host);
        }
        // existing mounts cannot show a planned namespace
        boolean planned = mount.shows()
                .flatMap(here.context()::get)
                .filter(Namespace::isPlanned)
                .isPresent();
        return planned
                ? Optional.empty()
                : here.kernel().mountPoint(here.context(), mount.target(), target -> mount.existing(mounts, host));
    }

    /** The entry of the mount that {@link #ensure(NewMount)} adds; empty if it already exists. */
    public Optional<MountInfo> added(NewMount mount) {
        return existing(mount, onHost()).isPresent() ? Optional.empty() : Optional.of(mount.planned(-1, all()));
    }

    /** The entry of the mount that {@link #ensure(BindMount)} adds; empty if it already exists. */
    public Optional<MountInfo> added(BindMount mount) {
        List<MountInfo> mounts = all();
        return mount.existing(mounts).isPresent() ? Optional.empty() : Optional.of(mount.planned(-1, mounts));
    }

    public List<Operation> ensure(BindMount mount) {
        Optional<MountInfo> there = mount.existing(all());
        if (there.isEmpty()) {
            return List.of(bind(mount));
        }
        return mount.options().fit(there.get()) ? List.of() : List.of(change(mount, there.get()));
    }

    /** Mounts on top of any existing mount. */
    public Operation mount(NewMount mount) {
        String options = mount.options().text();
        String configured = mount.options().data().stream()
                .map(o -> "\"" + o.replaceFirst("=", "\", \"") + "\", ")
                .collect(Collectors.joining());
        String enter = mount.pid() == null ? "" : "nsenter --pid=" + mount.pid().reach() + " ";
        return new Operation(
                here.context(),
                new Operation.SystemCall(
                        "fsopen(\"" + mount.type() + "\"), fsconfig(" + configured + "FSCONFIG_CMD_CREATE), fsmount("
                                + options + "), move_mount(\"" + mount.target() + "\")",
                        does(() -> perform(mount)),
                        prospect -> covered(prospect, mount),
                        NamespaceKind.MNT),
                enter + "mount -t " + mount.type() + (options.isEmpty() ? "" : " -o " + Program.quoted(options)) + " "
                        + Program.quoted(mount.source()) + " " + Program.quoted(mount.target()),
                "mount " + mount.type() + " on " + mount.target(),
                () -> taken(mount.target()));
    }

    private Object mounted(Prospect prospect, Consumer<ShadowMounts> change) {
        change.accept(prospect.mounted(here.context()));
        return null;
    }

    private Object covered(Prospect prospect, NewMount mount) {
        if (mount.target().equals("/run")) {
            prospect.nameless(here.context());
            ContainerOperations.hide(prospect, here.context());
        }
        return mounted(prospect, all -> all.mount(mount));
    }

    private void perform(NewMount mount) {
        try {
            mount.perform();
        } catch (SysException e) {
            if (e.errno() == Errno.ENODEV && e.call().equals("fsopen")) {
                throw new NsxException("cannot mount a " + mount.type() + " on " + mount.target(), e)
                        .because("this kernel has no file system of the type " + mount.type() + " (ENODEV)")
                        .at(mount.type())
                        .exit(ExitCode.UNSUPPORTED)
                        .hint("see /proc/filesystems; some come as modules (modprobe)");
            }
            if (mount.pid() == null || !ProcMount.isTooOld(e)) {
                throw e;
            }
            throughProgram(mount);
        }
    }

    /** Mounts through a program, because before Linux 6.18 only a program in a pid namespace can mount its /proc. */
    private void throughProgram(NewMount mount) {
        String options = mount.options().text();
        Program program = Program.of(
                "mount", "-t", "proc", "-o", options.isEmpty() ? "defaults" : options, mount.source(), mount.target());
        InPidNamespace.run(mount.pid(), program);
    }

    private Operation bind(BindMount mount) {
        String options = mount.options().text();
        String kind = mount.recursive() ? "rbind" : "bind";
        return new Operation(
                here.context(),
                new Operation.SystemCall(
                        "open_tree(\"" + mount.source() + "\", OPEN_TREE_CLONE"
                                + (mount.recursive() ? "|AT_RECURSIVE)" : ")")
                                + (options.isEmpty() ? "" : ", mount_setattr(" + options + ")") + ", move_mount(\""
                                + mount.target() + "\")",
                        does(mount::perform),
                        prospect -> mounted(prospect, all -> all.mount(mount)),
                        NamespaceKind.MNT),
                "mount --" + kind + (options.isEmpty() ? "" : " -o " + options) + " " + Program.quoted(mount.source())
                        + " " + Program.quoted(mount.target()),
                "show " + mount.source() + " at " + mount.target(),
                () -> List.of(unmount(mount.target(), mount.recursive())));
    }

    private Operation change(NewMount mount, MountInfo there) {
        return remount(there, mount.options(), "", () -> mount.change(there));
    }

    private Operation change(BindMount mount, MountInfo there) {
        return remount(there, mount.options(), "bind,", () -> mount.change(there));
    }

    private Operation remount(MountInfo there, MountOptions changed, String kind, Runnable action) {
        String options = changed.text();
        return Operation.irreversible(
                here.context(),
                new Operation.SystemCall(
                        "mount(\"" + there.target() + "\", MS_REMOUNT, \"" + options + "\")",
                        does(action),
                        prospect -> mounted(prospect, all -> all.change(there, changed)),
                        NamespaceKind.MNT),
                "mount -o remount," + kind + options + " " + Program.quoted(there.target()),
                "change the mount on " + there.target() + " to " + options);
    }

    /** The operations that take away what was mounted at this place; none when it is gone already. */
    private List<Operation> taken(String target) {
        return MountInfo.top(all(), target).stream()
                .map(top -> unmount(top, false))
                .toList();
    }

    /** Takes away the topmost mount of this place; a lazy one waits for its users, and takes what is below along. */
    public Operation unmount(String target, boolean lazy) {
        MountInfo top = MountInfo.top(all(), target)
                .orElseThrow(() -> new NsxException("nothing is mounted on " + target)
                        .at(target)
                        .hint("see mounts()"));
        return unmount(top, lazy);
    }

    /** Unmounts a mount that was read before; fails if it is no longer the topmost one. */
    public Operation unmount(MountInfo mount, boolean lazy) {
        String target = mount.target();
        if (MountInfo.top(all(), target).filter(t -> t.id() == mount.id()).isEmpty()) {
            throw new NsxException(mount.source() + " is no longer the topmost mount on " + target).at(target);
        }
        Operation unmounting = new Operation(
                here.context(),
                new Operation.SystemCall(
                                "umount2(\"" + target + "\", " + (lazy ? "MNT_DETACH|" : "") + "UMOUNT_NOFOLLOW)",
                                does(() -> unmountNow(target, lazy)),
                                prospect -> mounted(prospect, all -> all.unmount(target, lazy)),
                                NamespaceKind.MNT)
                        .also(Portable.in(NamespaceKind.MNT, Call.UNMOUNT, target, Integer.toString(flags(lazy)))),
                "umount " + (lazy ? "--lazy " : "") + Program.quoted(target),
                "unmount " + target,
                () -> again(mount));
        return unmounting.losing(here.session().remembers() ? losing(mount, lazy) : "");
    }

    /** The part that mounting again does not restore, as a clause; empty if it restores everything. */
    private String losing(MountInfo mount, boolean lazy) {
        List<MountInfo> others =
                all().stream().filter(m -> m.id() != mount.id()).toList();
        if (lazy && others.stream().anyMatch(m -> MountInfo.isBelow(m.target(), mount.target()))) {
            return "the mounts below it go with it";
        }
        boolean isKept = isWhole(mount)
                || MountInfo.source(others, mount.device(), mount.root()).isPresent();
        return isKept ? "" : "no other mount shows what is in it";
    }

    /** Whether type and source suffice to mount it again. */
    private static boolean isWhole(MountInfo mount) {
        return mount.root().equals("/") && !VOLATILE.contains(mount.type());
    }

    private static int flags(boolean lazy) {
        return Mounts.UMOUNT_NOFOLLOW | (lazy ? Mounts.MNT_DETACH : 0);
    }

    private void unmountNow(String target, boolean lazy) {
        try {
            Mounts.unmount(target, flags(lazy));
        } catch (SysException e) {
            if (e.errno() != Errno.EBUSY) {
                throw e;
            }
            List<Integer> users = MountUsers.of(target);
            throw new NsxException("cannot unmount " + target, e)
                    .because(
                            users.isEmpty()
                                    ? "it is in use, or another mount is below it (EBUSY)"
                                    : ProcessRow.list(users) + " using it (EBUSY)")
                    .at(target)
                    .hint("lazy: true hides it at once, and removes it when its last user leaves");
        }
    }

    /** The operations that mount it again; none if its content is lost. */
    private List<Operation> again(MountInfo mount) {
        MountOptions flags = MountOptions.of(mount.options());
        if (isWhole(mount)) {
            NewMount whole = new NewMount(mount.type(), mount.source(), mount.target(), flags, null);
            return as(mount, mount(whole), whole.planned(-1, all()));
        }
        return MountInfo.source(all(), mount.device(), mount.root())
                .map(source -> new BindMount(source, mount.target(), false, flags))
                .map(part -> as(mount, bind(part), part.planned(-1, all())))
                .orElse(List.of());
    }

    /** Mounts it with its old propagation; a slave has lost its master. */
    private List<Operation> as(MountInfo was, Operation mounting, MountInfo made) {
        Propagation before = Propagation.of(was).get(0);
        return before == Propagation.SLAVE
                ? List.of(mounting)
                : Stream.concat(
                                Stream.of(mounting),
                                new PropagationOperations(here)
                                        .ensure(was.target(), before, false, Optional.of(made)).stream())
                        .toList();
    }

    private Callable<Void> does(Runnable action) {
        return () -> here.context().amongMounts(() -> {
            action.run();
            return null;
        });
    }
}
