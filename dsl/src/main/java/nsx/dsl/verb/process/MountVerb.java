package nsx.dsl.verb.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.MountOperations;
import nsx.dsl.op.PropagationOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.process.MountPath;
import nsx.dsl.value.process.MountValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.mount.BindMount;
import nsx.mount.MountOptions;
import nsx.mount.NewMount;
import nsx.mount.Propagation;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;

/**
 * The word for mounts: {@code mount 'proc', on: '/proc', type: 'proc'}, {@code mount bind: '/src', on: '/dst',
 * readonly: true}.
 */
public final class MountVerb extends Verb {
    private static final Parameter<String> SOURCE = Parameter.optional(
            "source", Reader.text(Type.FILE), "a device, or any name for a file system that needs none");
    private static final Parameter<String> ON = Parameter.named(
                    "on",
                    Reader.text(Type.FILE),
                    "the mount point; a relative path starts at the directory that nsx was started in")
            .needed();
    private static final Parameter<String> TYPE =
            Parameter.named("type", Reader.text(Type.FILESYSTEM), "'proc', 'tmpfs', 'ext4' …");
    private static final Parameter<String> BIND =
            Parameter.named("bind", Reader.text(Type.FILE), "a directory or file to show there too");
    private static final Parameter<List<String>> OVERLAY = Parameter.named(
            "overlay",
            Reader.listOf(Reader.text(Type.FILE), "['/upper-most', '/below']"),
            "directories to show as one, the first in front of those after it");
    private static final Parameter<String> UPPER =
            Parameter.named("upper", Reader.text(Type.FILE), "of an overlay: the directory that takes what is written");
    private static final Parameter<String> WORK = Parameter.named(
            "work", Reader.text(Type.FILE), "of an overlay: an empty directory on the file system of upper");
    private static final Parameter<Boolean> RECURSIVE = Parameter.flag(
            "recursive", "include the mounts below: those of a bind mount's source, and of where propagation is set");
    private static final Parameter<String> PROPAGATION = Parameter.named(
            "propagation",
            Reader.choice(
                    Arrays.stream(Propagation.values()).map(Propagation::text).toArray(String[]::new)),
            "whether copies in other mount namespaces get what is mounted below it; alone it changes an existing mount");
    private static final Parameter<String> OPTIONS =
            Parameter.named("options", Reader.text(), "as mount(8) takes them after -o: 'size=1m,mode=755'");
    private static final Parameter<Boolean> READONLY = Parameter.flag("readonly", "refuse writes through it");
    private static final List<Parameter<Boolean>> FLAGS = Stream.of("nosuid", "nodev", "noexec", "noatime")
            .map(f -> Parameter.flag(f, "as in mount(8)"))
            .toList();
    /** The types whose source is usually named after the type. */
    private static final List<String> TYPES = List.of(
            "proc", "sysfs", "tmpfs", "devpts", "mqueue", "cgroup2", "ramfs", "debugfs", "tracefs", "securityfs");

    public MountVerb() {
        super(Entry.of("mount", "ensure a mount in the current mount namespace", Theme.PROCESSES)
                .takes(SOURCE, ON, TYPE, BIND, OVERLAY, UPPER, WORK, RECURSIVE, PROPAGATION, OPTIONS, READONLY)
                .takes(FLAGS)
                .example(
                        "a directory in memory for some programs",
                        "unshare('mnt') {\n  mount 'tmpfs', on: '/mnt', type: 'tmpfs', options: 'size=1m,mode=755'\n"
                                + "  sh 'touch /mnt/x'\n}")
                .example(
                        "a directory that cannot be written",
                        "unshare('mnt') {\n  mount bind: '/etc', on: '/mnt', readonly: true\n"
                                + "  sh 'touch /mnt/x', check: false\n}")
                .example(
                        "two directories as one",
                        "unshare('mnt') {\n  mount overlay: ['/etc', '/usr/share'], on: '/mnt'\n  output 'ls /mnt/doc | head -1'\n}",
                        "overlay")
                .example(
                        "a directory whose mounts others do not see",
                        "unshare('mnt') {\n  mount 'tmpfs', on: '/mnt', type: 'tmpfs', propagation: 'shared'\n"
                                + "  mount on: '/mnt', propagation: 'private'\n}")
                .example(
                        "the processes of a pid namespace",
                        "unshare('pid', 'mnt') {\n  mount 'proc', on: '/mnt', type: 'proc'\n  output 'ls -d /mnt/[0-9]*'\n}")
                .related("mounts", "umount", "unshare")
                .answers(MountValue.class));
    }

    @Override
    public Object run(Call call) {
        boolean bind = call.has(BIND);
        int sources = (bind ? 1 : 0) + (call.has(OVERLAY) ? 1 : 0) + call.size();
        boolean changes = sources == 0 && call.has(PROPAGATION);
        if (sources != 1 && !changes || !call.has(ON)) {
            throw new NsxException("mount needs " + (call.has(ON) ? "either a source or bind:" : "on:"))
                    .hint("such as: mount 'proc', on: '/proc', type: 'proc', or mount bind: '/src', on: '/dst'");
        }
        Session session = call.session();
        String target = target(session, call.get(ON));
        MountOperations operations = new MountOperations(session);
        if (changes) {
            onlyPropagation(call);
            session.ensure(() -> propagation(call, target, Optional::empty));
        } else if (bind) {
            session.ensure(() -> {
                BindMount mount = bind(call, target);
                return both(operations.ensure(mount), propagation(call, target, () -> operations.added(mount)));
            });
        } else {
            session.ensure(() -> {
                NewMount mount = call.has(OVERLAY) ? overlay(call, target) : fresh(call, target);
                return both(operations.ensure(mount), propagation(call, target, () -> operations.added(mount)));
            });
        }
        // a plan creates no mount
        return MountInfo.top(operations.all(), target)
                .map(m -> new MountValue(session, m))
                .orElse(null);
    }

