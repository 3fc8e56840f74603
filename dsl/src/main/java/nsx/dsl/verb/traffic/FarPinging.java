package nsx.dsl.verb.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.error.NsxException;
import nsx.dsl.verb.traffic.PingPart.Outcome;
import nsx.dsl.verb.traffic.PingPart.Target;
import nsx.netlink.Ip;

/**
 * Pings from another host.
 *
 * @param there calls the host's {@link PingPart}
 */
record FarPinging(String host, Asked there) implements Pinging {
    /** The number of pings in one message; the answers show the progress. */
    private static final int TOGETHER = 64;

    /** Calls an object of the host. */
    interface Asked {
        Object ask(String method, Object... arguments);
    }

    @Override
    public List<Named> networks() {
        return checked(() -> {
            List<Named> all = new ArrayList<>();
            for (Object name : (List<?>) there.ask("networks")) {
                List<Target> targets = ((List<?>) there.ask("addresses", name))
                        .stream()
                                .map(one -> target((String) name, (List<?>) one))
                                .toList();
                all.add(new Named(this, (String) name, host + "/" + name, targets));
            }
            return all;
        });
    }

    private static Target target(String name, List<?> one) {
        return new Target(name, (String) one.get(0), Ip.text(Ip.parse((String) one.get(1))));
    }

    @Override
    public List<Outcome> outcomes(List<List<String>> questions, Asking asking) {
        List<Outcome> all = new ArrayList<>();
        for (int from = 0; from < questions.size(); from += TOGETHER) {
            List<List<String>> some = List.copyOf(questions.subList(from, Math.min(from + TOGETHER, questions.size())));
            all.addAll(checked(() -> answers(some, asking)));
            asking.told().accept(some.size());
        }
        return all;
    }

    private List<Outcome> answers(List<List<String>> questions, Asking asking) {
        List<?> answers = (List<?>)
                there.ask("ask", questions, asking.count(), asking.timeout().toMillis());
        if (answers.size() != questions.size()) {
            throw new IllegalArgumentException("not an answer to each");
        }
        return answers.stream().map(a -> outcome((List<?>) a)).toList();
    }

    private static Outcome outcome(List<?> answer) {
        Optional<Duration> time = Optional.ofNullable((Number) answer.get(1)).map(n -> Duration.ofNanos(n.longValue()));
        return new Outcome((String) answer.get(0), time);
    }

    private <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new NsxException(host + " sent an answer to pingall that is none", e).at(host);
        }
    }
}
