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
     * @param text the name, prefixed with that of its host
     */
    record Named(Pinging host, String name, String text, List<Target> targets) {}

    /**
     * The parameters of pings.
     *
     * @param count the limit of requests to each address; the first reply ends them
     * @param told receives the number of further finished pings
     */
    record Asking(int count, Duration timeout, IntConsumer told) {}

    List<Named> networks();

    /**
     * Sends pings and returns the outcomes in order.
     *
     * @param questions lists of the name of a namespace and an address
     */
    List<Outcome> outcomes(List<List<String>> questions, Asking asking);
}
