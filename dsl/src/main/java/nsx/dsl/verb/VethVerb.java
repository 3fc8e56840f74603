package nsx.dsl.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Texts;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.LinkCreation;
import nsx.dsl.value.Endpoint;
import nsx.dsl.value.LinkValue;
import nsx.dsl.value.NamespaceValue;
import nsx.dsl.value.Peers;
import nsx.dsl.value.VethPair;
import nsx.ns.Context;
import nsx.rtnl.Link;

/** {@code veth 'a', 'NS:b'}: a pair of devices, made where its ends belong. */
public final class VethVerb extends Verb {
    public VethVerb() {
        super(Entry.of("veth", "ensure a pair of connected Ethernet devices, each in its namespace", Theme.NETWORK)
                .takes(
                        Parameter.required("a", Type.ENDPOINT, "DEV, NS:DEV, or a network namespace"),
                        Parameter.required("b", Type.ENDPOINT, "the other end, in the same form"),
                        Parameter.anyNamed(
                                Type.TEXT, "instead of the two: two namespaces by name and the device in each"))
                .example("both ends here", "veth 'veth1', 'br-veth1'")
                .example("one end in a namespace", "netns 'a'\nveth 'a:veth1', 'br-veth1'")
                .example("by namespace", "netns 'mynetns'\nveth mynetns: 'veth1', host: 'br-veth1'")
                .example("eth0 in one to eth0 in the other", "veth(netns('a'), netns('b'))")
                .related("bridge", "links", "netns")
                .answers(VethPair.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        if (call.size() == 2 && call.at(0) instanceof NamespaceValue a && call.at(1) instanceof NamespaceValue b) {
            return between(session, a, b);
        }
        call.positional().stream()
                .filter(NamespaceValue.class::isInstance)
                .findFirst()
                .ifPresent(ns -> {
                    throw new NsxException("veth joins two devices or two namespaces")
                            .because(Texts.of(ns) + " is a namespace and the other end is a device")
                            .hint("say which device in it: '" + Texts.of(ns) + ":eth0'");
                });
        return call.named().isEmpty()
                ? ensure(session, Endpoint.parse(session, call.text(0)), Endpoint.parse(session, call.text(1)))
                : byNamespace(call);
    }

    private static VethPair byNamespace(Call call) {
        if (call.named().size() != 2 || call.size() != 0) {
            throw new NsxException("veth joins two devices").hint("veth a: 'veth1', b: 'veth2'");
        }
        List<Endpoint> ends = call.named().entrySet().stream()
                .map(e -> Endpoint.in(call.session(), e.getKey(), Texts.of(e.getValue())))
                .toList();
        return ensure(call.session(), ends.get(0), ends.get(1));
    }

    private static VethPair ensure(Session session, Endpoint a, Endpoint b) {
        create(session, a, b);
        return new VethPair(() -> end(session, a.context(), a.device()), () -> end(session, b.context(), b.device()));
    }

    private static List<Operation> lacking(Session session, Endpoint a, Endpoint b) {
        Optional<Link> first = Devices.find(session, a.context(), a.device());
        first.ifPresent(link -> check(session, a, link, b));
        return first.isPresent() ? List.of() : List.of(LinkCreation.pair(session, a, b));
    }

    /** Both are there and joined, or it is an error. */
    private static void check(Session session, Endpoint a, Link first, Endpoint b) {
        Optional<Link> second = Devices.find(session, b.context(), b.device());
        if (second.filter(s -> Peers.of(session, a.context()).joined(first, b.context(), s))
                .isEmpty()) {
            throw refused(session, a, first, b);
        }
    }

    /** Whether the other end's name is taken is the kernel's to say: to look would be a visit for nothing. */
    private static void create(Session session, Endpoint a, Endpoint b) {
        if (a.context().net().equals(b.context().net()) && a.device().equals(b.device())) {
            throw new NsxException("cannot make veth " + a + " and " + b)
                    .because("the two ends need two names")
                    .at(a.device());
        }
        try {
            session.ensure(() -> lacking(session, a, b));
        } catch (NsxException e) {
            if (e.getCause() == null) {
                throw e;
            }
            throw Devices.find(session, b.context(), b.device())
                    .map(found -> refused(session, b, found, a))
                    .orElse(e);
        }
    }

    private static LinkValue end(Session session, Context context, String device) {
        return new LinkValue(session, context, Devices.get(session, context, device));
    }

    private static NsxException refused(Session session, Endpoint here, Link found, Endpoint other) {
        String peer = new LinkValue(session, here.context(), found).getPeer();
        return new NsxException("cannot make veth " + here + " and " + other)
                .because(here + " exists and "
                        + (found.kind().equals("veth")
                                ? "its other end is " + peer
                                : "is " + (found.kind().isEmpty() ? "no veth" : "a " + found.kind() + ", not a veth")))
                .at(here.device());
    }

    /** The pair that joins the two, or a new one with the first free names eth0, eth1, … */
    private static VethPair between(Session session, NamespaceValue a, NamespaceValue b) {
        Peers peers = Peers.of(session, a.context());
        List<Link> there = Devices.all(session, b.context());
        for (Link link : Devices.all(session, a.context())) {
            Optional<Link> joined = there.stream()
                    .filter(l -> peers.joined(link, b.context(), l))
                    .findFirst();
            if (joined.isPresent()) {
                return new VethPair(
                        () -> new LinkValue(session, a.context(), link),
                        () -> new LinkValue(session, b.context(), joined.get()));
            }
        }
        String first = free(session, a.context(), Map.of());
        Map<String, Boolean> taken = a.equals(b) ? Map.of(first, true) : Map.of();
        return ensure(
                session,
                new Endpoint(a.context(), a.name(), first),
                new Endpoint(b.context(), b.name(), free(session, b.context(), taken)));
    }

    private static String free(Session session, Context context, Map<String, Boolean> taken) {
        List<String> names =
                Devices.all(session, context).stream().map(Link::name).toList();
        int n = 0;
        while (names.contains("eth" + n) || taken.containsKey("eth" + n)) {
            n++;
        }
        return "eth" + n;
    }
}
