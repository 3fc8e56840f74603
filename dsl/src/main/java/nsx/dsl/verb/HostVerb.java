package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.ContextValue;

/** {@code host { … }}, {@code host.links()}: the namespaces that nsx was started in. */
public final class HostVerb implements Verb {
    @Override
    public String name() {
        return "host";
    }

    @Override
    public String summary() {
        return "the context that nsx was started in, and a block in it";
    }

    @Override
    public Theme theme() {
        return Theme.NAMESPACES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.block("runs there; its value is the value of its last line"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("out of a namespace for one line", "netns('a') { host { here == host } }"),
                new Example("its network namespace", "host.net"));
    }

    @Override
    public boolean asks(Call call) {
        return call.block().isEmpty();
    }

    @Override
    public boolean passesThrough() {
        return true;
    }

    @Override
    public String peer() {
        return "ls -l /proc/self/ns";
    }

    @Override
    public List<String> related() {
        return List.of("here", "leave");
    }

    @Override
    public Class<?> result() {
        return ContextValue.class;
    }

    @Override
    public Class<?> bareResult() {
        return ContextValue.class;
    }

    @Override
    public Object bare(Session session) {
        return new ContextValue(session, session.host(), "host");
    }

    @Override
    public Object run(Call call) {
        ContextValue host = (ContextValue) bare(call.session());
        return call.block().map(host::call).orElse(host);
    }
}
