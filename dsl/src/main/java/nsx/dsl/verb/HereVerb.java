package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.ContextValue;

/** {@code here.net}: the namespaces in which the next line acts. */
public final class HereVerb implements Verb {
    @Override
    public String name() {
        return "here";
    }

    @Override
    public String summary() {
        return "the current context: the eight namespaces in which words act";
    }

    @Override
    public Theme theme() {
        return Theme.NAMESPACES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example(
                "inside and outside", "assert netns('a') { here.net } == netns('a')\nassert here == host\nhere"));
    }

    @Override
    public boolean asks() {
        return true;
    }

    @Override
    public String peer() {
        return "ls -l /proc/self/ns";
    }

    @Override
    public List<String> related() {
        return List.of("host", "enter", "netns");
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
        return new ContextValue(
                session, session.context(), session.places().get(0).name());
    }

    @Override
    public Object run(Call call) {
        return bare(call.session());
    }
}