    private static List<Operation> both(List<Operation> mount, List<Operation> propagation) {
        return Stream.concat(mount.stream(), propagation.stream()).toList();
    }

    private static List<Operation> propagation(Call call, String target, Supplier<Optional<MountInfo>> added) {
        return call.find(PROPAGATION)
                .map(text -> new PropagationOperations(call.session())
                        .ensure(target, Propagation.of(text), call.is(RECURSIVE), added.get()))
                .orElse(List.of());
    }

    /** Rejects options and a source for an existing mount, whose propagation alone can be set. */
    private static void onlyPropagation(Call call) {
        Stream.concat(Stream.of(TYPE, UPPER, WORK, OPTIONS, READONLY), FLAGS.stream())
                .filter(call::has)
                .findFirst()
                .ifPresent(other -> {
                    throw new NsxException("mount: " + other.name() + " needs a source")
                            .at(other.name())
                            .hint("without a source only propagation: and recursive: change an existing mount");
                });
    }

    private static String target(Session session, String path) {
        try {
            return MountPath.real(session, path);
        } catch (NsxException e) {
            throw e.hint() == null ? e.hint("make the mount point first: sh 'mkdir -p " + path + "'") : e;
        }
    }

    private static BindMount bind(Call call, String target) {
        if (call.has(TYPE)) {
            throw new NsxException("mount: a bind mount takes no type: it has the type of its source").at("type");
        }
        String source = MountPath.real(call.session(), call.get(BIND));
        MountOptions options = options(call);
        if (!options.data().isEmpty()) {
            throw new NsxException("mount: a bind mount takes no option '"
                            + options.data().get(0) + "'")
                    .at(options.data().get(0))
                    .hint("a bind mount shows an existing file system with that file system's options");
        }
        return new BindMount(source, target, call.is(RECURSIVE), options);
    }

    /** The overlay of a call; without an upper directory it is read-only (Documentation/filesystems/overlayfs.rst). */
    private static NewMount overlay(Call call, String target) {
        if (call.has(TYPE)) {
            throw new NsxException("mount: an overlay takes no type").at("type");
        }
        needsNoRecursion(call);
        if (call.has(UPPER) != call.has(WORK)) {
            throw new NsxException("mount: an overlay needs upper: and work: together")
                    .at(call.has(UPPER) ? "upper" : "work")
                    .hint("two directories of one file system; without both it cannot be written");
        }
        List<String> layers = call.get(OVERLAY).stream()
                .map(path -> layer(call.session(), path))
                .toList();
        List<String> words = new ArrayList<>(words(call));
        words.add("lowerdir=" + String.join(":", layers));
        call.find(UPPER).ifPresent(path -> words.add("upperdir=" + layer(call.session(), path)));
        call.find(WORK).ifPresent(path -> words.add("workdir=" + layer(call.session(), path)));
        return new NewMount("overlay", "overlay", target, MountOptions.of(words), null);
    }

    /** The path of a layer, escaped because the kernel separates layers by colons and options by commas. */
    private static String layer(Session session, String path) {
        String real = MountPath.real(session, path);
        if (real.matches(".*[:,\\\\].*")) {
            throw new NsxException("mount: " + real + " cannot be a layer of an overlay")
                    .because("its path has a colon, a comma or a backslash")
                    .at(path);
        }
        return real;
    }

    private static NewMount fresh(Call call, String target) {
        if (call.has(UPPER) || call.has(WORK)) {
            throw new NsxException("mount: " + (call.has(UPPER) ? "upper" : "work") + " is for an overlay only")
                    .at(call.has(UPPER) ? "upper" : "work");
        }
        String source = call.get(SOURCE);
        String type = call.find(TYPE)
                .or(() -> Optional.of(source).filter(TYPES::contains))
                .orElseThrow(() -> new NsxException("mount needs the type of " + source)
                        .at(source)
                        .hint("such as type: 'ext4'; to show a directory elsewhere, write bind: '" + source + "'"));
        needsNoRecursion(call);
        return new NewMount(type, source, target, options(call), type.equals("proc") ? foreignPid(call) : null);
    }

    private static void needsNoRecursion(Call call) {
        if (call.has(RECURSIVE)) {
            throw new NsxException("mount: recursive is for bind mounts only").at("recursive");
        }
    }

    /** The pid namespace of a proc mount; a thread can mount only the proc of its own one, so another must be named. */
    private static Namespace foreignPid(Call call) {
        return call.context()
                .get(NamespaceKind.PID)
                .filter(pid -> !pid.isEntered())
                .orElse(null);
    }

    private static MountOptions options(Call call) {
        return MountOptions.of(words(call));
    }

    private static List<String> words(Call call) {
        List<String> words = new ArrayList<>();
        call.find(OPTIONS).ifPresent(text -> words.addAll(Arrays.asList(text.split(","))));
        call.find(READONLY).ifPresent(only -> words.add(only ? "ro" : "rw"));
        FLAGS.forEach(flag -> call.find(flag).ifPresent(set -> words.add(set ? flag.name() : opposite(flag.name()))));
        return words;
    }

    private static String opposite(String flag) {
        return flag.equals("noatime") ? "relatime" : flag.substring(2);
    }
}
