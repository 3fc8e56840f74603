package nsx.resolve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Queries the servers of a resolv.conf as the C library does: every full name that a short name may stand for, each
 * at the servers in order until one answers.
 */
public final class Resolution {
    /** The outcomes that no other server would change. */
    private static final Set<String> FINAL = Set.of(DnsQuestion.FOUND, DnsQuestion.NO_SUCH_NAME, DnsQuestion.NO_RECORD);

    private final ResolvConf conf;
    private final List<String> types;
    private final Duration timeout;
    private final Consumer<Asked> seen;
    private final List<Asked> all = new ArrayList<>();

    /** A question and its reply. */
    public record Asked(DnsQuestion question, DnsQuestion.Reply reply) {
        /** Whether the reply has records. */
        public boolean isFound() {
            return reply.outcome().equals(DnsQuestion.FOUND);
        }
    }

    /**
     * Prepares a resolution.
     *
     * @param types the requested record types, such as A and AAAA
     * @param seen receives each reply as soon as it arrives, on the calling thread
     */
    public Resolution(ResolvConf conf, List<String> types, Duration timeout, Consumer<Asked> seen) {
        this.conf = conf;
        this.types = types;
        this.timeout = timeout;
        this.seen = seen;
    }

    /**
     * Resolves a name from the calling thread's network namespace.
     *
     * @return all questions with their replies, in order
     * @throws InterruptedException at once if the thread is interrupted
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
