package nsx.dsl.why.across;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import nsx.discover.Tenant;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.remote.Host;
import nsx.dsl.remote.Hosts;
import nsx.dsl.remote.RemoteValue;
import nsx.dsl.session.Session;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.why.Destination;
import nsx.dsl.why.Found;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.why.NetState;
import nsx.dsl.why.Sending;
import nsx.dsl.why.Walk;
import nsx.netlink.Ip;
import nsx.ns.Context;

/** A question whose packet starts or ends on another host, written {@code HOST/NAMESPACE}. */
public final class Across implements AutoCloseable {
    private final Session session;
    private final Asked asked;
    private final UnaryOperator<NetState> change;
    private final Map<String, FarPart> parts = new LinkedHashMap<>();
    private final List<String> unreached = new ArrayList<>();
    private Optional<LiveWorld> local = Optional.empty();
    private JoinedWorld world;
    private InetAddress destination;

    /** @param device empty for any */
    private record End(String host, String namespace, String device) {
        static End of(String text) {
            int slash = text.indexOf('/');
            String place = text.substring(slash + 1);
            int colon = place.indexOf(':');
            return colon < 0
                    ? new End(text.substring(0, slash), place, "")
                    : new End(text.substring(0, slash), place.substring(0, colon), place.substring(colon + 1));
        }
    }

    /**
     * What was asked.
     *
     * @param from {@code HOST/NAMESPACE}, or what is not text for here
     * @param here where the packet starts when it starts on this machine
     */
    private record Asked(Object from, Context here, String to) {}

    private Across(Session session, Asked asked, UnaryOperator<NetState> change) {
        this.session = session;
        this.asked = asked;
        this.change = change;
    }

    /**
     * Whether a place is one of another host: {@code h1/a}, but no network such as {@code 10.0.0.0/8}, and no tenant such as
     * {@code podman/web} unless a host is declared by that name.
     */
    public static boolean isElsewhere(Session session, Object place) {
        if (!(place instanceof CharSequence text) || text.toString().indexOf('/') < 1) {
            return false;
        }
        String before = text.toString().substring(0, text.toString().indexOf('/'));
        boolean declared =
                Hosts.of(session).all().stream().anyMatch(h -> h.name().equals(before));
        return (declared || !Tenant.isTitle(text.toString()))
                && !before.matches("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    }

    /**
     * Reaches the hosts.
     *
     * @param from {@code HOST/NAMESPACE}, or what is not text for here
     * @param here where the packet starts when it starts on this machine
     * @throws NsxException when a host is not reached, or what is named is not there
     */
    public static Across open(Session session, Object from, Context here, String to) {
        return open(session, new Asked(from, here, to), UnaryOperator.identity());
    }

    private static Across open(Session session, Asked asked, UnaryOperator<NetState> change) {
        Across across = new Across(session, asked, change);
        try {
            across.join(asked.from(), asked.here(), asked.to());
            return across;
        } catch (RuntimeException | Error e) {
            across.close();
            throw e;
        }
    }

    private void join(Object from, Context here, String to) {
        NetState origin = isElsewhere(session, from) ? state(End.of(Texts.of(from))) : local(here);
        Optional<NetState> there = isElsewhere(session, to) ? Optional.of(state(End.of(to))) : Optional.empty();
        List<Part> joined = new ArrayList<>(parts.values());
        local.ifPresent(world -> joined.add(new LocalPart(world)));
        Iterator<Host> others = Hosts.of(session).all().iterator();
        world = new JoinedWorld(origin, joined, () -> next(others));
        destination = there.map(
                        net -> Destination.address(world, net, to, End.of(to).device()))
                .orElseGet(() -> literal(to));
    }

    private NetState local(Context here) {
        local = Optional.of(new LiveWorld(session, here));
        return local.get().origin();
    }

    private static InetAddress literal(String to) {
        try {
            return Ip.parse(to);
        } catch (IllegalArgumentException e) {
            throw new NsxException("'" + to + "' is not an address")
                    .at(to)
                    .hint("a namespace of a host is HOST/NAMESPACE, such as: why 'h2/b', from: 'h1/a'");
        }
    }

    private NetState state(End end) {
        List<Host> found = Hosts.of(session).find(end.host());
        if (found.size() != 1) {
            throw new NsxException("'" + end.host() + "' is not one host").at(end.host());
        }
        return part(found.get(0)).find(end.namespace());
    }

    private FarPart part(Host host) {
        FarPart known = parts.get(host.name());
        if (known == null) {
            RemoteValue there = Hosts.of(session).service(session, host, HostPart.NAME);
            known = new FarPart(host.name(), there::ask, there::leave, change);
            parts.put(host.name(), known);
        }
        return known;
    }

    /** A declared host that was not looked at; empty when there is none left that is reached. */
    private Optional<Part> next(Iterator<Host> others) {
        while (others.hasNext()) {
            Host host = others.next();
            if (!parts.containsKey(host.name())) {
                try {
                    return Optional.of(part(host));
                } catch (NsxException e) {
                    unreached.add(host.name() + ": " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /** The address that the packet is sent to. */
    public InetAddress destination() {
        return destination;
    }

    /** Walks there and back, and tries the tunnels that the walk went through. */
    public Diagnosis judge(Sending sent) {
        Found found = Walk.of(world, sent);
        Diagnosis walked = found.diagnosis();
        Diagnosis said = walked.getFault() == null
                ? new Trials(world, this::mends).judge(walked)
                : new Diagnosis(
                        walked,
                        walked.getFault(),
                        mends(w -> Walk.of(w, sent)).of(found).orElse(null),
                        walked.getUnseen());
        if (said.getFault() != null || unreached.isEmpty() || said.isOk()) {
            return said;
        }
        List<String> unseen = new ArrayList<>(said.getUnseen());
        unseen.addAll(unreached);
        return new Diagnosis(said, null, null, unseen);
    }

    /** @param walk the walk that a line has to get further */
    private FarMends mends(Function<JoinedWorld, Found> walk) {
        return new FarMends(session, changed -> {
            try (Across then = open(session, asked, changed)) {
                return walk.apply(then.world);
            }
        });
    }

    @Override
    public void close() {
        parts.values().forEach(FarPart::close);
        local.ifPresent(LiveWorld::close);
    }
}
