package nsx.dsl.verb.remote;

import groovy.lang.Closure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.dsl.error.EachFailed;
import nsx.dsl.error.NsxException;
import nsx.dsl.remote.Host;
import nsx.dsl.remote.Hosts;
import nsx.dsl.remote.Hosts.Outcome;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code on('h1', 'h2') { … }}: runs a block here for all hosts concurrently; its words are executed on the hosts. */
public final class OnVerb extends Verb {
    private static final Parameter<String> HOSTS = Parameter.repeated(
            "hosts", Reader.text(Type.NEW_NAME), "names of hosts or groups, or patterns for declared ones");
    private static final Parameter<Boolean> CHECK = Parameter.flag(
                    "check", "false: the value of a host where the block failed is the error, and the line goes on")
            .otherwise(true);

    public OnVerb() {
        super(Entry.of("on", "run a block on other hosts at once, over ssh", Theme.HOSTS)
                .takes(HOSTS, CHECK)
                .takes(Parameter.block("its words are carried out there, all else of it here"))
                .example(
                        "an error for a host that is not there, without an end of the script",
                        "hosts { h1 'root@127.0.0.1', port: 1 }\nassert on('h1', check: false) { links() }.h1 instanceof Exception")
                .related("hosts", "atomic", "netns")
                .passesThrough());
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        List<String> names = call.all(HOSTS);
        if (names.isEmpty() || call.block().isEmpty()) {
            throw new NsxException("on needs hosts and a block").at("on").hint("such as: on('h1', 'h2') { links() }");
        }
        if (session.foresight() != Foresight.NONE) {
            throw new NsxException("what on does on other hosts cannot be planned")
                    .because("they are not asked while nothing may change")
                    .at("on");
        }
        Set<Host> hosts = Hosts.of(session).find(names);
        Closure<?> block = call.block().get();
        Map<String, Object> outcomes =
                hosts.size() == 1 ? inOne(session, hosts.iterator().next(), block) : inEach(session, hosts, block);
        boolean asked = outcomes.values().stream().anyMatch(o -> o instanceof Outcome done && done.asked());
        if (asked) {
            session.answers().asked();
        }
        Map<String, Throwable> failures = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        outcomes.forEach((host, outcome) -> {
            values.put(host, outcome instanceof Outcome done ? done.value() : outcome);
            if (outcome instanceof Throwable failure) {
                failures.put(host, failure);
            }
        });
        if (!failures.isEmpty() && call.is(CHECK)) {
            values.keySet().removeAll(failures.keySet());
            if (asked) {
                session.answers().show(values);
            }
            throw failed(failures, outcomes.size());
        }
        return values;
    }

    private static NsxException failed(Map<String, Throwable> failures, int hosts) {
        EachFailed all = new EachFailed(failures);
        return new NsxException(
                        "failed on " + failures.size() + " of " + hosts + (hosts == 1 ? " host" : " hosts"), all)
                .because(all.told(OnVerb::told))
                .at(failures.keySet().iterator().next())
                .hint(failures.values().stream()
                        .filter(NsxException.class::isInstance)
                        .map(e -> ((NsxException) e).hint())
                        .filter(hint -> hint != null)
                        .findFirst()
                        .orElse(null));
    }

    /** The hosts whose block still runs. */
    private static String waiting(Map<String, Thread> threads) {
        List<String> left = threads.entrySet().stream()
                .filter(e -> e.getValue().isAlive())
                .map(Map.Entry::getKey)
                .toList();
        return waiting(threads.size() - left.size(), threads.size(), String.join(", ", left));
    }

    private static String waiting(int done, int all, String left) {
        return "on: " + done + " of " + all + " done, waiting for " + left;
    }

    /** The outcome or error of a single host, which needs no thread of its own. */
    @SuppressWarnings("try")
    private static Map<String, Object> inOne(Session session, Host host, Closure<?> block) {
        try (Progress told = session.answers().progress(() -> waiting(0, 1, host.name()))) {
            Object outcome = outcome(session, host, block);
            if (Thread.currentThread().isInterrupted()) {
                throw new NsxException("interrupted");
            }
            return Map.of(host.name(), outcome);
        }
    }

    /** The outcome or error of each host, in the order of the hosts. */
    @SuppressWarnings("try")
    private static Map<String, Object> inEach(Session session, Iterable<Host> hosts, Closure<?> block) {
        Map<String, Object> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());
        Map<String, Thread> threads = new LinkedHashMap<>();
        for (Host host : hosts) {
            outcomes.put(host.name(), new NsxException("interrupted"));
            Thread thread = new Thread(() -> outcomes.put(host.name(), outcome(session, host, block)), "nsx-on");
            threads.put(host.name(), thread);
            thread.start();
        }
        try (Progress told = session.answers().progress(() -> waiting(threads))) {
            for (Thread thread : threads.values()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.values().forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new NsxException("interrupted", e);
        }
        return outcomes;
    }

    private static Object outcome(Session session, Host host, Closure<?> block) {
        try {
            return Hosts.of(session).run(session, host, (Closure<?>) block.clone());
        } catch (Throwable e) {
            return e;
        }
    }

    private static String told(Throwable e) {
        String reason = e instanceof NsxException n && n.reason() != null ? ": " + n.reason() : "";
        return (e.getMessage() == null ? e.toString() : e.getMessage()) + reason;
    }
}
