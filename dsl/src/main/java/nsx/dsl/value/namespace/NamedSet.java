package nsx.dsl.value.namespace;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.NamespaceOperations;
import nsx.dsl.op.TimeOperations;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Natural;
import nsx.dsl.unit.NamespaceName;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.UnresolvedException;
import nsx.process.PidNamespaces;

/** The named namespaces of a kind in the session's mount namespace. */
public final class NamedSet {
    private final Session session;
    private final NamespaceKind kind;
    private final NamedNamespaces all;

    public NamedSet(Session session, NamespaceKind kind) {
        this.session = session;
        this.kind = kind;
        this.all = new NamedNamespaces(kind);
    }

    /** The named network namespaces. */
    public static NamedSet networks(Session session) {
        return new NamedSet(session, NamespaceKind.NET);
    }

    /** Whether the text is a shell pattern such as {@code lab-*} and not a name. */
    public static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /** Whether the text selects all names that match it. A namespace with exactly this name takes precedence. */
    public boolean selects(String name) {
        return isPattern(name) && !has(name);
    }

    private boolean has(String name) {
        return session.kernel().hasName(session.context(), kind, name);
    }

    /** The names in natural order, including stale ones. */
    public List<String> names() {
        return session.kernel().names(session.context(), kind).stream()
                .sorted(Natural.TEXT)
                .toList();
    }

    /**
     * The namespace of this name, if it exists.
     *
     * @throws NamespaceException if it is stale; {@link #find} explains more
     */
    public Optional<Namespace> namespace(String name) {
        return session.kernel().named(session.context(), kind, name);
    }

