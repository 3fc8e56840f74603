package nsx.dsl.verb.traffic;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.arp.AddressQuery;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.traffic.ArpingResult;
import nsx.dsl.value.traffic.ArpingResult.Row;
import nsx.dsl.value.traffic.Whose;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Route;
import nsx.rtnl.Routes;
import nsx.sys.SysException;

/** {@code arping '10.0.0.12', dev: 'eth0'}: asks who has an address on a link, without a program. */
public final class ArpingVerb extends Verb {
    private static final Parameter<InetAddress> ADDRESS =
            Parameter.required("address", Reader.address(), "the address to ask for, IPv4 or IPv6");
    private static final Parameter<String> DEV = Parameter.named(
                    "dev", Reader.device(), "the device on whose cable to ask")
            .usually("the one by which the address is reached directly");
    private static final Parameter<Integer> COUNT = Parameter.named(
                    "count", Reader.integer(1, 65535), "number of requests")
            .otherwise(2);
    private static final Parameter<Duration> INTERVAL = Parameter.named(
                    "interval", Reader.duration("500.ms"), "time to listen for answers after each request")
            .otherwise(Duration.ofMillis(500));

    public ArpingVerb() {
        super(Entry.of(
                        "arping",
                        "who has an address on a cable, with the hardware address; more than one is said",
                        Theme.NETWORK)
                .takes(ADDRESS, DEV, COUNT, INTERVAL)
                .example(
                        "who has it",
                        "netns 'b'\nveth 'x', 'b:y'\nx.address '10.0.0.1/24'\nx.up()\n"
                                + "netns('b') { address '10.0.0.2/24', dev: 'y'; y.up() }\n"
                                + "assert arping('10.0.0.2').macs.size() == 1")
                .related("neighbours", "ping", "why")
                .peer("arping -c 2 -I eth0 10.0.0.12")
                .asks()
                .answers(ArpingResult.class));
    }

    @Override
    public Object run(Call call) {
        InetAddress target = call.get(ADDRESS);
        String text = Ip.text(target);
        Link link = call.find(DEV).map(d -> Devices.get(call.here(), d)).orElseGet(() -> direct(call, target));
        byte[] mac = link.mac()
                .filter(m -> m.length() == 17 && !link.flags().loopback())
                .map(m -> HexFormat.ofDelimiter(":").parseHex(m))
                .orElseThrow(() -> new NsxException("cannot ask for " + text + " on " + link.name())
                        .because("the device has no hardware address of Ethernet")
                        .exit(ExitCode.FAILED)
                        .at(link.name()));
        if (!link.up()) {
            throw new NsxException("cannot ask for " + text + " on " + link.name())
                    .because("the device is down")
                    .at(link.name())
                    .hint("link('" + link.name() + "').up()");
        }
        AddressQuery.Plan plan = new AddressQuery.Plan(
                target, link.index(), link.name(), mac, from(call, link, target), call.get(COUNT), call.get(INTERVAL));
        try {
            return ask(call, plan, text);
        } catch (SysException e) {
            throw Failure.explain("cannot ask for " + text + " on " + link.name(), e)
                    .at(text);
        }
    }

    private ArpingResult ask(Call call, AddressQuery.Plan plan, String text) {
        Whose whose = Whose.of(call.session(), call.context());
        LiveRows<Row> rows = new LiveRows<>(call, name());
        call.session()
                .kernel()
                .probe(
                        call.context(),
                        "the result of arping " + text,
                        () -> AddressQuery.run(plan, answer -> rows.add(Row.of(answer, whose))));
        ArpingResult result = new ArpingResult(text, plan.name(), plan.count(), rows.rows());
        return rows.end(result);
    }

    /** The device that reaches an address without a router. */
    private static Link direct(Call call, InetAddress target) {
        String text = Ip.text(target);
        try {
            Route route = Route.decode(
                    Devices.rtnl(call.here()).get(Routes.get(target, Optional.empty(), OptionalInt.empty(), false)));
            Optional<Link> link = Devices.all(call.here()).stream()
                    .filter(l -> route.via().isEmpty() && route.dev().equals(OptionalInt.of(l.index())))
                    .findFirst();
            return link.orElseThrow(() -> new NsxException("a router is on the way to " + text)
                    .at(text)
                    .hint("only hosts on the same cable can be asked: say which with dev:"));
        } catch (NetlinkException e) {
            throw Failure.explain("there is no route to " + text, e).at(text).hint("say on which cable to ask: dev:");
        }
    }

    /** The source address of the request: one of the device's in the same network. */
    private static Optional<InetAddress> from(Call call, Link link, InetAddress target) {
        return AddressOperations.all(call.here(), Family.of(target)).stream()
                .filter(a -> a.index() == link.index())
                .map(Address::prefix)
                .filter(p -> p.contains(target))
                .map(p -> p.address())
                .findFirst();
    }
}
