package nsx.dsl.value.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.change.Deletable;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ContainerOperations;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.session.Here;
import nsx.dsl.session.Job;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Table;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Signature;
import nsx.ns.Context;
import nsx.ns.NamedContexts;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.process.Entrance;
import nsx.process.KeptNamespaces;
import nsx.process.ProcessTree;
import nsx.sys.OwnLock;
import nsx.sys.SysException;

/** A container: namespaces under one name, some of its own and some shared. Words called on it act in it. */
public final class ContainerValue extends ContextValue implements Deletable {
    private static final Parameter<Boolean> KILL = Parameter.flag("kill", "kill its processes first (SIGKILL)");
    private static final Signature DELETE = new Signature("delete", List.of(KILL));

    private static final NamedContexts ALL = new NamedContexts();

    private final Map<NamespaceKind, Namespace> parts;

    private ContainerValue(Here here, String name, Map<NamespaceKind, Namespace> parts) {
        super(here, name);
        this.parts = parts;
    }

    /** The names of all containers, in order. */
    public static List<String> names(Session session) {
        return ContainerOperations.names(session.kernel(), session.context());
    }

    /** The container of this name; empty when it does not exist. */
    public static Optional<ContainerValue> find(Session session, String name) {
        try {
            if (!names(session).contains(name)) {
                return Optional.empty();
            }
            return session.kernel()
                    .look(session.context(), NamespaceKind.MNT, ContainerOperations.fact(name), () -> ALL.find(name))
                    .map(p -> of(session, name, p));
        } catch (NamespaceException | SysException e) {
            throw Failure.explain("cannot use container " + name, e).at(name);
        }
    }

    /**
     * Runs an action that finds or starts the container's program, while no other nsx does the same.
     *
     * @param outside the context with the container's names
     */
    public static <T> T starting(Session session, Context outside, String name, Supplier<T> action) {
        Optional<OwnLock> lock = session.kernel().call(outside, () -> ALL.holdPrograms(name));
        try {
            return action.get();
        } finally {
            lock.ifPresent(held -> session.kernel().call(outside, () -> {
                held.close();
                return null;
            }));
        }
    }

    /** Notes that this process is the container's program. */
    public static void started(Session session, String name, int pid, String command) {
        session.kernel().call(session.context(), () -> {
            ALL.started(name, pid, command);
            return null;
        });
    }

    /** The process that was started in the container by this command. */
    public static Optional<ProcessRow> running(Session session, String name, String command) {
        return session.kernel()
                .call(
                        session.context(),
                        () -> ALL.running(name, command).stream()
                                .flatMap(pid -> ProcessRow.table(List.of(pid)).stream())
                                .findFirst());
    }

    private static ContainerValue of(Session session, String name, Map<NamespaceKind, Namespace> parts) {
        Context context = session.context();
        for (Namespace part : parts.values()) {
            context = context.with(part);
        }
        return new ContainerValue(session.here(context.exact()), name, parts);
    }

    /**
     * The namespaces of the container, its own and the shared ones. For a kind that is not in the map the caller's is
     * used.
     */
    public Map<NamespaceKind, Namespace> parts() {
        return parts;
    }

