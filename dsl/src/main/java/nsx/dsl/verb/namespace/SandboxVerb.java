package nsx.dsl.verb.namespace;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.MountOperations;
import nsx.dsl.op.SysfsOperations;
import nsx.dsl.op.link.LinkOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.mount.MountOptions;
import nsx.mount.NewMount;
import nsx.ns.NamespaceKind;

/** {@code sandbox { … }}: a temporary machine with its own names in /run, its own devices in /sys, and lo up. */
public final class SandboxVerb extends Verb {
    /** All kinds except user and cgroup: ids and limits stay those of the caller. */
    private static final Set<NamespaceKind> KINDS =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(NamespaceKind.USER, NamespaceKind.CGROUP)));

    public SandboxVerb() {
        super(Entry.of(
                        "sandbox",
                        "run a block in a throw-away machine: fresh net, ipc, uts, mnt, pid and time namespaces",
                        Theme.NAMESPACES)
                .takes(Parameter.block("runs inside; its value is the value of its last line"))
                .example("names that are visible only inside", "sandbox { netns 'b'; assert netns()*.name == ['b'] }")
                .example(
                        "another host name, another clock",
                        "sandbox { hostname 'lab'; time.boottime += 1.day; uptime() }")
                .related("unshare", "container", "enter")
                .passesThrough());
    }

    @Override
    public boolean isFresh() {
        return true;
    }

    @Override
    public Object run(Call call) {
        if (call.block().isEmpty()) {
            throw new NsxException("sandbox needs a block: everything made in it ends with it")
                    .hint("for a whole run: nsx --sandbox");
        }
        return FreshBlock.run(call, KINDS, name(), () -> furnish(call.session()));
    }

    private static void furnish(Session session) {
        MountOperations mounts = new MountOperations(session);
        MountOptions options = MountOptions.of(List.of("nosuid", "nodev", "mode=0755"));
        session.change(List.of(
                mounts.mount(new NewMount("tmpfs", "tmpfs", "/run", options, null)),
                new SysfsOperations(session).show(),
                new LinkOperations(session.here(), "lo").up()));
    }
}
