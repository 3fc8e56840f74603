package nsx.repl.complete;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import nsx.cgroup.ControlGroup;
import nsx.discover.Discovery;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.script.Library;
import nsx.dsl.script.ScriptHead;
import nsx.dsl.script.Source;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.ns.Context;
import nsx.ns.NamedContexts;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.sys.SysException;

/**
 * The names that a session sees, read from the kernel and its file systems. Of named namespaces only the names are read, so ten thousand
 * of them cost one listing of a directory. Objects that the kernel refuses, or that go away meanwhile, are left out.
 */
public final class LiveSession implements LiveNames {
    private final Session session;
    /** The context; null if it does not exist. */
    private final Context context;

    private LiveSession(Session session, Context context) {
        this.session = session;
        this.context = context;
    }

    /** The view from the session's current context. */
    public static LiveNames of(Session session) {
        return new LiveSession(session, session.context());
    }

    @Override
    public LiveNames at(NamespaceReference place) {
        return new LiveSession(session, context == null ? null : orElse(null, () -> find(place)));
    }

    private Context find(NamespaceReference place) {
        if (place instanceof NamespaceReference.Named named) {
            return find(named.kind(), named.name()).map(context::with).orElse(null);
        }
        if (place instanceof NamespaceReference.OfProcess process) {
            return with(
                    process.kinds(), k -> Optional.of(Namespace.at(k, "/proc/" + process.pid() + "/ns/" + k.file())));
        }
        if (place instanceof NamespaceReference.Inode inode) {
            return Discovery.find(inode.number()).map(context::with).orElse(null);
        }
        if (place instanceof NamespaceReference.AtFile file) {
            Namespace there = Namespace.at(file.path());
            return there.kind() == file.kind() ? context.with(there) : null;
        }
        if (place instanceof NamespaceReference.Container container) {
            Map<NamespaceKind, Namespace> parts =
                    new NamedContexts().find(container.name()).orElseThrow();
            return with(parts.keySet(), k -> Optional.of(parts.get(k)));
        }
        if (place instanceof NamespaceReference.Variable variable) {
            return context(value(variable.name()).orElse(null));
        }
        return place instanceof NamespaceReference.Host ? session.host() : null;
    }

    private Optional<Namespace> find(NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        if (!NamedSet.isPattern(name)) {
            return all.find(name);
        }
        return new NamedSet(session, kind).matching(name).stream().findFirst().flatMap(all::find);
    }

    private Context with(Set<NamespaceKind> kinds, Function<NamespaceKind, Optional<Namespace>> which) {
        Context changed = context;
        for (NamespaceKind kind : kinds) {
            changed = which.apply(kind).map(changed::with).orElse(changed);
        }
        return changed;
    }

    private static Context context(Object value) {
        if (value instanceof NamespaceValue namespace) {
            return namespace.context();
        }
        return value instanceof ContextValue set ? set.context() : null;
    }

    /** Runs the action with the files of this context; only another mount namespace needs a visit. */
    private <T> T orElse(T otherwise, Callable<T> look) {
        try {
            Context files = session.host();
            Optional<Namespace> mounts = context.get(NamespaceKind.MNT);
            return session.kernel().call(mounts.map(files::with).orElse(files), look);
        } catch (RuntimeException e) {
            return otherwise;
        }
    }

    private <T> List<T> files(Callable<List<T>> look) {
        return context == null ? List.of() : orElse(List.of(), look);
    }

