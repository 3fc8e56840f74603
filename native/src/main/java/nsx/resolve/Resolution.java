package nsx.resolve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks the servers of a resolv.conf as the C library would: each name that a short one may stand for, and for each the servers in
 * order until one knows.
 */
public final class Resolution {
    /** What the next server would say too. */
    private static final Set<String> FINAL = Set.of(DnsQuestion.FOUND, DnsQuestion.NO_SUCH_NAME, DnsQuestion.NO_RECORD);

    private final ResolvConf conf;
    private final List<String> types;
    private final Duration timeout;
    private final Consumer<Asked> seen;
    private final List<Asked> all = new ArrayList<>();

    /** A question and its reply. */
    public record Asked(DnsQuestion question, DnsQuestion.Reply reply) {
        /** Whether there are records. */
        public boolean isFound() {
            return reply.outcome().equals(DnsQuestion.FOUND);
        }
    }

    /**
     * What to ask.
     *
     * @param types of records, such as A and AAAA
     * @param seen receives each reply as soon as it is there, on the calling thread
     */
    public Resolution(ResolvConf conf, List<String> types, Duration timeout, Consumer<Asked> seen) {
        this.conf = conf;
        this.types = types;
        this.timeout = timeout;
        this.seen = seen;
    }

    /**
     * Asks for a name from the calling thread's network namespace.
     *
     * @return all that was asked, in order
     * @throws InterruptedException when the thread is interrupted, at once
     */
    public List<Asked> run(String name) throws InterruptedException {
        for (String candidate : conf.candidates(name)) {
            boolean found = false;
            for (String type : types) {
                found |= ask(candidate, type);
            }
            if (found) {
                return all;
            }
        }
        return all;
    }

    private boolean ask(String name, String type) throws InterruptedException {
        for (int attempt = 0; attempt < conf.attempts(); attempt++) {
            for (String server : conf.servers()) {
                DnsQuestion question = new DnsQuestion(server, name, type);
                Asked asked = new Asked(question, question.ask(timeout));
                all.add(asked);
                seen.accept(asked);
                if (FINAL.contains(asked.reply().outcome())) {
                    return asked.isFound();
                }
            }
        }
        return false;
    }
}
