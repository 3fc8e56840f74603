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
 * A context with its name in the prompt and the entrance (a control group) of programs that start there. The
 * namespaces of a place can be replaced; places entered inside keep the entrance.
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
    /** The kept namespaces that are known to have lost their names. */
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

    /** The name of one of the namespaces: its own name if several were entered together. */
    public String name(NamespaceKind kind) {
        return names.getOrDefault(kind, name);
    }

    /** Sets the names of the namespaces. */
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

    /** Replaces the time namespace; it is closed when this place ends or it is replaced again. */
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

    /**
     * Keeps a namespace alive by a descriptor, which is closed with the place, even if the namespace loses its name.
     */
    public void keep(Namespace held) {
        kept.stream().filter(held::equals).forEach(told::add);
        kept.add(held);
        context = context.with(held);
    }

    /** The kept namespaces that have lost their name since the last call, other than by nsx's own deletion. */
    List<Namespace> lost() {
        return kept.stream()
                .filter(n -> n.path().isPresent() && !told.contains(n) && !n.isReached())
                .peek(told::add)
                .toList();
    }

    /** Closes the namespaces that were created or kept for this place. */
    void end() {
        exchange(entered, null);
        kept.forEach(Namespace::close);
        kept.clear();
    }

    /** Moves this place into other namespaces. */
    void move(Context other) {
        context = other;
    }

    /** Replaces the entrance of programs, which are then in the innermost control group only. */
    void move(Entrance inner) {
        entrance = inner;
    }
}
