package nsx.dsl.op.queue;

import java.time.Duration;
import java.util.Set;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.op.field.Values;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Reader;

/**
 * The qdisc sfq (tc-sfq(8)). The kernel lowers and raises numbers without a word (net/sched/sch_sfq.c, sfq_change), and a
 * qdisc with another number than was asked for would never be as asked: such numbers are refused.
 */
final class Sfq {
    private static final int USUAL_FLOWS = 128;
    private static final int USUAL_DEPTH = 127;
    private static final int MOST = Integer.MAX_VALUE;

    private static final Field<Integer> LIMIT =
            QueueKinds.headed("limit", 1, MOST, "most packets that wait: those of all flows at most");
    private static final Field<Integer> QUANTUM = QueueKinds.headed("quantum", 256, MOST, "bytes of a flow in a turn");
    private static final Field<Duration> PERTURB = Field.of(
                    "perturb",
                    "perturb",
                    Reader.duration("10.seconds"),
                    "time between changes of how flows are told apart",
                    Slot.header("perturb_period").as(n -> Duration.ofSeconds(n), d -> (int) d.toSeconds()))
            .spelt(d -> "perturb " + d.toSeconds());
    private static final Field<Integer> DIVISOR =
            QueueKinds.headed("divisor", 1, MOST, "how many flows are told apart, a power of two");
    /** At most SFQ_MAX_FLOWS. */
    private static final Field<Integer> FLOWS = QueueKinds.headed("flows", 1, 65_408, "most flows");
    /** At most SFQ_MAX_DEPTH. */
    private static final Field<Integer> DEPTH = QueueKinds.headed("depth", 1, USUAL_DEPTH, "most packets of a flow");

    static final QdiscKind<Values> KIND = QdiscKind.of(
            "sfq",
            "a queue for each flow, in turns",
            Fields.of(Set.of(), LIMIT, QUANTUM, PERTURB, DIVISOR, FLOWS, DEPTH),
            Sfq::check);

    private Sfq() {}

    /** Rejects numbers that the kernel changes for the sake of others. */
    private static void check(Values asked, Arguments options) {
        int divisor = asked.find(DIVISOR).orElse(MOST);
        int flows = Math.min(asked.find(FLOWS).orElse(USUAL_FLOWS), divisor);
        int most = asked.find(DEPTH).orElse(USUAL_DEPTH) * flows;
        if (asked.find(LIMIT).orElse(1) > most) {
            throw options.wrong(LIMIT.parameter(), "at most " + most + ", the packets of all flows");
        }
        if (asked.find(FLOWS).orElse(1) > Math.min(divisor, asked.find(LIMIT).orElse(MOST))) {
            throw options.wrong(FLOWS.parameter(), "at most the limit and the divisor");
        }
    }
}
