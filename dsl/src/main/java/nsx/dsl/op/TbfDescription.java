package nsx.dsl.op;

import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.value.Rate;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.Tbf;

/** A token bucket filter. */
record TbfDescription(Tbf tbf) implements QdiscDescription {
    static TbfDescription of(Options options) {
        options.only("rate", "burst", "latency", "limit");
        options.need("rate", "1.mbit");
        options.need("burst", "32.KB");
        long rate = QdiscDescription.rate(options).orElseThrow();
        long burst = options.number("burst", 1, 0xffffffffL).orElseThrow();
        if (options.has("limit") == options.has("latency")) {
            throw new NsxException("qdisc tbf needs latency: or limit:")
                    .at("tbf")
                    .hint("such as latency: 400.ms");
        }
        return new TbfDescription(
                options.has("limit")
                        ? new Tbf(
                                rate,
                                burst,
                                options.number("limit", 1, 0xffffffffL).orElseThrow())
                        : Tbf.of(
                                rate,
                                burst,
                                options.duration("latency", "400.ms").orElseThrow()));
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
