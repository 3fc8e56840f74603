package nsx.dsl.verb.traffic;

import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import nsx.dsl.verb.traffic.PingPart.Outcome;
import nsx.dsl.verb.traffic.PingPart.Target;

/** A host that pings from its network namespaces. */
interface Pinging {
    /**
     * A named network namespace.
     *
     * @param text its name, after that of its host
     */
    record Named(Pinging host, String name, String text, List<Target> targets) {}

    /**
     * How addresses are asked.
     *
     * @param count most requests to each; the first reply ends them
     * @param told of how many more were asked
     */
    record Asking(int count, Duration timeout, IntConsumer told) {}

    List<Named> networks();

    /**
     * The outcomes in the order of the questions.
     *
     * @param questions each the name of a namespace and an address
     */
    List<Outcome> outcomes(List<List<String>> questions, Asking asking);
}
