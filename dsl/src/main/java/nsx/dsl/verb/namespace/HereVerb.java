package nsx.dsl.verb.namespace;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.word.Theme;

/** {@code here.net}: the namespaces in which the next line acts. */
public final class HereVerb extends Verb {
    public HereVerb() {
        super(Entry.of("here", "the current context: the eight namespaces in which words act", Theme.NAMESPACES)
                .example(
                        "inside and outside", "assert netns('a') { here.net } == netns('a')\nassert here == host\nhere")
                .peer("ls -l /proc/self/ns")
                .related("host", "enter", "netns")
                .asks()
                .answers(ContextValue.class)
                .standsFor(ContextValue.class));
    }

    @Override
    public Object bare(Session session) {
        return new ContextValue(session.here(), session.places().get(0).name());
    }

    @Override
    public Object run(Call call) {
        return bare(call.session());
    }
}
