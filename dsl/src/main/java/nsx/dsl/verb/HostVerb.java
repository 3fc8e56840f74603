package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Parameter;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.ContextValue;

/** {@code host { … }}, {@code host.links()}: the namespaces that nsx was started in. */
public final class HostVerb extends Verb {
    public HostVerb() {
        super(Entry.of("host", "the context that nsx was started in, and a block in it", Theme.NAMESPACES)
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
        return new ContextValue(session, session.host(), "host");
    }

    @Override
    public Object run(Call call) {
        ContextValue host = (ContextValue) bare(call.session());
        return call.block().isPresent() ? host.call(call.block().get()) : host;
    }
}
