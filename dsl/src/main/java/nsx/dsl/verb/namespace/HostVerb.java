package nsx.dsl.verb.namespace;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;

/** {@code host { … }}, {@code host.links()}: the namespaces that nsx was started in. */
public final class HostVerb extends Verb {
    public HostVerb() {
        super(Entry.of("host", "the context that nsx was started in, or run a block there", Theme.NAMESPACES)
                .takes(Parameter.block("runs there; its value is the value of its last line"))
                .example("out of a namespace for one line", "netns('a') { host { here == host } }")
                .example("its network namespace", "host.net")
                .peer("ls -l /proc/self/ns")
                .related("here", "leave")
                .answers(ContextValue.class)
                .standsFor(ContextValue.class)
                .passesThrough());
    }

    @Override
    public boolean asks(Call call) {
        return call.block().isEmpty();
    }

    @Override
    public Object bare(Session session) {
        return new ContextValue(session.here(session.host()), "host");
    }

    @Override
    public Object run(Call call) {
        ContextValue host = (ContextValue) bare(call.session());
        return call.block().isPresent() ? host.call(call.block().get()) : host;
    }
}
