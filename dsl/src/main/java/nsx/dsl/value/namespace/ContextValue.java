package nsx.dsl.value.namespace;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.List;
import java.util.function.Supplier;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Named;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;

/** A set of eight namespaces: {@code here.net}. Words called on it act in it. */
public class ContextValue extends GroovyObjectSupport implements Facts, Named {
    private final Here here;
    private final String name;

    public ContextValue(Here here, String name) {
        this.here = here;
        this.name = name;
    }

    /** The name that the prompt shows. */
    public String getName() {
        return name;
    }

    /** The network namespace; null if the kernel lacks the kind. */
    public NamespaceValue getNet() {
        return get(NamespaceKind.NET);
    }

    /** The IPC namespace; null if the kernel lacks the kind. */
    public NamespaceValue getIpc() {
        return get(NamespaceKind.IPC);
    }

    /** The UTS namespace; null if the kernel lacks the kind. */
    public NamespaceValue getUts() {
        return get(NamespaceKind.UTS);
    }

    /** The mount namespace; null if the kernel lacks the kind. */
    public NamespaceValue getMnt() {
        return get(NamespaceKind.MNT);
    }

    /** The pid namespace; null if the kernel lacks the kind. */
    public NamespaceValue getPid() {
        return get(NamespaceKind.PID);
    }

    /** The user namespace; null if the kernel lacks the kind. */
    public NamespaceValue getUser() {
        return get(NamespaceKind.USER);
    }

    /** The time namespace; null if the kernel lacks the kind. */
    public NamespaceValue getTime() {
        return get(NamespaceKind.TIME);
    }

    /** The cgroup namespace; null if the kernel lacks the kind. */
    public NamespaceValue getCgroup() {
        return get(NamespaceKind.CGROUP);
    }

    /** The namespace of a kind; null if the kernel lacks the kind. */
    private NamespaceValue get(NamespaceKind kind) {
        return here.context()
                .get(kind)
                .map(n -> new NamespaceValue(here.session(), n, here.context(), null))
                .orElse(null);
    }

    /** The context that this value stands for. */
    public Context context() {
        return here.context();
    }

    protected Session session() {
        return here.session();
    }

    /** Runs the action in these namespaces. */
    protected Object inside(Supplier<Object> action) {
        return here.session().within(here.context(), name, action);
    }

    /** Runs the block in these namespaces, and returns the value of its last line. */
    public Object call(Closure<?> block) {
        here.session().answers().passedThrough();
        return inside(() -> Blocks.run(here.session(), block));
    }

    /** Calls a word in these namespaces. Groovy calls this for a method that is not declared. */
    public Object methodMissing(String word, Object arguments) {
        return inside(() -> here.session().callOn(this, said(), word, (Object[]) arguments));
    }

    /** Calls a word without arguments in these namespaces, or begins one with a dot. */
    public Object propertyMissing(String word) {
        return inside(() -> here.session().wordOn(this, said(), word));
    }

    /** The name for errors. */
    protected String said() {
        return "the context " + name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> facts() {
        return List.of("name", "net", "ipc", "uts", "mnt", "pid", "user", "time", "cgroup");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContextValue c && c.here.context().equals(here.context());
    }

    @Override
    public int hashCode() {
        return here.context().hashCode();
    }

    @Override
    public String toString() {
        return name + " " + here.context();
    }
}
