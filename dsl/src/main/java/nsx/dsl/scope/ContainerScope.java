package nsx.dsl.scope;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.ContainerOperations;
import nsx.dsl.op.OpenMounts;
import nsx.dsl.op.SysfsOperations;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Scope;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.value.process.CgroupValue;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/**
 * The parts of a container. Each word takes effect at once, so that what follows it in the block, words of the language
 * included, happens in what was chosen so far.
 */
public final class ContainerScope implements Scope {
    private final Session session;
    private final String name;
    private final Context outside;
    private final Map<NamespaceKind, Namespace> before;

    /**
     * @param outside where the container's names are
     * @param before the namespaces that it has already
     */
    public ContainerScope(Session session, String name, Context outside, Map<NamespaceKind, Namespace> before) {
        this.session = session;
        this.name = name;
        this.outside = outside;
        this.before = before;
    }

    public Object net(Object... arguments) {
        return part(NamespaceKind.NET, arguments);
    }

    public Object ipc(Object... arguments) {
        return part(NamespaceKind.IPC, arguments);
    }

    public Object uts(Object... arguments) {
        return part(NamespaceKind.UTS, arguments);
    }

    public Object mnt(Object... arguments) {
        return part(NamespaceKind.MNT, arguments);
    }

    public Object pid(Object... arguments) {
        return part(NamespaceKind.PID, arguments);
    }

    public Object cgroupns(Object... arguments) {
        return part(NamespaceKind.CGROUP, arguments);
    }

    /** It owns the namespaces that are made after it, so it comes first. */
    public Object user(Object... arguments) {
        if (!isUserFirst()) {
            throw new NsxException("user() must come first in a container")
                    .because("a user namespace owns the namespaces that are made after it")
                    .at("user");
        }
        return part(NamespaceKind.USER, arguments);
    }

    private boolean isUserFirst() {
        return before.containsKey(NamespaceKind.USER)
                || session.context().all().stream()
                        .allMatch(n ->
                                session.host().get(n.kind()).filter(n::equals).isPresent());
    }

    /** {@code time { boottime += 1.day }}: the block says the offsets. */
    public Object time(Object... arguments) {
        boolean shared = arguments.length == 1 && arguments[0] instanceof NamespaceValue;
        if (shared) {
            return part(NamespaceKind.TIME, arguments);
        }
        // the block counts from the clocks outside, each time it is said
        outside.get(NamespaceKind.TIME).map(session.context()::with).ifPresent(session::move);
        announce(NamespaceKind.TIME);
        ensure("timens", with(name, arguments));
        return part(NamespaceKind.TIME);
    }

    /** In a UTS namespace of the container's own. */
    public Object hostname(Object value) {
        uts();
        return session.call("hostname", value);
    }

    /** In a UTS namespace of the container's own. */
    public Object domainname(Object value) {
        uts();
        return session.call("domainname", value);
    }

    /** {@code cgroup { memory 64.MB }}: what the container may use, for the programs that start in it. */
    public Object cgroup(Closure<?> limits) {
        CgroupValue group = session.within(outside, name, () -> {
            Object made = session.call("cgroup", name);
            session.call("cgroup", name, limits);
            return (CgroupValue) made;
        });
        session.move(group.entrance());
        return group;
    }

    /** Starts the container's program in the background, unless it runs in it already. */
    public Object run(Object... command) {
        return ContainerPrograms.once(session, outside, name, () -> session.call("spawn", command), command);
    }

    private Object part(NamespaceKind kind, Object... arguments) {
        int last = arguments.length - 1;
        if (last >= 0 && arguments[last] instanceof Closure<?> block) {
            part(kind, Arrays.copyOf(arguments, last));
            return Blocks.run(session, block, this);
        }
        NamespaceValue value = named(kind, arguments);
        Namespace namespace = value.namespace();
        Optional<Namespace> had = Optional.ofNullable(before.get(kind));
        if (had.filter(namespace::equals).isEmpty()) {
            session.change(List.of(ContainerOperations.put(outside, name, namespace, before)));
            before.put(kind, namespace);
            had.ifPresent(this::drop);
            session.move(session.context().with(namespace).exact());
        }
        show(kind, !had.filter(namespace::equals).isPresent());
        session.move(session.context().with(namespace).exact());
        return value;
    }

    /** One that was made for the container goes when another one takes its place. */
    private void drop(Namespace namespace) {
        session.within(outside, name, () -> {
            NamedSet all = new NamedSet(session, namespace.kind());
            if (all.names().contains(name) && all.get(name).namespace().equals(namespace)) {
                all.delete(List.of(name));
            }
            return null;
        });
    }

    /** With mounts of its own /proc and /sys are those of its pid and its network namespace; without, they are shared too. */
    private void show(NamespaceKind changed, boolean isNew) {
        boolean seen = changed == NamespaceKind.MNT || changed == NamespaceKind.PID || changed == NamespaceKind.NET;
        // in mounts that belong to the container's own user namespace its programs make that view by themselves
        if (!seen || !before.containsKey(NamespaceKind.MNT) || !OpenMounts.areOpen(session.context())) {
            return;
        }
        if (before.containsKey(NamespaceKind.PID) && changed != NamespaceKind.NET) {
            session.call("mount", Map.of("on", "/proc", "type", "proc"), "proc");
        }
        if (before.containsKey(NamespaceKind.NET) && changed != NamespaceKind.PID) {
            session.ensure(() -> new SysfsOperations(session).ensure(isNew));
        }
    }

    private NamespaceValue named(NamespaceKind kind, Object... arguments) {
        if (arguments.length == 1 && arguments[0] instanceof NamespaceValue given) {
            if (given.kind() != kind) {
                throw new NsxException(kind.file() + " of a container cannot be " + given.getId())
                        .because("that is a " + given.kind().title() + " namespace")
                        .at(kind.file());
            }
            return given;
        }
        if (arguments.length == 1 && !(arguments[0] instanceof Map)) {
            String existing = Texts.of(arguments[0]);
            return session.within(naming(), name, () -> new NamedSet(session, kind).get(existing));
        }
        boolean own = arguments.length == 0 || arguments[0] instanceof Map;
        if (own) {
            announce(kind);
        }
        return (NamespaceValue) ensure(kind.file() + "ns", own ? with(name, arguments) : arguments);
    }

    /** One that is made for the container is known to be its own even before it is a part of it. */
    private void announce(NamespaceKind kind) {
        boolean isThere = session.within(
                outside, name, () -> new NamedSet(session, kind).names().contains(name));
        if (!isThere && !before.containsKey(kind)) {
            session.change(List.of(ContainerOperations.announce(outside, name, kind)));
        }
    }

    /** Names are files of the mount namespace around the container; what is made belongs to its user namespace. */
    private Object ensure(String word, Object... arguments) {
        return session.within(naming(), name, () -> session.call(word, arguments));
    }

    private Context naming() {
        return outside.get(NamespaceKind.MNT).map(session.context()::with).orElse(session.context());
    }

    /** Named arguments come first, as Groovy passes them. */
    private static Object[] with(String name, Object... arguments) {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(!all.isEmpty() && all.get(0) instanceof Map ? 1 : 0, name);
        return all.toArray();
    }
}