    /** The names that match the pattern, in order. */
    public List<String> matching(String pattern) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return names().stream().filter(n -> matcher.matches(Path.of(n))).toList();
        } catch (PatternSyntaxException e) {
            throw new NsxException("'" + pattern + "' is not a valid pattern")
                    .because(e.getDescription())
                    .at(pattern);
        }
    }

    /** The namespace of this name; empty if it does not exist. Throws an error for a stale file. */
    public Optional<NamespaceValue> find(String name) {
        NamespaceName.check(kind, name);
        try {
            return namespace(name).map(n -> value(n, name));
        } catch (NamespaceException e) {
            NsxException refused = new NsxException("cannot enter " + kind.title() + " namespace " + name, e)
                    .because(e.getMessage())
                    .at(name);
            throw isElsewhere(name)
                    ? refused.because("its name is mounted in another mount namespace, not in this one")
                            .hint("leave this mount namespace to reach it")
                    : refused.hint(isStale(name) ? "delete " + kind.file() + "ns: '" + name + "' removes it" : null);
        }
    }

    boolean isStale(String name) {
        return look(() -> all.isStale(name));
    }

    /** Whether the file has no mount here but a namespace in another mount namespace. */
    boolean isElsewhere(String name) {
        return isStale(name)
                && (look(session.host(), () -> all.isMounted(name)) || look(() -> all.isMountedElsewhere(name)));
    }

    /** Asks about a file in the mount namespace; false for a planned namespace. */
    private boolean look(Callable<Boolean> question) {
        return look(session.context(), question);
    }

    private boolean look(Context context, Callable<Boolean> question) {
        try {
            return session.kernel().call(context.only(NamespaceKind.MNT), question);
        } catch (UnresolvedException e) {
            return false;
        }
    }

    /** The namespace of this name; fails when it does not exist. */
    public NamespaceValue get(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    /** The namespace of this name, created if it does not exist. */
    public NamespaceValue ensure(String name) {
        return ensure(
                name,
                () -> NamespaceOperations.create(
                        session.kernel(), session.context(), session.place().entrance(), kind, name));
    }

    /**
     * Gives the name to an existing namespace; does nothing if it already has the name.
     *
     * @param pid the process that has the namespace; empty for one from a file
     */
    public NamespaceValue attach(String name, NamespaceValue value, OptionalLong pid) {
        Namespace namespace = value.namespace();
        NamespaceValue named = ensure(
                name, () -> NamespaceOperations.attach(session.kernel(), session.context(), namespace, pid, name));
        if (!named.equals(value)) {
            throw another(named, namespace);
        }
        return named;
    }

    /**
     * Renames the namespace.
     *
     * @throws NsxException if another namespace has the new name
     */
    NamespaceValue rename(Namespace namespace, String name, String to) {
        NamespaceName.check(kind, to);
        Object renamed = session.ensure(() -> {
            Optional<Namespace> there = usable(to);
            there.filter(n -> !n.equals(namespace)).ifPresent(n -> {
                throw another(value(n, to), namespace);
            });
            NamespaceName.checkNew(kind, to);
            stay(name);
            return List.of(
                    there.isPresent()
                            ? NamespaceOperations.delete(session.kernel(), session.context(), kind, name)
                            : NamespaceOperations.rename(session.context(), namespace, name, to));
        });
        return renamed instanceof Namespace n ? value(n, to) : get(to);
    }

    private NsxException another(NamespaceValue named, Namespace wanted) {
        return new NsxException(named.name() + " is the name of another " + kind.title() + " namespace")
                .because("it is that of " + named.namespace().text() + ", not of " + wanted.text())
                .at(named.name())
                .hint("delete " + kind.file() + "ns: '" + named.name() + "' frees the name");
    }

    /** The namespace of this name, created by the given operation if it does not exist. */
    public NamespaceValue ensure(String name, Supplier<Operation> creation) {
        AtomicReference<Namespace> found = new AtomicReference<>();
        Object made = session.ensure(() -> lacking(name, creation, found));
        if (made == null) {
            return found.get() == null ? get(name) : value(found.get(), name);
        }
        // its offsets can be set until the session ends or its first program starts
        Anchor.of((Namespace) made).ifPresent(session::own);
        return value((Namespace) made, name);
    }

    /** Recreates the namespace, unless another one has the name by now. */
    Object renew(String name, Namespace stale) {
        Object made = session.ensure(() -> get(name).namespace().equals(stale)
                ? List.of(TimeOperations.renew(session.kernel(), session.context(), name, stale))
                : List.of());
        if (made instanceof Namespace n) {
            Anchor.of(n).ifPresent(session::own);
        }
        return made;
    }

    private List<Operation> lacking(String name, Supplier<Operation> creation, AtomicReference<Namespace> found) {
        NamespaceName.check(kind, name);
        found.set(usable(name).orElse(null));
        if (found.get() != null) {
            return List.of();
        }
        NamespaceName.checkNew(kind, name);
        return List.of(creation.get());
    }

    /**
     * The namespace of this name if it is usable: it exists, is not an unfinished one of a killed nsx, and for a pid
     * namespace process 1 lives.
     */
    private Optional<Namespace> usable(String name) {
        try {
            return namespace(name).filter(n -> n.isPlanned() || !look(() -> PidNamespaces.isDead(n)));
        } catch (NamespaceException e) {
            // any other stale file is reported as an error
            return look(() -> all.isLeftover(name))
                    ? Optional.empty()
                    : find(name).map(NamespaceValue::namespace);
        }
    }

    /** All namespaces of the set; a notice names each stale file that is skipped. */
    public List<NamespaceValue> values() {
        List<NamespaceValue> values = new ArrayList<>();
        for (String name : names()) {
            try {
                find(name).ifPresent(values::add);
            } catch (NsxException e) {
                session.notice(
                        all.path(name) + " is skipped: " + e.reason() + (e.hint() == null ? "" : "; " + e.hint()));
            }
        }
        return values;
    }

    private NamespaceValue value(Namespace namespace, String name) {
        return new NamespaceValue(session, namespace, session.context(), name);
    }

    /** Fails unless every name exists, stale or not. */
    public void check(List<String> names) {
        names.forEach(n -> NamespaceName.check(kind, n));
        names.stream().filter(n -> !has(n)).findFirst().ifPresent(n -> {
            throw missing(n);
        });
    }

    /**
     * Removes the names, including stale ones; removes none if one does not exist. A notice names the processes that
     * are still inside.
     */
    public void delete(List<String> names) {
        check(names);
        new NamedDeletion(session, kind, this).delete(names);
    }

    /** Keeps the session in the namespace if it is inside, as a program of ip-netns(8) stays. */
    void stay(String name) {
        if (isStale(name)) {
            return;
        }
        namespace(name)
                .filter(n -> !n.isPlanned())
                .ifPresent(doomed -> session.everyPlace().stream()
                        .filter(p ->
                                p.context().get(kind).filter(doomed::equals).isPresent())
                        .forEach(p -> p.keep(held(name))));
    }

    private Namespace held(String name) {
        Context mounts = session.context().only(NamespaceKind.MNT);
        return session.kernel().call(mounts, () -> Namespace.holding(kind, all.path(name)));
    }

    /** The error for an unknown name. */
    public NsxException missing(String name) {
        return new NsxException("there is no " + kind.title() + " namespace " + name)
                .at(name)
                .hint(Texts.didYouMean(name, names()));
    }

    /** The error for a namespace that cannot be reached, with the kernel's words. */
    static NsxException unreachable(String what, RuntimeException e) {
        return Failure.explain("cannot reach " + what, e);
    }
}
