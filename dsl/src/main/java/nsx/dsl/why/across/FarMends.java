package nsx.dsl.why.across;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import nsx.dsl.error.NsxException;
import nsx.dsl.remote.Host;
import nsx.dsl.remote.Hosts;
import nsx.dsl.session.Session;
import nsx.dsl.unit.Literal;
import nsx.dsl.why.Cure;
import nsx.dsl.why.Found;
import nsx.dsl.why.NetState;

/**
 * Proves lines that mend a fault on other hosts: a line is proposed only when the walk gets further after it. The hosts
 * plan the words of the line, and show their namespaces as these would be then. Lines that delete something are not
 * proposed, because who else needs it is not seen.
 */
final class FarMends {
    /** Changes that are needed together. */
    private static final int MOST = 3;

    private final Session session;
    private final Function<UnaryOperator<NetState>, Found> walk;

    /** @param walk looks at the hosts anew, applies a change to each namespace, and walks */
    FarMends(Session session, Function<UnaryOperator<NetState>, Found> walk) {
        this.session = session;
        this.walk = walk;
    }

    /** The lines that mend what was found; empty without one that is proved. */
    Optional<String> of(Found first) {
        List<Cure> proved = new ArrayList<>();
        Found last = first;
        for (int i = 0; i < MOST && last.diagnosis().getFault() != null; i++) {
            Optional<Step> next = step(last, proved);
            if (next.isEmpty()) {
                break;
            }
            proved.add(next.get().cure());
            last = next.get().found();
        }
        return proved.isEmpty()
                ? Optional.empty()
                : Optional.of(proved.stream().map(FarMends::line).collect(Collectors.joining("; ")));
    }

    /** A line that gets the walk further, and how far. */
    private record Step(Cure cure, Found found) {}

    private Optional<Step> step(Found last, List<Cure> before) {
        for (Cure cure : last.cures()) {
            if (!isSayable(cure)) {
                continue;
            }
            List<Cure> all = new ArrayList<>(before);
            all.add(cure);
            Optional<Found> after = foreseen(all);
            if (after.filter(f -> f.isBeyond(last)).isPresent()) {
                return Optional.of(new Step(cure, after.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether the line acts on one other host, and deletes nothing whose users would have to be known. */
    private static boolean isSayable(Cure cure) {
        boolean deletes = cure.line().contains("delete ") && cure.change().isEmpty();
        return !deletes
                && cure.nets().stream().allMatch(n -> n.indexOf('/') > 0)
                && cure.nets().stream().map(FarMends::host).distinct().count() == 1;
    }

    private static String host(String net) {
        return net.substring(0, net.indexOf('/'));
    }

    private static String line(Cure cure) {
        return "on(" + Literal.quoted(host(cure.net())) + ") { " + cure.line() + " }";
    }

    /** The walk after the lines; empty when one of them cannot be carried out. */
    private Optional<Found> foreseen(List<Cure> cures) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        cures.stream()
                .filter(c -> c.change().isEmpty())
                .forEach(c -> lines.computeIfAbsent(host(c.net()), h -> new ArrayList<>())
                        .add(c.line()));
        UnaryOperator<NetState> change = state -> cures.stream().reduce(state, (s, cure) -> cure.on(s), (a, b) -> b);
        List<Found> seen = new ArrayList<>();
        try {
            planned(lines.entrySet().iterator(), () -> seen.add(walk.apply(change)));
        } catch (NsxException e) {
            return Optional.empty();
        }
        return seen.stream().findFirst();
    }

    /** Plans the lines of each host, and looks while all of them are planned. */
    private void planned(Iterator<Map.Entry<String, List<String>>> hosts, Runnable look) {
        if (!hosts.hasNext()) {
            look.run();
            return;
        }
        Map.Entry<String, List<String>> next = hosts.next();
        Host host = Hosts.of(session).find(next.getKey()).get(0);
        Hosts.of(session).foreseen(session, host, HostPart.NAME, next.getValue(), () -> planned(hosts, look));
    }
}
