package nsx.dsl.plan;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.change.Kernel;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/** The namespaces that a plan creates, and the names of namespaces as the plan leaves them. */
final class PlannedNamespaces {
    /** Kinds whose file systems show the namespace of the process that mounted them. */
    private static final Set<NamespaceKind> SHOWN = Set.of(NamespaceKind.NET, NamespaceKind.IPC);

    /** The directory with the names of a kind in a mount namespace. */
    private record Directory(Namespace mounts, NamespaceKind kind) {}

    private final Kernel live;
    private final Context host;
    /** The names that the plan adds or removes; empty for a removed name. */
    private final Map<Directory, Map<String, Optional<Namespace>>> names = new HashMap<>();

    private final Set<Namespace> nameless = new HashSet<>();
    /**
     * The context in which each planned namespace is created: its mounts, names and clocks begin as copies of that
     * context's.
     */
    private final Map<Namespace, Context> origins = new HashMap<>();

    private int made;

    PlannedNamespaces(Kernel live, Context host) {
        this.live = live;
        this.host = host;
    }

    /** The names of a kind in the context's mount namespace, sorted. */
    List<String> names(Context context, NamespaceKind kind) {
        Set<String> all = new TreeSet<>();
        if (hasLiveNames(context)) {
            all.addAll(live.names(existing(context).only(NamespaceKind.MNT), kind));
        }
        noted(context, kind).forEach((name, namespace) -> {
            if (namespace.isPresent()) {
                all.add(name);
            } else {
                all.remove(name);
            }
        });
        return List.copyOf(all);
    }

    /** Whether {@link #names} contains the name. */
    boolean hasName(Context context, NamespaceKind kind, String name) {
        Optional<Namespace> planned = noted(context, kind).get(name);
        return planned != null
                ? planned.isPresent()
                : hasLiveNames(context) && live.hasName(existing(context).only(NamespaceKind.MNT), kind, name);
    }

    Optional<Namespace> named(Context context, NamespaceKind kind, String name) {
        if (noted(context, kind).containsKey(name)) {
            return noted(context, kind).get(name);
        }
        return hasLiveNames(context)
                ? live.named(existing(context).only(NamespaceKind.MNT), kind, name)
                : Optional.empty();
    }

    Namespace make(Context context, NamespaceKind kind, String name) {
        Namespace planned = Namespace.planned(kind, ++made, new NamedNamespaces(kind).path(name));
        origins.put(planned, context);
        noted(context, kind).put(name, Optional.of(planned));
        return planned;
    }

    /** Gives a planned or existing namespace another name. */
    Namespace name(Context context, String name, Namespace namespace) {
        NamespaceKind kind = namespace.kind();
        Namespace there = namespace.isPlanned()
                ? Namespace.planned(kind, (int) namespace.id().inode(), new NamedNamespaces(kind).path(name))
                : namespace;
        noted(context, kind).put(name, Optional.of(there));
        return there;
    }

    void forget(Context context, NamespaceKind kind, String name) {
        noted(context, kind).put(name, Optional.empty());
    }

    /**
     * Notes that a mount covers the directories of names in the context's mount namespace, so that live names are not
     * visible there.
     */
    void hideNames(Context context) {
        nameless.add(mounting(context));
    }

    /** The context with new planned namespaces of these kinds. */
    Context fresh(Context context, Set<NamespaceKind> kinds) {
        Context changed = context;
        for (NamespaceKind kind : EnumSet.copyOf(kinds)) {
            Namespace planned = Namespace.planned(kind, ++made, null);
            origins.put(planned, context);
            changed = changed.with(planned);
        }
        return changed;
    }

    /** The context in which a planned namespace is created; empty for an existing namespace. */
    Optional<Context> origin(Namespace namespace) {
        return Optional.ofNullable(origins.get(namespace));
    }

    /** The context whose mounts are copied into the planned mount namespace of this context. */
    Context mountOrigin(Context context) {
        return origin(mounting(context)).orElse(host);
    }

    /** The existing part of the context, with the existing mount namespace that a planned one is copied from. */
    Context existing(Context context) {
        Context from = context;
        while (mounting(from).isPlanned()) {
            from = mountOrigin(from);
        }
        Namespace there = mounting(from);
        NamespaceKind[] known = context.all().stream()
                .map(Namespace::kind)
                .filter(k -> k == NamespaceKind.MNT || SHOWN.contains(k) && !isPlanned(context, k))
                .toArray(NamespaceKind[]::new);
        return context.only(known).with(there);
    }

    static Namespace mounting(Context context) {
        return context.get(NamespaceKind.MNT).orElseThrow();
    }

    private static boolean isPlanned(Context context, NamespaceKind kind) {
        return context.get(kind).filter(Namespace::isPlanned).isPresent();
    }

    private boolean hasLiveNames(Context context) {
        return !nameless.contains(mounting(context));
    }

    private Map<String, Optional<Namespace>> noted(Context context, NamespaceKind kind) {
        return names.computeIfAbsent(new Directory(mounting(context), kind), d -> new HashMap<>());
    }
}
