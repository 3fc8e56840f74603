package nsx.dsl.verb.see;

import java.util.EnumSet;
import java.util.Set;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.NamespaceRow;
import nsx.dsl.verb.namespace.NamespaceKinds;
import nsx.dsl.verb.namespace.UnshareVerb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceKind;

/** {@code namespaces('net')}: lists every namespace on the machine, however it is kept alive. */
public final class NamespacesVerb extends Verb {
    private static final Parameter<NamespaceKind> KIND = Parameter.optional(
            "kind", NamespaceKinds.KIND, "net, ipc, uts, mnt, pid, user, time or cgroup (default all)");

    public NamespacesVerb() {
        super(Entry.listing(
                        "namespaces",
                        "every namespace on the machine, its processes and what keeps it alive",
                        Theme.SEEING)
                .rows(NamespaceRow.class, NamespaceRow.COLUMNS)
                .takes(KIND, UnshareVerb.MORE)
                .example("all of them", "namespaces()")
                .example("of one kind", "netns 'a'\nassert namespaces('net').find { it.names == ['a'] }")
                .example(
                        "find what keeps one alive",
                        "netns 'a'\ndef job = netns('a') { spawn 'sleep 100' }\n"
                                + "def row = namespaces('net').find { 'a' in it.names }\nprintln row.heldBy\n"
                                + "job.kill().wait()")
                .example("those without a process", "namespaces().findAll { it.processes == 0 }")
                .example(
                        "run a block in a namespace without a name",
                        "def job = unshare('net') { spawn 'sleep 100' }\n"
                                + "def lone = await { namespaces('net').find { it.command?.contains('sleep 100') } }\n"
                                + "lone.namespace.links()\njob.kill().wait()")
                .peer("lsns")
                .related("ns", "netns", "ps"));
    }

    @Override
    public Object run(Call call) {
        Set<NamespaceKind> kinds = EnumSet.noneOf(NamespaceKind.class);
        call.find(KIND).ifPresent(kinds::add);
        kinds.addAll(call.all(UnshareVerb.MORE));
        return NamespaceRow.table(call.session(), kinds);
    }
}
