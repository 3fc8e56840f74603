package nsx.dsl.value.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.value.namespace.NamedSet;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.rtnl.Link;
import nsx.rtnl.Nsid;
import nsx.rtnl.Nsids;
import nsx.sys.SysException;

/**
 * The other ends of a namespace's devices. The kernel reports the namespace of an end as a number that is valid in
 * that namespace only (IFLA_LINK_NETNSID). The namespace is found by requesting the number of each named namespace
 * (RTM_GETNSID).
 */
public final class Peers {
    private final Here here;
    private final List<Link> read;
    private final Map<Integer, String> names = new HashMap<>();
    private Map<Integer, NamedNamespace> places;

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
        if (places == null) {
            places = new HashMap<>();
            NamedSet.networks(here.session()).names().forEach(this::add);
            number(here.session().host().net())
                    .ifPresent(n -> places.put(
                            n, new NamedNamespace("host", here.session().host().net())));
        }
        return Optional.ofNullable(places.get(nsid));
    }

    private void add(String name) {
        try {
            NamedSet.networks(here.session())
                    .namespace(name)
                    .ifPresent(ns -> number(ns).ifPresent(n -> places.put(n, new NamedNamespace(name, ns))));
        } catch (NamespaceException | SysException e) {
            // stale, or gone since it was listed
            return;
        }
    }

    /** The number that the context's namespace has for another; empty without one. */
    public Optional<Integer> number(Namespace other) {
        return here.kernel()
                .passing(
                        other,
                        fd -> Nsid.decode(Devices.rtnl(here).get(Nsids.get(fd))).id().stream()
                                .boxed()
                                .findFirst());
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
        return a.linkNetnsId().isEmpty()
                ? same
                : !same
                        && number(there.net())
                                .equals(Optional.of(a.linkNetnsId().getAsInt()));
    }
}
