package nsx.dsl.verb.traffic;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.socket.Services;
import nsx.dsl.value.traffic.TraceResult;
import nsx.dsl.value.traffic.TraceResult.Row;
import nsx.dsl.value.traffic.Whose;
import nsx.dsl.why.Destination;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.hops.Trace;
import nsx.hops.Trace.Plan;
import nsx.hops.Trace.Protocol;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.rtnl.Link;
import nsx.rtnl.Route;
import nsx.rtnl.Routes;
import nsx.sys.SysException;

/** {@code trace '10.0.0.9'}: finds the routers on the way from the current network namespace, without a program. */
public final class TraceVerb extends Verb {
    private static final int WEB = 80;
    /** The assumed MTU of a device that is not visible. */
    private static final int ETHERNET = 1500;
    /** The first port that traceroute(8) uses. */
    private static final int UNUSED = 33434;

    private static final Parameter<String> PROTO =
            Parameter.choice("proto", "what is sent", "icmp", "udp", "tcp").otherwise("icmp");
    private static final Parameter<Integer> PORT = Parameter.named(
                    "port", Services.port(), "the destination port of UDP and TCP")
            .usually("33434 for UDP, 80 for TCP");
    private static final Parameter<Integer> HOPS = Parameter.named(
                    "hops", Reader.integer(1, 255), "most routers to ask")
            .otherwise(30);
    private static final Parameter<Integer> TRIES = Parameter.named(
                    "tries", Reader.integer(1, 10), "how often each router is asked until it answers")
            .otherwise(2);

    public TraceVerb() {
        super(Entry.of(
                        "trace",
                        "the routers on the way to an address, with the path MTU; five in a row that do not answer end it",
                        Theme.NETWORK)
                .takes(PingVerb.ADDRESS, PROTO, PORT, HOPS, TRIES, PingVerb.TIMEOUT)
                .example("the way to this host itself", "lo.up()\nassert trace('127.0.0.1')*.outcome == ['reached']")
                .related("ping", "why", "probe", "route.get")
                .peer("tracepath -n 10.0.0.9")
                .asks()
                .answers(TraceResult.class));
    }

    @Override
    public Object run(Call call) {
        Destination to = PingVerb.destination(call, call.get(PingVerb.ADDRESS));
        String target = Ip.text(to.address());
        Protocol protocol = Protocol.valueOf(call.get(PROTO).toUpperCase(Locale.ROOT));
        if (protocol == Protocol.ICMP && call.has(PORT)) {
            throw call.wrong(PORT, "ICMP has no ports: say proto: 'udp' or proto: 'tcp'");
        }
        try {
            Plan plan = new Plan(
                    to.scoped(),
                    protocol,
                    call.find(PORT).orElse(protocol == Protocol.TCP ? WEB : UNUSED),
                    call.get(HOPS),
                    call.get(TRIES),
                    call.get(PingVerb.TIMEOUT),
                    mtu(call, to));
            return trace(call, target, plan);
        } catch (SysException e) {
            throw Failure.explain("cannot trace " + target, e).at(target);
        }
    }

    private TraceResult trace(Call call, String target, Plan plan) {
        Whose whose = Whose.of(call.session(), call.context());
        LiveRows<Row> rows = new LiveRows<>(call, name());
        call.session()
                .kernel()
                .probe(
                        call.context(),
                        "the result of trace " + target,
                        () -> Trace.run(plan, hop -> rows.add(Row.of(hop, whose))));
        TraceResult result = new TraceResult(target, rows.rows());
        return rows.end(result);
    }

    /** The MTU of the outgoing device. */
    private static int mtu(Call call, Destination to) {
        try {
            InetAddress address = to.address();
            OptionalInt by = to.by().map(l -> OptionalInt.of(l.index())).orElse(OptionalInt.empty());
            Route route = Route.decode(Devices.rtnl(call.here()).get(Routes.get(address, Optional.empty(), by, false)));
            return Devices.all(call.here()).stream()
                    .filter(l -> route.dev().equals(OptionalInt.of(l.index())))
                    .mapToInt(Link::mtu)
                    .findFirst()
                    .orElse(ETHERNET);
        } catch (NetlinkException e) {
            String target = Ip.text(to.address());
            throw Failure.explain("cannot trace " + target, e).at(target);
        }
    }
}
