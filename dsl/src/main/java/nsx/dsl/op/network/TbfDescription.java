package nsx.dsl.op.network;

import java.time.Duration;
import nsx.dsl.error.NsxException;
import nsx.dsl.unit.Rate;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.Tbf;

/** A token bucket filter. */
record TbfDescription(Tbf tbf) implements QdiscDescription {
    private static final Parameter<Long> BURST = Parameter.named(
            "burst", Reader.number(1, 0xffffffffL).as(Type.SIZE).such("32.KB"), "bytes that may pass at once");
    private static final Parameter<Duration> LATENCY =
            Parameter.named("latency", Reader.duration("400.ms"), "how long a packet waits at most");
    private static final Parameter<Long> LIMIT = Parameter.named(
            "limit", Reader.number(1, 0xffffffffL).as(Type.SIZE), "bytes that wait at most, instead of a latency");

    /** {@code tbf:} */
    static final Parameter<Arguments> TBF = Parameter.named(
            "tbf",
            Reader.map("qdisc tbf", QdiscDescription.RATE, BURST, LATENCY, LIMIT),
            "a token bucket: rate, burst, and latency or limit");

    static TbfDescription of(Arguments options) {
        long rate = options.get(QdiscDescription.RATE);
        long burst = options.get(BURST);
        if (options.has(LIMIT) == options.has(LATENCY)) {
            throw new NsxException("qdisc tbf needs latency: or limit:")
                    .at("tbf")
                    .hint("such as latency: 400.ms");
        }
        return new TbfDescription(
                options.has(LIMIT)
                        ? new Tbf(rate, burst, options.get(LIMIT))
                        : Tbf.of(rate, burst, options.get(LATENCY)));
    }

    @Override
    public String kind() {
        return "tbf";
    }

    @Override
    public Request request(int index, Psched clock) {
        return Qdiscs.tbf(index, tbf, clock);
    }

    @Override
    public boolean isMetBy(Qdisc qdisc, Psched clock) {
        Tbf is = Tbf.decode(qdisc, clock);
        return is.rate() == tbf.rate()
                && is.limit() == tbf.limit()
                && Math.abs(is.burst() - tbf.burst()) <= 1 + tbf.burst() / 1000;
    }

    @Override
    public String command() {
        return " rate " + new Rate(tbf.rate() * 8) + " burst " + tbf.burst() + " limit " + tbf.limit();
    }
}
