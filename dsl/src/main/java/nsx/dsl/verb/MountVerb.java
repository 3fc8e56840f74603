package nsx.dsl.verb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.MountOperations;
import nsx.dsl.value.MountPath;
import nsx.dsl.value.MountValue;
import nsx.mount.BindMount;
import nsx.mount.MountOptions;
import nsx.mount.NewMount;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;

/** {@code mount 'proc', on: '/proc', type: 'proc'}, {@code mount bind: '/src', on: '/dst', readonly: true}. */
public final class MountVerb extends Verb {
    private static final List<String> FLAGS = List.of("nosuid", "nodev", "noexec", "noatime");
    /** Sources that are commonly named after their type. */
    private static final List<String> TYPES = List.of(
            "proc", "sysfs", "tmpfs", "devpts", "mqueue", "cgroup2", "ramfs", "debugfs", "tracefs", "securityfs");

    public MountVerb() {
        super(Entry.of("mount", "ensure a mount in the current mount namespace", Theme.PROCESSES)
                .takes(
                        Parameter.optional(
                                "source", Type.FILE, "a device, or any name for a file system that needs none"),
                        Parameter.named(
                                "on",
                                Type.FILE,
                                "where; a relative path is below the directory that nsx was started in"),
                        Parameter.named("type", Type.FILESYSTEM, "'proc', 'tmpfs', 'ext4' …"),
                        Parameter.named("bind", Type.FILE, "a directory or file that is to be seen there too"),
                        Parameter.named("recursive", Type.FLAG, "of a bind mount: with what is mounted below"),
                        Parameter.named("options", Type.TEXT, "as mount(8) takes them after -o: 'size=1m,mode=755'"),
                        Parameter.named("readonly", Type.FLAG, "nothing can be written through it"))
                .takes(FLAGS.stream()
                        .map(f -> Parameter.named(f, Type.FLAG, "as in mount(8)"))
                        .toList())
                .example(
                        "a directory in memory for some programs",
                        "unshare('mnt') {\n  mount 'tmpfs', on: '/mnt', type: 'tmpfs', options: 'size=1m,mode=755'\n"
                                + "  sh 'touch /mnt/x'\n}")
                .example(
                        "a directory that cannot be written",
                        "unshare('mnt') {\n  mount bind: '/etc', on: '/mnt', readonly: true\n"
                                + "  sh 'touch /mnt/x', check: false\n}")
                .example(
                        "the processes of a pid namespace",
                        "unshare('pid', 'mnt') {\n  mount 'proc', on: '/mnt', type: 'proc'\n  output 'ls -d /mnt/[0-9]*'\n}")
                .related("mounts", "umount", "unshare")
                .answers(MountValue.class));
    }

    @Override
    public Object run(Call call) {
        boolean bind = call.has("bind");
        if (bind == (call.size() == 1) || !call.has("on")) {
            throw new NsxException("mount needs " + (call.has("on") ? "one of a source and bind:" : "on:"))
                    .hint("such as: mount 'proc', on: '/proc', type: 'proc', or mount bind: '/src', on: '/dst'");
        }
        Session session = call.session();
        String target = target(session, call.textOption("on").orElseThrow());
        MountOperations operations = new MountOperations(session);
        session.ensure(() -> bind ? operations.ensure(bind(call, target)) : operations.ensure(fresh(call, target)));
        // a plan makes nothing
        return MountInfo.top(operations.all(), target)
                .map(m -> new MountValue(session, m))
                .orElse(null);
    }

    private static String target(Session session, String path) {
        try {
            return MountPath.real(session, path);
        } catch (NsxException e) {
            throw e.hint() == null ? e.hint("make the place first: sh 'mkdir -p " + path + "'") : e;
        }
    }

    private static BindMount bind(Call call, String target) {
        if (call.has("type")) {
            throw new NsxException("mount: a bind mount has the type of what is bound").at("type");
        }
        String source = MountPath.real(call.session(), call.textOption("bind").orElseThrow());
        MountOptions options = options(call);
        if (!options.data().isEmpty()) {
            throw new NsxException("mount: a bind mount takes no option '"
                            + options.data().get(0) + "'")
                    .at(options.data().get(0))
                    .hint("it shows a file system that is there already, with that one's options");
        }
        return new BindMount(source, target, call.flag("recursive"), options);
    }

    private static NewMount fresh(Call call, String target) {
        String source = call.text(0);
        String type = call.textOption("type")
                .or(() -> Optional.of(source).filter(TYPES::contains))
                .orElseThrow(() -> new NsxException("mount needs the type of " + source)
                        .at(source)
                        .hint("such as type: 'ext4'; a directory is shown elsewhere with bind: '" + source + "'"));
        if (call.has("recursive")) {
            throw new NsxException("mount: only a bind mount is recursive").at("recursive");
        }
        return new NewMount(type, source, target, options(call), type.equals("proc") ? foreignPid(call) : null);
    }

    /** A thread mounts the proc of its own pid namespace, so another one has to be said. */
    private static Namespace foreignPid(Call call) {
        return call.context()
                .get(NamespaceKind.PID)
                .filter(pid -> !pid.isEntered())
                .orElse(null);
    }

    private static MountOptions options(Call call) {
        List<String> words = new ArrayList<>();
        call.textOption("options").ifPresent(text -> words.addAll(Arrays.asList(text.split(","))));
        if (call.has("readonly")) {
            words.add(call.flag("readonly") ? "ro" : "rw");
        }
        FLAGS.stream()
                .filter(call::has)
                .map(f -> call.flag(f) ? f : f.equals("noatime") ? "relatime" : f.substring(2))
                .forEach(words::add);
        return MountOptions.of(words);
    }
}
