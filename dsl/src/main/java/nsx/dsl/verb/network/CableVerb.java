package nsx.dsl.verb.network;

import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.op.network.CableOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.link.LinkPair;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.rtnl.kind.Veth;

/**
 * {@code cable 'a:eth0', 'b:eth0', delay: 50.ms, loss: 2.percent}: a pair of devices with impairments in both
 * directions.
 */
public final class CableVerb extends Verb {
    private static final Parameter<String> A = Parameter.required("a", Reader.text(Type.ENDPOINT), "DEV or NS:DEV");
    private static final Parameter<String> B =
            Parameter.required("b", Reader.text(Type.ENDPOINT), "the other end, in the same form");

    public CableVerb() {
        super(Entry.of(
                        "cable",
                        "ensure a veth pair that delays, loses or slows packets, in each direction",
                        Theme.NETWORK)
                .takes(A, B)
                .takes(() -> CableOperations.OPTIONS)
                .example(
                        "a line far away",
                        "cable 'veth1', 'veth2', delay: 50.ms, loss: 2.percent, rate: 10.mbit",
                        "qdisc netem")
                .example("a slow line", "cable 'veth1', 'veth2', rate: 1.mbit", "qdisc tbf")
                .topics("bandwidth", "latency", "jitter", "packet loss")
                .related("veth", "qdisc", "flap", "partition")
                .answers(LinkPair.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        Endpoint a = Endpoint.parse(session, call.get(A));
        Endpoint b = Endpoint.parse(session, call.get(B));
        boolean there = Devices.find(session.here(a.context()), a.device()).isPresent();
        Pairing pairing = Pairing.plain(session, Veth.KIND);
        LinkPair pair = pairing.ensure(a, b);
        if (CableOperations.isGood(call.arguments())) {
            return pair;
        }
        try {
            worsen(session, a, b, call.arguments());
        } catch (NsxException e) {
            if (!there) {
                Here here = session.here(a.context());
                new LinkValue(here, Devices.get(here, a.device())).delete();
            }
            throw e;
        }
        return pair;
    }

    private static void worsen(Session session, Endpoint a, Endpoint b, Arguments given) {
        CableOperations first = new CableOperations(session.here(a.context()), a.device());
        CableOperations second = new CableOperations(session.here(b.context()), b.device());
        try {
            session.ensure(() -> both(first.netem(given), second.netem(given)));
        } catch (NsxException e) {
            if (!CableOperations.isLacking(e)) {
                throw e;
            }
            CableOperations.checkOtherMeans(given);
            session.ensure(() -> both(first.otherMeans(given, second), second.otherMeans(given, first)));
            session.notice(
                    "this kernel lacks netem: the cable's rate is a token bucket (tbf), its loss a rule of nftables");
        }
    }

    private static List<Operation> both(List<Operation> a, List<Operation> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }
}
