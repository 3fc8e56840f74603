package nsx.dsl.verb.namespace;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceKind;

/** {@code unshare('net', 'ipc') { … }}: new unnamed namespaces for one block. */
public final class UnshareVerb extends Verb {
    private static final Parameter<NamespaceKind> KIND =
            Parameter.required("kind", NamespaceKinds.KIND, "net, ipc, uts, mnt, pid, user, time or cgroup");
    public static final Parameter<NamespaceKind> MORE =
            Parameter.repeated("more", NamespaceKinds.KIND, "further kinds");

    public UnshareVerb() {
        super(Entry.of("unshare", "run a block in fresh namespaces, which end with the block", Theme.NAMESPACES)
                .takes(KIND, MORE, Parameter.block("runs inside; its value is the value of its last line"))
                .example("an empty network", "unshare('net', 'ipc') { output 'ls /sys/class/net' }")
                .example("programs with numbers of their own", "unshare('pid') { output 'echo $$' }")
                .related("sandbox", "netns", "enter")
                .passesThrough());
    }

    @Override
    public boolean isFresh() {
        return true;
    }

    @Override
    public Object run(Call call) {
        Set<NamespaceKind> kinds = EnumSet.noneOf(NamespaceKind.class);
        kinds.add(call.get(KIND));
        kinds.addAll(call.all(MORE));
        if (call.block().isEmpty()) {
            throw new NsxException("unshare needs a block: the namespaces end with it")
                    .hint("named namespaces stay: netns 'a'");
        }
        return FreshBlock.run(call, kinds, "fresh " + files(kinds), () -> {});
    }

    private static String files(Set<NamespaceKind> kinds) {
        return kinds.stream().map(NamespaceKind::file).collect(Collectors.joining("+"));
    }
}
