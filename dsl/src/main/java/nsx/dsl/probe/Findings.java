package nsx.dsl.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.probe.Leg.Fact;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.value.traffic.ProbeResult;
import nsx.dsl.value.traffic.ProbeResult.End;
import nsx.dsl.value.traffic.ProbeResult.Packet;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.why.NetState;
import nsx.netlink.Ip;
import nsx.trace.Shot;
import nsx.trace.Watch.Seen;

/** What is made of all that was seen. */
record Findings(
        LiveWorld world, Map<String, NetState> nets, Shot.Target target, Seen seen, Diagnosis said, Duration timeout) {
    ProbeResult result() {
        Journey journey = new Journey();
        journey.leg(world.origin().name(), false);
        Set<InetAddress> addresses = FilterSteps.addresses(seen.steps());
        addresses.add(target.to());
        seen.shot().source().ifPresent(addresses::add);
        new KernelSteps(world, nets, seen, addresses, journey).read();
        new FilterSteps(nets, seen.shot().sample(), journey, !seen.events().isEmpty()).read(seen.steps());
        seen.refused()
                .ifPresent(errno -> journey.leg(world.origin().name(), false)
                        .add(Stage.END, Fact.stop(world.origin().name(), "not sent: " + errno.text())));
        journey.legs().forEach(Leg::tidy);
        Foretold foretold = Foretold.of(said, List.copyOf(nets.keySet()));
        if (seen.events().isEmpty()) {
            journey.order(foretold.journey());
        }
        End end = end(journey);
        boolean answered = end.verdict().equals("ok");
        return new ProbeResult(
                packet(), end, new ForecastComparison(journey, foretold, answered).rows(), seen.missing());
    }

    private Packet packet() {
        return new Packet(
                target.word(),
                seen.shot().source().map(Ip::text).orElse(null),
                seen.shot().sample().number(),
                Ip.text(target.to()),
                target.port());
    }

    private End end(Journey journey) {
        boolean sent = seen.refused().isEmpty();
        Optional<Shot.Outcome> outcome = seen.outcome();
        if (outcome.filter(Shot.Outcome::answered).isPresent()) {
            return new End("ok", null, sent, outcome.get().text(), outcome.get().time());
        }
        Optional<String> stopped = stopped(journey);
        String answer = outcome.map(Findings::text).orElse(null);
        Duration rtt = outcome.map(Shot.Outcome::time).orElse(null);
        boolean arrived = target.protocol() == Shot.UDP
                && stopped.isEmpty()
                && outcome.isEmpty()
                && journey.legs().stream().anyMatch(l -> !l.back() && l.has(Stage.END));
        if (arrived) {
            return new End("unknown", "it was delivered, and nobody needs to answer a datagram", sent, null, null);
        }
        String silent = answer == null ? "no answer within " + timeout.toMillis() + " ms" + last(journey) : answer;
        return new End("broken", stopped.orElse(silent), sent, answer, rtt);
    }

    private static String text(Shot.Outcome outcome) {
        return outcome.text() + outcome.from().map(a -> ", says " + Ip.text(a)).orElse("");
    }

    private static Optional<String> stopped(Journey journey) {
        List<Leg> ended =
                journey.legs().stream().filter(leg -> leg.stop().isPresent()).toList();
        return ended.stream()
                .filter(Leg::stopsAtHook)
                .findFirst()
                .or(() -> ended.stream().reduce((before, last) -> last))
                .map(leg -> leg.net() + ": " + leg.stop().get().text());
    }

    private static String last(Journey journey) {
        List<Leg> legs = journey.legs();
        Leg last = legs.get(legs.size() - 1);
        String what = last.back() ? "; the answer was last seen in " : "; last seen in ";
        String asks = last.at(Stage.NEIGHBOUR).stream()
                .filter(f -> f.waits())
                .map(f -> ", which " + f.text())
                .findFirst()
                .orElse("");
        return what + last.net() + asks;
    }
}
