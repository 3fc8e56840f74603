package nsx.dsl.value.namespace;

import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.NamespaceOperations;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.op.network.NetworkMemory;
import nsx.dsl.session.Session;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/** Removes the names of namespaces. If that may be undone later, the content of the namespaces is read first. */
final class NamedDeletion {
    private final Session session;
    private final NamespaceKind kind;
    private final NamedSet set;

    NamedDeletion(Session session, NamespaceKind kind, NamedSet set) {
        this.session = session;
        this.kind = kind;
        this.set = set;
    }

    /** Removes existing names, or none if one cannot be removed. */
    void delete(List<String> names) {
        names.stream().filter(set::isElsewhere).findFirst().ifPresent(n -> {
            throw new NsxException("cannot delete " + kind.title() + " namespace " + n)
                    .because("its name is mounted in another mount namespace, not in this one")
                    .at(n)
                    .hint("leave this mount namespace to delete it");
        });
        leave();
        names.forEach(set::stay);
        for (String name : names) {
            Object inside = delete(name);
            if (inside instanceof List<?> processes && !processes.isEmpty()) {
                session.notice(kind.title() + " namespace " + name + " has lost its name but still exists: "
                        + phrase(processes.stream().map(Integer.class::cast).toList()) + " still in it");
            }
        }
    }

    /** Closes the sockets that would keep a namespace alive. nsx's own one lives on by itself. */
    private void leave() {
        session.kernel().releaseOthers(session.host().net());
    }

    private Object delete(String name) {
        Operation delete = NamespaceOperations.delete(session.kernel(), session.context(), kind, name);
        boolean remembers = session.remembers() && kind != NamespaceKind.USER && kind != NamespaceKind.TIME;
        Optional<Namespace> doomed =
                remembers && !set.isStale(name) ? set.namespace(name).filter(n -> !n.isPlanned()) : Optional.empty();
        return doomed.isEmpty() ? session.change(List.of(delete)) : delete(name, delete, doomed.get());
    }

    /**
     * Deletes a name. If the deletion may be undone, the content of a network namespace is noted first, so that the
     * undo restores it after the name.
     */
    private Object delete(String name, Operation plain, Namespace doomed) {
        Context context = session.context();
        Operation delete = plain.takenBackBy(() -> List.of(NamespaceOperations.create(
                session.kernel(), context, session.place().entrance(), kind, name)));
        if (kind != NamespaceKind.NET) {
            return session.change(List.of(delete.losing("what was in it does not come back")));
        }
        NetworkMemory memory = NetworkMemory.of(session.here(context.with(doomed)));
        Operation content = new Operation(
                context,
                new Operation.Start("", () -> null, prospect -> null),
                "",
                "empty net namespace " + name,
                () -> memory.make(context.with(set.get(name).namespace())));
        session.history().note(content);
        try {
            leave();
            return session.change(List.of(delete.losing(NetworkMemory.LOST)));
        } catch (RuntimeException e) {
            session.history().forget(content);
            throw e;
        }
    }

    /** The processes in words, by their numbers in the context's /proc. */
    private String phrase(List<Integer> processes) {
        return session.kernel().call(session.context(), () -> ProcessRow.list(processes));
    }
}
