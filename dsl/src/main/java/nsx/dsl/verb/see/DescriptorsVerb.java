package nsx.dsl.verb.see;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.DescriptorRow;
import nsx.dsl.word.Theme;

/** {@code descriptors()}: the sockets and namespaces that processes have open. */
public final class DescriptorsVerb extends Verb {
    public DescriptorsVerb() {
        super(Entry.listing(
                        "descriptors",
                        "the sockets and namespaces that processes have open, and the namespace of each",
                        Theme.SEEING)
                .rows(DescriptorRow.class, DescriptorRow.COLUMNS)
                .example("all", "descriptors()")
                .example(
                        "the processes with a socket of a network namespace",
                        "descriptors(kind: 'socket', name: 'host')*.pid.unique()")
                .example("what holds namespaces open", "descriptors().findAll { it.kind != 'socket' }")
                .peer("lsfd -Q 'TYPE == \"SOCK\"'")
                .topics("open files")
                .related("sockets", "namespaces", "ps"));
    }

    @Override
    public Object run(Call call) {
        return DescriptorRow.all(call.session());
    }
}
