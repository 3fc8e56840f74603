package nsx.dsl.verb.traffic;

import java.time.Duration;
import java.util.function.LongUnaryOperator;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.socket.Services;
import nsx.dsl.value.traffic.Ends;
import nsx.dsl.value.traffic.ThroughputResult;
import nsx.dsl.value.traffic.ThroughputResult.Row;
import nsx.dsl.why.Destination;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.ns.Context;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;
import nsx.talk.Flood;
import nsx.talk.Sink;

/**
 * {@code throughput 'b', seconds: 2}: measures the TCP throughput from the current network namespace, in bytes per
 * second.
 */
public final class ThroughputVerb extends Verb {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Parameter<Object> DESTINATION = Parameter.required(
            "destination",
            Reader.any(Type.DESTINATION),
            "a network namespace, a device as NS:DEV, or with port: any address or host");
    private static final Parameter<Duration> SECONDS =
            Parameter.named("seconds", Reader.duration("2"), "time to send for").otherwise(Duration.ofSeconds(2));
    private static final Parameter<Integer> PORT = Parameter.named(
                    "port", Services.port(), "the port of a listener that takes everything, such as that of listen")
            .usually("one that nsx opens in the destination's namespace");

    public ThroughputVerb() {
        super(Entry.of(
                        "throughput",
                        "how many bytes a second TCP carries to another network namespace, or to a listener",
                        Theme.NETWORK)
                .takes(DESTINATION, SECONDS, PORT)
                .example(
                        "between two namespaces",
                        "netns 'b'\nveth 'x', 'b:y'\nx.address '10.0.0.1/24'\nx.up()\n"
                                + "netns('b') { address '10.0.0.2/24', dev: 'y'; y.up() }\n"
                                + "assert throughput('b', seconds: 0.2).ok")
                .topics("bandwidth", "speed")
                .related("ping", "listen", "qdisc")
                .peer("iperf3 -c 10.0.0.2 -t 2")
                .asks()
                .answers(ThroughputResult.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        String text = Texts.of(call.get(DESTINATION));
        Destination to;
        try (LiveWorld world = new LiveWorld(session, call.context())) {
            to = Destination.of(session, world, call.context(), text);
        } catch (NetlinkException | NamespaceException | SysException e) {
            throw Failure.explain("cannot find " + text, e).at(text);
        }
        try {
            return call.find(PORT)
                    .map(port -> measure(call, to, port, LongUnaryOperator.identity()))
                    .orElseGet(() -> between(call, to, text));
        } catch (SysException e) {
            throw Failure.explain("cannot measure the way to " + text, e).at(text);
        }
    }

    /** Measures and also opens the other end. */
    private ThroughputResult between(Call call, Destination to, String text) {
        Context there = there(call.session(), text);
        String what = "the throughput to " + text;
        try (Sink sink = call.session().kernel().probe(there, what, () -> Sink.open(to.address()))) {
            return measure(call, to, sink.port(), acknowledged -> sink.bytes());
        }
    }

    private static Context there(Session session, String text) {
        String name = text.indexOf(':') < 0 ? text : text.substring(0, text.indexOf(':'));
        if (NamedSet.networks(session).namespace(name).isEmpty() && !name.equals("host")) {
            throw new NsxException("nobody takes what is sent to " + text)
                    .at(text)
                    .hint("name a network namespace, or say the port: of a listener there");
        }
        return Destination.context(session, name);
    }

    private ThroughputResult measure(Call call, Destination to, int port, LongUnaryOperator arrived) {
        LiveRows<Row> rows = new LiveRows<>(call, name());
        String remote = Ends.text(to.address(), port);
        Flood.Plan plan = new Flood.Plan(to.scoped(), port, call.get(SECONDS), TIMEOUT, arrived);
        Flood.Outcome outcome = call.session()
                .kernel()
                .probe(
                        call.context(),
                        "the throughput to " + remote,
                        () -> Flood.run(plan, part -> rows.add(Row.of(part))));
        ThroughputResult result = new ThroughputResult(remote, outcome, rows.rows());
        return rows.end(result);
    }
}
