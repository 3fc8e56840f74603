package nsx.dsl.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.process.Entrance;

/**
 * A context, what the prompt calls it, and what programs go through when they start there (a control group). While it lasts,
 * its namespaces can be exchanged for others; whatever is entered inside keeps the entrance.
 */
public final class Place {
    private final Context entered;
    private final String name;
    private Context context;
    private Anchor anchor;
    private Entrance entrance;
    private Map<NamespaceKind, String> names = Map.of();
    /** The namespaces that this place keeps open by descriptors. */
    private final List<Namespace> kept = new ArrayList<>();
    /** Of these what is known to have no name any more. */
    private final List<Namespace> told = new ArrayList<>();

    Place(Context context, String name, Entrance entrance) {
        this.entered = context;
        this.context = context;
        this.name = name;
        this.entrance = entrance;
    }

    public Context context() {
        return context;
    }

    public String name() {
        return name;
    }

    /** The name of one of its namespaces: its own name if several were entered together. */
    public String name(NamespaceKind kind) {
        return names.getOrDefault(kind, name);
    }

    /** Says what its namespaces are called, one by one. */
    public void called(Map<NamespaceKind, String> each) {
        names = Map.copyOf(each);
    }

    /** The entrance through which programs start here. */
    public Entrance entrance() {
        return entrance;
    }

    /** The anchor of the time namespace that was made for this place; empty for the entered one. */
    public Optional<Anchor> anchor() {
        return Optional.ofNullable(anchor);
    }

    /** Replaces the time namespace; closed when this place ends or is replaced again. */
    public void exchange(Anchor made) {
        exchange(context.with(made.namespace()), made);
    }

    /** Replaces the time namespace by one that others keep open and close. */
    public void exchange(Namespace time) {
        exchange(context.with(time), null);
    }

    private void exchange(Context changed, Anchor made) {
        Anchor before = anchor;
        context = changed;
        anchor = made;
        if (before != null) {
            before.close();
        }
    }

    /** Stays in a namespace whatever becomes of its name, by a descriptor that is closed with the place. */
    public void keep(Namespace held) {
        kept.stream().filter(held::equals).forEach(told::add);
        kept.add(held);
        context = context.with(held);
    }

    /** Kept namespaces that have lost their name since the last call, except by nsx's own deletion. */
    List<Namespace> lost() {
        return kept.stream()
                .filter(n -> n.path().isPresent() && !told.contains(n) && !n.isReached())
                .peek(told::add)
                .toList();
    }

    /** Closes the namespaces that were made or kept for this place. */
    void end() {
        exchange(entered, null);
        kept.forEach(Namespace::close);
        kept.clear();
    }

    /** Moves this place into other namespaces. */
    void move(Context other) {
        context = other;
    }

    /** From now on programs go through this instead: they are in the innermost control group, and in no other. */
    void move(Entrance inner) {
        entrance = inner;
    }
}
