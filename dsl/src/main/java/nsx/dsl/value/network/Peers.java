package nsx.dsl.value.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.NamedSet;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.rtnl.Link;
import nsx.rtnl.Nsid;
import nsx.rtnl.Nsids;
import nsx.sys.SysException;

/**
 * Where the other ends of a namespace's devices are. The kernel says a number (IFLA_LINK_NETNSID) that means something in
 * that namespace only; which namespace has it is found by asking for the number of each named one (RTM_GETNSID).
 */
public final class Peers {
    private final Session session;
    private final Context context;
    private final Map<Integer, String> here = new HashMap<>();
    private Map<Integer, Place> places;

    private record Place(String name, Namespace namespace) {}

    private Peers(Session session, Context context) {
        this.session = session;
        this.context = context;
    }

    public static Peers of(Session session, Context context) {
        return new Peers(session, context);
    }

    /** {@code NS:DEV}, {@code DEV} in the same namespace, {@code ?:INDEX} in one that has no name; null without a peer. */
    public String name(Link link) {
        if (link.link().isEmpty()) {
            return null;
        }
        int index = link.link().getAsInt();
        if (link.linkNetnsId().isEmpty()) {
            return here(index);
        }
        return place(link.linkNetnsId().getAsInt())
                .map(p -> p.name() + ":" + device(context.with(p.namespace()), index))
                .orElse("?:" + index);
    }

    /** The name of a device of the context itself. */
    String here(int index) {
        return here.computeIfAbsent(index, i -> device(context, i));
    }

    private String device(Context where, int index) {
        return Devices.find(session, where, index).map(Link::name).orElse(String.valueOf(index));
    }

    private Optional<Place> place(int nsid) {
        if (places == null) {
            places = new HashMap<>();
            NamedSet.networks(session).names().forEach(this::add);
            number(session.host().net())
                    .ifPresent(
                            n -> places.put(n, new Place("host", session.host().net())));
        }
        return Optional.ofNullable(places.get(nsid));
    }

    private void add(String name) {
        try {
            NamedSet.networks(session)
                    .namespace(name)
                    .ifPresent(ns -> number(ns).ifPresent(n -> places.put(n, new Place(name, ns))));
        } catch (NamespaceException | SysException e) {
            // stale, or gone since it was listed
            return;
        }
    }

    /** The number that the context's namespace has for another; empty when it has none. */
    public Optional<Integer> number(Namespace other) {
        return session.kernel()
                .passing(
                        other,
                        fd -> Nsid.decode(Devices.rtnl(session, context).get(Nsids.get(fd))).id().stream()
                                .boxed()
                                .findFirst());
    }

    /** Whether a is one end of a pair in the context and b, in the other namespace, its other end. */
    public boolean joined(Link a, Context there, Link b) {
        boolean crossed = a.link().isPresent()
                && b.link().isPresent()
                && a.link().getAsInt() == b.index()
                && b.link().getAsInt() == a.index();
        if (!crossed || !a.isPairEnd() || !b.kind().equals(a.kind())) {
            return false;
        }
        boolean same = context.net().equals(there.net());
        return a.linkNetnsId().isEmpty()
                ? same
                : !same
                        && number(there.net())
                                .equals(Optional.of(a.linkNetnsId().getAsInt()));
    }
}
