package nsx.dsl.op.network;

import java.util.Map;
import nsx.dsl.word.Arguments;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;

/** The wanted or existing root qdisc of a device. */
record QdiscDescription<Q>(QdiscKind<Q> kind, Q options) {
    /**
     * A qdisc with the options of its kind.
     *
     * @param options those of {@code tbf: [rate: 1.mbit, …]}, read by the kind's parameters
     */
    static QdiscDescription<?> of(String kind, Arguments options) {
        return QdiscKinds.named(kind).described(options);
    }

    /** A qdisc as the kernel reports it. */
    static QdiscDescription<?> of(Qdisc qdisc, Psched clock) {
        return QdiscKinds.named(qdisc.kind()).described(qdisc, clock);
    }

    /** The operation that makes it the root of a device. */
    Request request(int index, Psched clock) {
        return kind.request().of(index, options, clock);
    }

    /** Whether an existing one of the same kind has these options, but for the rounding of the kernel's clock. */
    boolean isMetBy(Qdisc qdisc, Psched clock) {
        return kind.agree(kind.said().apply(qdisc, clock), options);
    }

    /** As tc(8) takes the options, with a space in front. */
    String command() {
        return kind.words(options);
    }

    /** The options for scripts, by name. */
    Map<String, Object> facts() {
        return kind.facts(options);
    }
}