    /** The kinds of namespaces that differ from the context that nsx was started in. */
    public List<String> getIsolated() {
        return parts.values().stream()
                .filter(p -> !session().host().get(p.kind()).filter(p::equals).isPresent())
                .map(p -> p.kind().file())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The programs of the container, and the processes in its own namespaces. */
    public Table<ProcessRow> getProcesses() {
        return here(() -> ProcessRow.table(pids()));
    }

    /** The command lines of the container's processes. */
    public List<String> getCommands() {
        return getProcesses().stream().map(ProcessRow::command).toList();
    }

    private List<Integer> pids() {
        TreeSet<Integer> all = new TreeSet<>(ALL.running(name()));
        own().forEach(n -> all.addAll(KeptNamespaces.inside(n)));
        group().ifPresent(g -> g.getProcesses().forEach(p -> all.add(p.pid())));
        return List.copyOf(all);
    }

    /** The control group with the container's name. */
    private Optional<CgroupValue> group() {
        return CgroupValue.all(session()).stream()
                .filter(g -> g.name().equals(name()))
                .findFirst();
    }

    /** The entrance through which programs start within the limits; empty for a container without limits. */
    public Optional<Entrance> entrance() {
        return group().map(CgroupValue::entrance);
    }

    @Override
    protected Object inside(Supplier<Object> action) {
        Supplier<Object> limited = entrance()
                .<Supplier<Object>>map(e -> () -> session().through(e, action))
                .orElse(action);
        return super.inside(limited);
    }

    /** The namespaces that were created for the container and have its name. */
    private List<Namespace> own() {
        return parts.values().stream()
                .filter(p -> new NamedNamespaces(p.kind())
                        .find(name())
                        .filter(p::equals)
                        .isPresent())
                .toList();
    }

    private <T> T here(Callable<T> look) {
        return session().kernel().call(session().context(), look);
    }

    /**
     * Kills the container's processes with all their descendants (SIGKILL), and waits until they have ended. A notice
     * names processes in its shared namespaces that may belong to others.
     */
    public ContainerValue kill() {
        group().ifPresent(CgroupValue::kill);
        here(this::end);
        session().programs().jobs().forEach(Job::settle);
        List<Integer> unclear = here(this::unclear);
        if (!unclear.isEmpty()) {
            session()
                    .notice(here(() -> ProcessRow.list(unclear)) + " still in the namespaces that container " + name()
                            + " shares, and may be of it; with pid() or cgroup { } all that is of it ends");
        }
        return this;
    }

    private Void end() {
        try {
            if (!ProcessTree.kill(this::pids).isEmpty()) {
                own().stream().filter(n -> n.kind() == NamespaceKind.PID).forEach(KeptNamespaces::endAll);
            }
        } catch (SysException e) {
            throw Failure.explain("cannot end the processes of container " + name(), e);
        }
        return null;
    }

    /**
     * The processes in all namespaces of the container, if those namespaces cannot distinguish them from other
     * processes.
     */
    private List<Integer> unclear() {
        List<Namespace> shared = parts.values().stream()
                .filter(p -> !session().host().get(p.kind()).filter(p::equals).isPresent())
                .toList();
        boolean certain = group().isPresent() || own().stream().anyMatch(n -> n.kind() == NamespaceKind.PID);
        if (certain || shared.isEmpty()) {
            return List.of();
        }
        Set<Integer> all = new TreeSet<>(KeptNamespaces.inside(shared.get(0)));
        shared.forEach(n -> all.retainAll(KeptNamespaces.inside(n)));
        return List.copyOf(all);
    }

    /** Removes the container; {@code delete(kill: true)} kills its processes first. */
    public void delete(Map<String, ?> options) {
        boolean kill = Arguments.named(DELETE, options).is(KILL);
        (kill ? kill() : this).delete();
    }

    /** Removes the container's own namespaces and keeps the shared ones; fails while it has processes. */
    @Override
    public void delete() {
        List<Integer> running = here(this::pids);
        if (!running.isEmpty()) {
            throw new NsxException("cannot delete container " + name())
                    .because(here(() -> ProcessRow.list(running)) + " still in it")
                    .at(name())
                    .hint("kill: true kills its processes first");
        }
        List<NamespaceKind> own =
                here(() -> new ArrayList<>(own().stream().map(Namespace::kind).toList()));
        // created for it by a run that was killed before they became parts of it
        here(() -> ALL.announced(name())).stream()
                .filter(kind -> new NamedSet(session(), kind).names().contains(name()))
                .forEach(own::add);
        session().change(List.of(ContainerOperations.delete(session().context(), name())));
        own.forEach(kind -> new NamedSet(session(), kind).delete(List.of(name())));
        group().ifPresent(CgroupValue::delete);
    }

    @Override
    public List<String> facts() {
        List<String> all = new ArrayList<>(List.of("name", "isolated"));
        parts.keySet().forEach(kind -> all.add(kind.file()));
        all.add("processes");
        return all;
    }

    @Override
    protected String said() {
        return "the container " + name();
    }

    @Override
    public String toString() {
        return name() + " " + getIsolated();
    }
}
