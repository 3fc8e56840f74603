package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Blocks;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.NamespaceOperations;
import nsx.dsl.value.NamespaceValue;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/** {@code netns 'a' { … }}: a named network namespace, and what is done in it. */
public final class NetnsVerb implements Verb {
    @Override
    public String name() {
        return "netns";
    }

    @Override
    public String summary() {
        return "ensure a named network namespace, and run a block in it";
    }

    @Override
    public Theme theme() {
        return Theme.NAMESPACES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("name", Type.NETNS, "a name, as ip netns keeps it under /run/netns"),
                Parameter.block("runs inside; its value is the value of its last line"));
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("make one and look at it", "netns('a') { links() }"));
    }

    @Override
    public boolean passesThrough() {
        return true;
    }

    @Override
    public Class<?> result() {
        return NamespaceValue.class;
    }

    @Override
    public Object run(Call call) {
        NamespaceValue value = ensure(call.session(), call.text(0));
        return call.block()
                .map(block -> call.session().<Object>within(value.context(), value.name(), () -> Blocks.run(block)))
                .orElse(value);
    }

    private static NamespaceValue ensure(Session session, String name) {
        NamedNamespaces all = new NamedNamespaces(NamespaceKind.NET);
        Namespace namespace = session.kernel()
                .call(session.context(), () -> all.find(name))
                .orElseGet(() -> (Namespace) session.change(List.of(
                        NamespaceOperations.create(session.kernel(), session.context(), NamespaceKind.NET, name))));
        return new NamespaceValue(session, namespace, session.context(), name);
    }
}
