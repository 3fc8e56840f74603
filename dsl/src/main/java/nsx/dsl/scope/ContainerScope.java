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
 * The parts of a container. Each word takes effect at once, so that the rest of the block, including words of the
 * language, acts in the namespaces chosen so far.
 */
public final class ContainerScope implements Scope {
    private final Session session;
    private final String name;
    private final Context outside;
    private final Map<NamespaceKind, Namespace> before;

    /**
     * @param outside the context that contains the container's names
     * @param before the container's existing namespaces
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

    /** Adds a user namespace. It owns the namespaces that are created after it, so it comes first. */
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

    /** Adds a time namespace; a block sets the offsets: {@code time { boottime += 1.day }}. */
    public Object time(Object... arguments) {
        boolean shared = arguments.length == 1 && arguments[0] instanceof NamespaceValue;
        if (shared) {
            return part(NamespaceKind.TIME, arguments);
        }
        // the block counts from the outside clocks each time
        outside.get(NamespaceKind.TIME).map(session.context()::with).ifPresent(session::move);
        announce(NamespaceKind.TIME);
        ensure("timens", with(name, arguments));
        return part(NamespaceKind.TIME);
    }

    /** Sets the host name in the container's own UTS namespace. */
    public Object hostname(Object value) {
        uts();
        return session.call("hostname", value);
    }

    /** Sets the domain name in the container's own UTS namespace. */
    public Object domainname(Object value) {
        uts();
        return session.call("domainname", value);
    }

    /** Sets the limits of the programs that start in the container: {@code cgroup { memory 64.MB }}. */
    public Object cgroup(Closure<?> limits) {
        CgroupValue group = session.within(outside, name, () -> {
            Object made = session.call("cgroup", name);
            session.call("cgroup", name, limits);
            return (CgroupValue) made;
        });
        session.move(group.entrance());
        return group;
    }

    /** Starts the container's program in the background, unless it already runs there. */
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

    /** Drops a replaced namespace if it was created for the container. */
    private void drop(Namespace namespace) {
        session.within(outside, name, () -> {
            NamedSet all = new NamedSet(session, namespace.kind());
            if (all.names().contains(name) && all.get(name).namespace().equals(namespace)) {
                all.delete(List.of(name));
            }
            return null;
        });
    }

    /**
     * Makes /proc and /sys show the container's pid and network namespaces if it has its own mounts; otherwise they
     * are shared.
     */
    private void show(NamespaceKind changed, boolean isNew) {
        boolean seen = changed == NamespaceKind.MNT || changed == NamespaceKind.PID || changed == NamespaceKind.NET;
        // if the mounts belong to the container's own user namespace, its programs make that view themselves
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

    /**
     * Announces a namespace that is about to be created, so that it is known as the container's even before it is
     * added.
     */
    private void announce(NamespaceKind kind) {
        boolean isThere = session.within(
                outside, name, () -> new NamedSet(session, kind).names().contains(name));
        if (!isThere && !before.containsKey(kind)) {
            session.change(List.of(ContainerOperations.announce(outside, name, kind)));
        }
    }

    /**
     * Ensures a namespace by a word. Its name is a file in the mount namespace around the container; the namespace
     * belongs to the container's user namespace.
     */
    private Object ensure(String word, Object... arguments) {
        return session.within(naming(), name, () -> session.call(word, arguments));
    }

    private Context naming() {
        return outside.get(NamespaceKind.MNT).map(session.context()::with).orElse(session.context());
    }

    /** Adds a named argument; Groovy passes them first. */
    private static Object[] with(String name, Object... arguments) {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(!all.isEmpty() && all.get(0) instanceof Map ? 1 : 0, name);
        return all.toArray();
    }
}
