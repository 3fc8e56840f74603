package nsx.dsl.verb.network;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.link.Departing;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.op.link.LinkCreation;
import nsx.dsl.scope.LinkScope;
import nsx.dsl.scope.PairPlan;
import nsx.dsl.scope.PairScope;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.link.KindOptions;
import nsx.dsl.value.link.LinkPair;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.value.link.Peers;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.netlink.Attributes;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;

/**
 * Ensures a pair of devices of a kind.
 *
 * @param options the kind's options by script name
 * @param wanted the other wishes of a script for the ends
 */
record Pairing(
        Session session, Kind kind, Map<String, Object> options, BiFunction<Endpoint, Endpoint, PairScope> wanted) {
    /** A pair of a kind with the kernel's defaults: no options and no properties. */
    static Pairing plain(Session session, Kind kind) {
        return new Pairing(
                session,
                kind,
                Map.of(),
                (a, b) -> new PairScope(session, kind, a, b, LinkScope.properties(kind), Map.of()));
    }

    /** The pair of these two ends, created if the first one is missing. */
    LinkPair ensure(Endpoint a, Endpoint b) {
        create(a, b);
        return new LinkPair(() -> end(a.context(), a.device()), () -> end(b.context(), b.device()));
    }

    private List<Operation> lacking(Endpoint a, Endpoint b, Attributes data, PairScope scope) {
        Optional<Link> first = Devices.find(session.here(a.context()), a.device());
        first.ifPresent(link -> check(a, link, b));
        return first.map(link -> differences(a.context(), link))
                .orElseGet(() -> List.of(LinkCreation.pair(
                        session, kind, a, b, data, PairScope.firstIndex(scope), PairScope.secondIndex(scope))));
    }

    /** Checks that both ends exist and belong together. */
    private void check(Endpoint a, Link first, Endpoint b) {
        Optional<Link> second = Devices.find(session.here(b.context()), b.device());
        boolean joined = second.filter(s -> Peers.of(session.here(a.context())).joined(first, b.context(), s))
                .isPresent();
        if (!joined || !first.kind().equals(kind.kernelName())) {
            throw refused(a, first, b);
        }
    }

    private List<Operation> differences(Context context, Link first) {
        return new KindOptions(session.here(context), kind).differences(first, options);
    }

    /**
     * Creates the pair. The kernel reports if the other end's name is in use; a check in advance would only cost a
     * visit.
     */
    private void create(Endpoint a, Endpoint b) {
        if (a.context().net().equals(b.context().net()) && a.device().equals(b.device())) {
            throw new NsxException("cannot make " + kind + " " + a + " and " + b)
                    .because("the two ends need different names")
                    .at(a.device());
        }
        Attributes data = new KindOptions(session.here(a.context()), kind).data(options);
        LinkName.check(a.device());
        LinkName.check(b.device());
        PairScope scope = wanted.apply(a, b);
        if (a.context().net().equals(b.context().net())
                && PairScope.firstIndex(scope).isPresent()
                && PairScope.firstIndex(scope).equals(PairScope.secondIndex(scope))) {
            throw new NsxException("cannot make " + kind + " " + a + " and " + b)
                    .because("the two ends need different indexes")
                    .at(PairScope.firstIndex(scope).getAsInt())
                    .hint("say it of one end: " + kind + "('" + a.device() + "', '" + b.device() + "') { " + a.device()
                            + " { index " + PairScope.firstIndex(scope).getAsInt() + " } }");
        }
        try {
            ensure(a, b, data, scope);
        } catch (NsxException e) {
            if (!hasGone(a) & !hasGone(b)) {
                throw inUse(a, b, e);
            }
            ensure(a, b, data, scope);
        }
    }

    private boolean hasGone(Endpoint end) {
        return Departing.hasGone(session.here(end.context()), end.device());
    }

    private void ensure(Endpoint a, Endpoint b, Attributes data, PairScope scope) {
        Map<Operation, StackTraceElement> written = new IdentityHashMap<>();
        session.ensure(
                () -> {
                    List<Operation> all = new ArrayList<>(lacking(a, b, data, scope));
                    all.addAll(new PairPlan(session, kind, scope).operations(written));
                    return all;
                },
                written);
    }

    /** The refusal of the kernel, or that the other end's name is in use. */
    private NsxException inUse(Endpoint a, Endpoint b, NsxException refusal) {
        return refusal.getCause() == null
                ? refusal
                : Devices.find(session.here(b.context()), b.device())
                        .map(found -> refused(b, found, a))
                        .orElse(refusal);
    }

    private LinkValue end(Context context, String device) {
        Here there = session.here(context);
        return new LinkValue(there, Devices.get(there, device));
    }

    private NsxException refused(Endpoint here, Link found, Endpoint other) {
        String peer = new LinkValue(session.here(here.context()), found).getPeer();
        return new NsxException("cannot make " + kind + " " + here + " and " + other)
                .because(here + " exists and "
                        + (found.kind().equals(kind.kernelName())
                                ? "its other end is " + peer
                                : "is " + (found.kind().isEmpty() ? "not a " : "a " + found.kind() + ", not a ")
                                        + kind))
                .at(here.device());
    }

    /** The pair between the two namespaces, or a new one with the first free names eth0, eth1, … */
    LinkPair between(NamespaceValue a, NamespaceValue b) {
        Peers peers = Peers.of(session.here(a.context()));
        List<Link> there = Devices.all(session.here(b.context()));
        for (Link link : Devices.all(session.here(a.context()))) {
            Optional<Link> joined = there.stream()
                    .filter(l -> l.kind().equals(kind.kernelName()) && peers.joined(link, b.context(), l))
                    .findFirst();
            if (joined.isPresent()) {
                Endpoint first = new Endpoint(a.context(), a.name(), link.name());
                Endpoint second =
                        new Endpoint(b.context(), b.name(), joined.get().name());
                return ensure(first, second);
            }
        }
        String first = free(a.context(), Map.of());
        Map<String, Boolean> taken = a.equals(b) ? Map.of(first, true) : Map.of();
        return ensure(
                new Endpoint(a.context(), a.name(), first),
                new Endpoint(b.context(), b.name(), free(b.context(), taken)));
    }

    private String free(Context context, Map<String, Boolean> taken) {
        List<String> names =
                Devices.all(session.here(context)).stream().map(Link::name).toList();
        int n = 0;
        while (names.contains("eth" + n) || taken.containsKey("eth" + n)) {
            n++;
        }
        return "eth" + n;
    }
}
