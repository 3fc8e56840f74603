package nsx.dsl.probe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.dsl.session.Session;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.value.traffic.ProbeResult;
import nsx.dsl.why.Destination;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.why.NetState;
import nsx.dsl.why.Walk;
import nsx.dsl.why.World.Place;
import nsx.netlink.Ip;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.trace.Shot;
import nsx.trace.Watch;
import nsx.trace.Watch.Seen;

/**
 * Sends one packet, and puts what the kernel did with it beside what {@code why} foretells.
 *
 * @param from where it starts
 * @param protocol its number in IP
 * @param port 0 for an echo
 */
public record Probing(Session session, Context from, Destination to, int protocol, int port, Duration timeout) {
    /** Namespaces that are watched: those that were foretold, and the nearest of the others. */
    private static final int MOST = 24;

    /** Does it. */
    public ProbeResult run(LiveWorld world) {
        return run(world, Walk.of(world, to.address(), to.by(), protocol, port).diagnosis());
    }

    /** A diagnosis whose verdict is unknown, with what becomes of a real packet as its last step. */
    public Diagnosis judge(LiveWorld world, Diagnosis said) {
        ProbeResult result = run(world, said);
        boolean known = !result.getVerdict().equals("unknown");
        String outcome = result.isOk()
                ? result.getAnswer() + " after " + result.getRtt().toNanos() / 1000 + " µs"
                : result.getReason();
        List<Diagnosis.Step> steps = new ArrayList<>(said.getSteps());
        steps.add(new Diagnosis.Step(world.origin().name(), "probe", outcome, result.isOk() || !known));
        return new Diagnosis(
                steps, known && !result.isOk() ? outcome : null, null, known ? List.of() : said.getUnseen());
    }

    private ProbeResult run(LiveWorld world, Diagnosis said) {
        Map<String, NetState> nets = near(world);
        Map<String, Namespace> where = new LinkedHashMap<>();
        nets.forEach((name, net) -> where.put(name, world.context(net).net()));
        Shot.Target target = new Shot.Target(to.scoped(), protocol, port);
        Seen seen = session.kernel()
                .probe(from, "the result of probe " + Ip.text(to.address()), () -> Watch.run(target, where, timeout));
        return new Findings(world, nets, target, seen, said, timeout).result();
    }

    /** The namespaces that the walk came to, and those to which cables lead from there. */
    private Map<String, NetState> near(LiveWorld world) {
        Map<String, NetState> nets = new LinkedHashMap<>();
        Deque<NetState> next = new ArrayDeque<>();
        next.add(world.origin());
        next.addAll(world.seen());
        Set<String> done = new HashSet<>();
        while (!next.isEmpty() && nets.size() < MOST) {
            NetState net = next.remove();
            if (done.add(net.name())) {
                nets.put(net.name(), net);
                next.addAll(peers(world, net));
            }
        }
        return nets;
    }

    private static List<NetState> peers(LiveWorld world, NetState net) {
        List<NetState> all = new ArrayList<>();
        net.links().stream()
                .filter(l -> l.isPairEnd() && l.linkNetnsId().isPresent())
                .forEach(l -> world.peer(new Place(net, l)).map(Place::net).ifPresent(all::add));
        return all;
    }
}
