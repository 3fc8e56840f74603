package nsx.dsl.value.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.op.link.OtherEnd;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.rtnl.Link;

/**
 * The other ends of a namespace's devices. The kernel reports the namespace of an end as a number that is valid in
 * that namespace only (IFLA_LINK_NETNSID). The namespace is found by requesting the number of each named namespace
 * (RTM_GETNSID).
 */
public final class Peers {
    private final Here here;
    private final List<Link> read;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, Optional<NamedNamespace>> places = new HashMap<>();

    private record NamedNamespace(String name, Namespace namespace) {}

    private Peers(Here here, List<Link> read) {
        this.here = here;
        this.read = read;
    }

    /** The other ends of pairs, as seen from a network namespace. */
    public static Peers of(Here here) {
        return new Peers(here, List.of());
    }

    /** The other ends of devices that were read at once; those among them are named without another request. */
    public static Peers among(Here here, List<Link> devices) {
        return new Peers(here, devices);
    }

    /**
     * The other end as {@code NS:DEV}, {@code DEV} in the same namespace, or {@code ?:INDEX} in an unnamed namespace;
     * null without a peer.
     */
    public String name(Link link) {
        if (link.link().isEmpty()) {
            return null;
        }
        int index = link.link().getAsInt();
        if (link.linkNetnsId().isEmpty()) {
            return here(index);
        }
        return place(link.linkNetnsId().getAsInt())
                .map(p -> p.name() + ":" + device(here.context().with(p.namespace()), index))
                .orElse("?:" + index);
    }

    /** The name of a device in the context's own namespace. */
    String here(int index) {
        if (names.isEmpty()) {
            read.forEach(link -> names.put(link.index(), link.name()));
        }
        return names.computeIfAbsent(index, i -> device(here.context(), i));
    }

    private String device(Context where, int index) {
        return Devices.find(here.in(where), index).map(Link::name).orElse(String.valueOf(index));
    }

    private Optional<NamedNamespace> place(int nsid) {
        return places.computeIfAbsent(
                nsid, number -> OtherEnd.namespace(here, number).map(this::named));
    }

    private NamedNamespace named(Namespace namespace) {
        String name = namespace.equals(here.session().host().net())
                ? "host"
                : namespace
                        .path()
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .orElseGet(namespace::text);
        return new NamedNamespace(name, namespace);
    }

    /** The number that the context's namespace has for another; empty without one. */
    public OptionalInt number(Namespace other) {
        return here.kernel().number(here.context(), other);
    }

    /** Whether {@code a}, in the context, and {@code b}, in the other namespace, are the two ends of one pair. */
    public boolean joined(Link a, Context there, Link b) {
        boolean crossed = a.link().isPresent()
                && b.link().isPresent()
                && a.link().getAsInt() == b.index()
                && b.link().getAsInt() == a.index();
        if (!crossed || !a.isPairEnd() || !b.kind().equals(a.kind())) {
            return false;
        }
        boolean same = here.context().net().equals(there.net());
        return a.linkNetnsId().isEmpty() ? same : !same && number(there.net()).equals(a.linkNetnsId());
    }
}
