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
    /** What it stays in by descriptors of its own. */
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

    /** What a namespace of it is called: by its own name where several were entered together. */
    public String name(NamespaceKind kind) {
        return names.getOrDefault(kind, name);
    }

    /** Says what its namespaces are called, one by one. */
    public void called(Map<NamespaceKind, String> each) {
        names = Map.copyOf(each);
    }

    /** What programs go through when they start here. */
    public Entrance entrance() {
        return entrance;
    }

    /** What holds the time namespace that was made for this place; empty when it is that which was entered. */
    public Optional<Anchor> anchor() {
        return Optional.ofNullable(anchor);
    }

    /** Puts a time namespace in the place of the one that is there; it is let go with the place, or when another one comes. */
    public void exchange(Anchor made) {
        exchange(context.with(made.namespace()), made);
    }

    /** The same with a namespace that others hold. */
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

    /** What is kept and has lost the name that it was entered by since this was asked last, otherwise than by nsx's own deletion. */
    List<Namespace> lost() {
        return kept.stream()
                .filter(n -> n.path().isPresent() && !told.contains(n) && !n.isReached())
                .peek(told::add)
                .toList();
    }

    /** Lets go of what was made for it. */
    void end() {
        exchange(entered, null);
        kept.forEach(Namespace::close);
        kept.clear();
    }

    /** The same place in other namespaces. */
    void move(Context other) {
        context = other;
    }

    /** From now on programs go through this instead: they are in the innermost control group, and in no other. */
    void move(Entrance inner) {
        entrance = inner;
    }
}
