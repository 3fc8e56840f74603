package nsx.dsl.verb.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import nsx.dsl.error.NsxException;
import nsx.dsl.remote.Hosts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.traffic.PingMatrix;
import nsx.dsl.value.traffic.PingMatrix.Cell;
import nsx.dsl.verb.traffic.PingPart.Outcome;
import nsx.dsl.verb.traffic.PingPart.Target;
import nsx.dsl.verb.traffic.Pinging.Asking;
import nsx.dsl.verb.traffic.Pinging.Named;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.ns.Concurrently;

/**
 * {@code pingall()}: pings every address of every other namespace from every named network namespace, on all declared
 * hosts.
 */
public final class PingallVerb extends Verb {
    /**
     * The number of requests, more than one because a device loses packets at first: its queue starts shortly after
     * its carrier (net/core/link_watch.c).
     */
    private static final Parameter<Integer> COUNT = Parameter.named(
                    "count", Reader.integer(1, 65535), "most requests to each address; the first reply ends them")
            .otherwise(2);

    public PingallVerb() {
        super(Entry.of(
                        "pingall",
                        "ping from every named network namespace to every address of every other, on all declared hosts; the result is a matrix",
                        Theme.NETWORK)
                .takes(COUNT, PingVerb.TIMEOUT)
                .example(
                        "two that reach each other",
                        "netns 'a'\nnetns 'b'\nveth 'a:x', 'b:y'\n"
                                + "netns('a') { address '10.0.0.1/24', dev: 'x'; x.up() }\n"
                                + "netns('b') { address '10.0.0.2/24', dev: 'y'; y.up() }\n" + "assert pingall().ok")
                .related("ping", "netns", "hosts")
                .asks()
                .answers(PingMatrix.class));
    }

    @Override
    @SuppressWarnings("try")
    public Object run(Call call) {
        List<Pinging> hosts = hosts(call.session());
        try {
            // only this thread knows the notes of a plan
            List<Named> networks = new ArrayList<>(hosts.get(0).networks());
            together(hosts.subList(1, hosts.size()), Pinging::networks).forEach(networks::addAll);
            List<Planned> planned = planned(networks);
            AtomicInteger answered = new AtomicInteger();
            try (Progress told = call.session()
                    .answers()
                    .progress(() -> "pingall: " + answered.get() + " of " + planned.size() + " addresses asked")) {
                Asking asking = new Asking(call.get(COUNT), call.get(PingVerb.TIMEOUT), answered::addAndGet);
                Map<Planned, Cell> cells = new HashMap<>();
                together(hosts, host -> cells(host, planned, asking)).forEach(cells::putAll);
                return new PingMatrix(planned.stream().map(cells::get).toList());
            }
        } catch (CancellationException e) {
            throw new NsxException("pingall was interrupted", e);
        }
    }

    /** A ping to an address of a namespace. */
    private record Planned(Named from, Named to, Target target) {}

    /** This machine first, then all declared hosts. */
    private static List<Pinging> hosts(Session session) {
        List<Pinging> all = new ArrayList<>();
        all.add(new HerePinging(new PingPart(session)));
        Hosts hosts = Hosts.of(session);
        if (!hosts.all().isEmpty()) {
            Hosts.checkUnplanned(session);
        }
        all.addAll(together(
                hosts.all(), host -> new FarPinging(host.name(), hosts.service(session, host, PingPart.NAME)::ask)));
        return all;
    }

    /** Asks all hosts concurrently. */
    private static <H, T> List<T> together(List<H> hosts, Function<H, T> asking) {
        List<Callable<T>> all =
                hosts.stream().<Callable<T>>map(h -> () -> asking.apply(h)).toList();
        return all.isEmpty() ? List.of() : Concurrently.run(all.size(), all);
    }

    private static List<Planned> planned(List<Named> networks) {
        List<Planned> all = new ArrayList<>();
        for (Named from : networks) {
            for (Named to : networks) {
                if (from != to) {
                    to.targets().forEach(t -> all.add(new Planned(from, to, t)));
                }
            }
        }
        return all;
    }

    private static Map<Planned, Cell> cells(Pinging host, List<Planned> all, Asking asking) {
        List<Planned> own = all.stream().filter(p -> p.from().host() == host).toList();
        List<List<String>> questions = own.stream()
                .map(p -> List.of(p.from().name(), p.target().address()))
                .toList();
        List<Outcome> outcomes = host.outcomes(questions, asking);
        Map<Planned, Cell> cells = new HashMap<>();
        for (int i = 0; i < own.size(); i++) {
            Planned ping = own.get(i);
            Outcome outcome = outcomes.get(i);
            cells.put(
                    ping,
                    new Cell(
                            ping.from().text(),
                            ping.to().text(),
                            ping.target().device(),
                            ping.target().address(),
                            outcome.text(),
                            outcome.time().orElse(null)));
        }
        return cells;
    }
}
