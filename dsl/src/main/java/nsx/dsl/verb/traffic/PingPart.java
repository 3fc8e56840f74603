package nsx.dsl.verb.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.NamedSet;
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

/**
 * The named network namespaces of one host, their addresses, and pings from them; other hosts call it with lists of
 * values.
 */
public final class PingPart {
    /** The name of the service in {@code nsx --serve}. */
    public static final String NAME = "pingall";
    /** The limit of concurrent visits: each needs a thread, a socket and a few more descriptors. */
    private static final int TOGETHER = 16;

    private final Session session;
    private final Context here;
    private final Map<String, Optional<Namespace>> known = new ConcurrentHashMap<>();

    public PingPart(Session session) {
        this.session = session;
        this.here = session.context();
    }

    /**
     * An address to ping.
     *
     * @param network the name of its namespace
     */
    record Target(String network, String device, String address) {}

    /**
     * A ping to send.
     *
     * @param from the name of a namespace
     * @param count the limit of requests; the first reply ends them
     */
    record Question(String from, String address, int count, Duration timeout) {}

    /**
     * The outcome of a ping.
     *
     * @param time the round trip of the last answer; empty without one
     */
    record Outcome(String text, Optional<Duration> time) {}

    /** The names of the namespaces; a name without a mount is left out. */
    public List<String> networks() {
        return NamedSet.networks(session).names().stream()
                .filter(name -> find(name).isPresent())
                .toList();
    }

    private Optional<Namespace> find(String name) {
        return known.computeIfAbsent(name, this::look);
    }

    private Optional<Namespace> look(String name) {
        try {
            return NamedSet.networks(session).namespace(name);
        } catch (NamespaceException e) {
            return Optional.empty();
        }
    }

    /** The addresses of a namespace, each as a list of device and address. */
    public List<List<String>> addresses(String name) {
        return targets(name).stream().map(t -> List.of(t.device(), t.address())).toList();
    }

    List<Target> targets(String name) {
        Optional<Namespace> namespace = find(name);
        return namespace.isEmpty() ? List.of() : targets(name, session.here(context(namespace.get())));
    }

    private Context context(Namespace namespace) {
        return here.with(namespace);
    }

    private static List<Target> targets(String name, Here there) {
        List<Integer> loopbacks = Devices.all(there).stream()
                .filter(l -> l.flags().loopback())
                .map(Link::index)
                .toList();
        DeviceNames names = DeviceNames.of(there);
        // a link-local address means nothing without its device
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> AddressOperations.all(there, f).stream())
                .filter(a ->
                        !loopbacks.contains(a.index()) && !a.prefix().address().isLinkLocalAddress())
                .map(a -> target(name, names, a))
                .toList();
    }

    private static Target target(String name, DeviceNames names, Address address) {
        return new Target(
                name, names.get(address.index()), Ip.text(address.prefix().address()));
    }

    /**
     * Sends pings for another host.
     *
     * @param questions lists of the name of a namespace and an address
     * @return a list for each question: the outcome and the time in nanoseconds, or null without an answer
     */
    public List<List<Object>> ask(List<List<String>> questions, int count, long milliseconds) {
        Duration timeout = Duration.ofMillis(milliseconds);
        List<Question> all = questions.stream()
                .map(q -> new Question(q.get(0), q.get(1), count, timeout))
                .toList();
        return outcomes(all, outcome -> {}).stream()
                .map(o -> Arrays.<Object>asList(
                        o.text(), o.time().map(Duration::toNanos).orElse(null)))
                .toList();
    }

    /** Sends many pings and returns the outcomes in their order. */
    List<Outcome> outcomes(List<Question> questions, Consumer<Outcome> told) {
        List<Callable<Outcome>> all = new ArrayList<>();
        for (Question question : questions) {
            all.add(() -> {
                Outcome outcome = outcome(question);
                told.accept(outcome);
                return outcome;
            });
        }
        return Concurrently.run(TOGETHER, all);
    }

    private Outcome outcome(Question question) {
        Optional<Namespace> from = find(question.from());
        if (from.isEmpty()) {
            return new Outcome("there is no network namespace " + question.from(), Optional.empty());
        }
        Context context = context(from.get());
        List<Ping.Echo> echoes = new ArrayList<>();
        String text = "no reply";
        for (int i = 0; i < question.count() && !text.equals("reply"); i++) {
            try {
                Ping.Plan plan =
                        new Ping.Plan(Ip.parse(question.address()), 1, "", Duration.ZERO, question.timeout(), 0);
                echoes.addAll(session.kernel().probe(context, "the result of pingall", () -> Ping.run(plan)));
                text = echoes.get(echoes.size() - 1).outcome();
            } catch (SysException e) {
                text = e.errno().text();
            }
        }
        return new Outcome(
                text,
                echoes.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable(echoes.get(echoes.size() - 1).time()));
    }

    @Override
    public String toString() {
        return "pings of this host";
    }
}
