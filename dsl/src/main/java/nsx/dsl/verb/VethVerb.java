package nsx.dsl.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Reader;
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
    private static final Parameter<Object> A =
            Parameter.required("a", Reader.any(Type.ENDPOINT), "DEV, NS:DEV, or a network namespace");
    private static final Parameter<Object> B =
            Parameter.required("b", Reader.any(Type.ENDPOINT), "the other end, in the same form");
    private static final Parameter<String> ENDS =
            Parameter.anyNamed(Reader.text(), "instead of the two: two namespaces by name and the device in each");

    public VethVerb() {
        super(Entry.of("veth", "ensure a pair of connected Ethernet devices, each in its namespace", Theme.NETWORK)
                .takes(A, B, ENDS)
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
        Object first = call.find(A).orElse(null);
        Object second = call.find(B).orElse(null);
        if (first instanceof NamespaceValue a && second instanceof NamespaceValue b) {
            return between(session, a, b);
        }
        Stream.of(first, second)
                .filter(NamespaceValue.class::isInstance)
                .findFirst()
                .ifPresent(ns -> {
                    throw new NsxException("veth joins two devices or two namespaces")
                            .because(Texts.of(ns) + " is a namespace and the other end is a device")
                            .hint("say which device in it: '" + Texts.of(ns) + ":eth0'");
                });
        return first != null && second != null && call.arguments().options().isEmpty()
                ? ensure(session, Endpoint.parse(session, Texts.of(first)), Endpoint.parse(session, Texts.of(second)))
                : byNamespace(call);
    }

    private static VethPair byNamespace(Call call) {
        Map<String, String> given = call.arguments().others(ENDS);
        if (given.size() != 2 || call.size() != 0) {
            throw new NsxException("veth joins two devices").hint("veth a: 'veth1', b: 'veth2'");
        }
        List<Endpoint> ends = given.entrySet().stream()
                .map(e -> Endpoint.in(call.session(), e.getKey(), e.getValue()))
                .toList();
        return ensure(call.session(), ends.get(0), ends.get(1));
    }

    private static VethPair ensure(Session session, Endpoint a, Endpoint b) {
        Optional<Link> first = Devices.find(session, a.context(), a.device());
        if (first.isPresent()) {
            check(session, a, first.get(), b);
        } else {
            create(session, a, b);
        }
        return new VethPair(() -> end(session, a.context(), a.device()), () -> end(session, b.context(), b.device()));
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
            session.change(List.of(LinkCreation.pair(session, a, b)));
        } catch (NsxException e) {
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
