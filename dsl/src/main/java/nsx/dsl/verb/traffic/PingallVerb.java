package nsx.dsl.verb.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.traffic.PingMatrix;
import nsx.dsl.value.traffic.PingMatrix.Cell;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.icmp.Ping;
import nsx.netlink.Ip;
import nsx.ns.Concurrently;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.sys.SysException;

/** {@code pingall()}: every named network namespace to every address of every other. */
public final class PingallVerb extends Verb {
    /** Visits at a time: each is a thread, a socket and a few more descriptors. */
    private static final int TOGETHER = 16;
    /** A device loses packets in its first moment: its queue starts shortly after its carrier (net/core/link_watch.c). */
    private static final Parameter<Integer> COUNT = Parameter.named(
                    "count", Reader.integer(1, 65535), "most requests to each address; the first reply ends them")
            .otherwise(2);

    public PingallVerb() {
        super(Entry.of(
                        "pingall",
                        "ping from every named network namespace to every address of every other; the result is a matrix",
                        Theme.NETWORK)
                .takes(COUNT, PingVerb.TIMEOUT)
                .example(
                        "two that reach each other",
                        "netns 'a'\nnetns 'b'\nveth 'a:x', 'b:y'\n"
                                + "netns('a') { address '10.0.0.1/24', dev: 'x'; x.up() }\n"
                                + "netns('b') { address '10.0.0.2/24', dev: 'y'; y.up() }\n" + "assert pingall().ok")
                .related("ping", "netns")
                .asks()
                .answers(PingMatrix.class));
    }

    private record Network(String name, Context context, List<Target> targets) {}

    private record Target(String device, Address address) {}

    @Override
    @SuppressWarnings("try")
    public Object run(Call call) {
        int count = call.get(COUNT);
        Duration timeout = call.get(PingVerb.TIMEOUT);
        List<Network> networks = networks(call.session());
        List<Callable<Cell>> questions = new ArrayList<>();
        for (Network from : networks) {
            for (Network to : networks) {
                if (from != to) {
                    to.targets.forEach(t -> questions.add(() -> ask(call.session(), from, to, t, count, timeout)));
                }
            }
        }
        AtomicInteger answered = new AtomicInteger();
        List<Callable<Cell>> counted = questions.stream()
                .<Callable<Cell>>map(question -> () -> {
                    Cell cell = question.call();
                    answered.incrementAndGet();
                    return cell;
                })
                .toList();
        try (Progress told = call.session()
                .answers()
                .progress(() -> "pingall: " + answered.get() + " of " + counted.size() + " addresses asked")) {
            return new PingMatrix(Concurrently.run(TOGETHER, counted));
        } catch (CancellationException e) {
            throw new NsxException("pingall was interrupted", e);
        }
    }

    /** The named namespaces and their addresses; a name on which nothing is mounted is not a namespace. */
    private static List<Network> networks(Session session) {
        List<Network> networks = new ArrayList<>();
        for (String name : NamedSet.networks(session).names()) {
            try {
                NamedSet.networks(session).namespace(name).ifPresent(n -> networks.add(network(session, name, n)));
            } catch (NamespaceException e) {
                continue;
            }
        }
        return networks;
    }

    private static Network network(Session session, String name, Namespace namespace) {
        Here there = session.here(session.context().with(namespace));
        List<Integer> loopbacks = Devices.all(there).stream()
                .filter(l -> l.flags().loopback())
                .map(Link::index)
                .toList();
        DeviceNames names = DeviceNames.of(there);
        // a link-local address means nothing without the device to ask by
        List<Target> targets = Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> AddressOperations.all(there, f).stream())
                .filter(a ->
                        !loopbacks.contains(a.index()) && !a.prefix().address().isLinkLocalAddress())
                .map(a -> new Target(names.get(a.index()), a))
                .toList();
        return new Network(name, there.context(), targets);
    }

    private static Cell ask(Session session, Network from, Network to, Target target, int count, Duration timeout) {
        Address address = target.address;
        List<Ping.Echo> echoes = new ArrayList<>();
        String outcome = "no reply";
        for (int i = 0; i < count && !outcome.equals("reply"); i++) {
            try {
                Ping.Plan plan = new Ping.Plan(address.prefix().address(), 1, "", Duration.ZERO, timeout, 0);
                echoes.addAll(session.kernel().probe(from.context, "the result of pingall", () -> Ping.run(plan)));
                outcome = echoes.get(echoes.size() - 1).outcome();
            } catch (SysException e) {
                outcome = e.errno().text();
            }
        }
        Duration time = echoes.isEmpty() ? null : echoes.get(echoes.size() - 1).time();
        return new Cell(
                from.name, to.name, target.device, Ip.text(address.prefix().address()), outcome, time);
    }
}