    private <T> List<T> inside(Callable<List<T>> look) {
        try {
            return context == null ? List.of() : session.kernel().call(context, look);
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private <T> List<T> network(Function<NetworkReading, List<T>> look) {
        try {
            return context == null ? List.of() : look.apply(new NetworkReading(session.here(context)));
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    @Override
    public List<Item> namespaces(NamespaceKind kind) {
        NamedNamespaces all = new NamedNamespaces(kind);
        return files(() -> Listings.of(all.directory(), all::names));
    }

    private List<Item> names(Callable<List<String>> names) {
        return files(names).stream().map(Item::of).toList();
    }

    @Override
    public List<Item> inodes() {
        return files(MachineReading::inodes);
    }

    @Override
    public List<Item> containers() {
        return names(() -> new NamedContexts().names());
    }

    @Override
    public List<Item> cgroups() {
        return names(ControlGroup::names);
    }

    @Override
    public List<Device> devices() {
        return network(NetworkReading::devices);
    }

    @Override
    public List<Assigned> addresses() {
        return network(NetworkReading::addresses);
    }

    /**
     * The addresses of other machines, including the named namespaces if there are few: in a small lab most addresses
     * belong to them.
     */
    @Override
    public List<Item> others() {
        List<Item> all = new ArrayList<>(network(NetworkReading::others));
        List<Item> names = namespaces(NamespaceKind.NET);
        for (Item name : names.size() > NetworkReading.FEW ? List.<Item>of() : names) {
            LiveNames there = at(new NamespaceReference.Named(NamespaceKind.NET, name.text()));
            Subnets.addresses(there.addresses()).stream()
                    .filter(a -> !a.text().startsWith("127.") && !a.text().equals("::1"))
                    .forEach(a -> all.add(
                            Item.of(a.text(), name.text() + ":" + a.summary().get())));
        }
        return all;
    }

    @Override
    public List<Item> processes() {
        return files(() -> MachineReading.processes(pid -> orElse("", () -> MachineReading.command(pid))));
    }

    @Override
    public List<Item> tenants(String kind) {
        return files(() -> MachineReading.tenants(kind));
    }

    @Override
    public List<Item> titles() {
        return files(MachineReading::titles);
    }

    @Override
    public List<Item> users() {
        return files(MachineReading::users);
    }

    @Override
    public List<Item> filesystems() {
        return files(MachineReading::filesystems);
    }

    @Override
    public List<Item> keys(SysvKind kind) {
        return inside(() -> MachineReading.keys(kind));
    }

    /**
     * The queues in /dev/mqueue, which shows the IPC namespace of its mounter, most likely that of nsx; for other
     * namespaces none.
     */
    @Override
    public List<Item> queues() {
        boolean ours = context != null
                && context.get(NamespaceKind.IPC).equals(session.host().get(NamespaceKind.IPC));
        return ours ? files(MachineReading::queues) : List.of();
    }

    @Override
    public List<Item> sysctls(String directory) {
        // read completely inside: the content of net differs between namespaces
        return inside(() -> MachineReading.directory("/proc/sys/" + directory, MachineReading::slash).stream()
                .map(Item::read)
                .toList());
    }

    @Override
    public List<Item> files(String directory) {
        return files(() -> MachineReading.directory(directory, f -> orElse("", () -> MachineReading.slash(f))));
    }

    @Override
    public List<Item> programs() {
        return files(() -> MachineReading.programs(System.getenv().getOrDefault("PATH", "")));
    }

    @Override
    public List<Item> scripts() {
        return Library.names().stream()
                .map(n -> Item.described(n, () -> head(n).summary()))
                .toList();
    }

    @Override
    public List<Item> scriptArguments(String script) {
        return head(script).arguments().orElse(List.of()).stream()
                // N and TEXT are placeholders; only literal words can be proposed
                .flatMap(a -> a.isOption()
                        ? Stream.of(Item.of(a.name(), a.text()))
                        : a.value().choices().stream().map(c -> Item.of(c, a.text())))
                .toList();
    }

    /** The head of a library script or a file; empty if it cannot be read, or if root must not run it. */
    private ScriptHead head(String script) {
        try {
            return ScriptHead.of(
                    session.scripts().find(script).map(Source::text).orElse(""));
        } catch (SysException | NsxException e) {
            return ScriptHead.of("");
        }
    }

    private Map<?, ?> binding() {
        return session.binding().getVariables();
    }

    @Override
    public Optional<Object> value(String variable) {
        return Optional.ofNullable(binding().get(variable));
    }

    @Override
    public List<Item> variables() {
        Set<String> names = new TreeSet<>();
        binding().keySet().forEach(n -> names.add(String.valueOf(n)));
        return names.stream().map(n -> Item.of(n, what(binding().get(n)))).toList();
    }

    private static String what(Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Closure
                ? "a block"
                : value.getClass().getSimpleName().replaceFirst("Value$", "");
    }

    @Override
    public Optional<Class<?>> variable(String name) {
        return value(name).map(Object::getClass);
    }

    /** The keys of a map in a variable, for Java's own maps only: any other map could run any code. */
    @Override
    public List<Item> keys(String variable) {
        Object value = binding().get(variable);
        boolean plain = value instanceof Map && value.getClass().getName().startsWith("java.util.");
        Set<String> names = new TreeSet<>();
        for (Object key : plain ? ((Map<?, ?>) value).keySet() : Set.of()) {
            if (key instanceof String name && ArgumentValues.isIdentifier(name)) {
                names.add(name);
            }
        }
        return names.stream().map(Item::of).toList();
    }
}
