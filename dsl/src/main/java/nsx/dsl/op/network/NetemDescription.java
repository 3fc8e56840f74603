package nsx.dsl.op.network;

import java.time.Duration;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.unit.Percent;
import nsx.dsl.unit.Rate;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Request;
import nsx.rtnl.Netem;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;

/** A bad network. */
record NetemDescription(Netem netem) implements QdiscDescription {
    private static final double CHANCE = 1e-8;
    private static final Duration TICK = Duration.ofNanos(100);

    private static final Parameter<Duration> DELAY =
            Parameter.named("delay", Reader.duration("50.ms"), "how long each packet waits");
    private static final Parameter<Duration> JITTER =
            Parameter.named("jitter", Reader.duration("10.ms"), "by how much the delay varies");
    private static final Parameter<Double> LOSS = chance("loss", "packets that are lost");
    private static final Parameter<Double> DUPLICATE = chance("duplicate", "packets that come twice");
    private static final Parameter<Double> CORRUPT = chance("corrupt", "packets with a wrong bit");
    private static final Parameter<Double> REORDER = chance("reorder", "packets that do not wait");
    private static final Parameter<Integer> LIMIT = Parameter.named(
                    "limit", Reader.integer(1, Integer.MAX_VALUE), "packets that wait at most")
            .otherwise(Netem.NONE.limit());

    /** {@code netem:} */
    static final Parameter<Arguments> NETEM = Parameter.named(
            "netem",
            Reader.map("qdisc netem", DELAY, JITTER, LOSS, DUPLICATE, CORRUPT, REORDER, QdiscDescription.RATE, LIMIT),
            "a bad network: delay, jitter, loss, duplicate, corrupt, reorder, rate, limit");

    private static Parameter<Double> chance(String name, String summary) {
        Reader<Double> share = Reader.<Double>of(
                        Type.PERCENT,
                        "a share from 0.percent to 100.percent",
                        value -> value instanceof Percent p && p.value() >= 0 && p.value() <= 100
                                ? Optional.of(p.share())
                                : Optional.empty())
                .such("1.percent");
        return Parameter.named(name, share, summary);
    }

    static NetemDescription of(Arguments options) {
        Duration delay = options.find(DELAY).orElse(Duration.ZERO);
        if (delay.isZero() && (options.has(JITTER) || options.has(REORDER))) {
            throw new NsxException("qdisc netem: " + (options.has(JITTER) ? JITTER : REORDER) + " needs a delay")
                    .at("netem");
        }
        Netem netem = Netem.NONE
                .withDelay(delay)
                .withJitter(options.find(JITTER).orElse(Duration.ZERO))
                .withLoss(options.find(LOSS).orElse(0.0))
                .withDuplicate(options.find(DUPLICATE).orElse(0.0))
                .withCorrupt(options.find(CORRUPT).orElse(0.0))
                .withReorder(options.find(REORDER).orElse(0.0))
                .withLimit(options.get(LIMIT));
        return new NetemDescription(
                options.find(QdiscDescription.RATE).map(netem::withRate).orElse(netem));
    }

    @Override
    public String kind() {
        return "netem";
    }

    @Override
    public Request request(int index, Psched clock) {
        return Qdiscs.netem(index, netem, clock);
    }

    @Override
    public boolean isMetBy(Qdisc qdisc, Psched clock) {
        Netem is = Netem.decode(qdisc, clock);
        return near(is.delay(), netem.delay())
                && near(is.jitter(), netem.jitter())
                && near(is.loss(), netem.loss())
                && near(is.duplicate(), netem.duplicate())
                && near(is.corrupt(), netem.corrupt())
                && near(is.reorder(), netem.reorder())
                && is.rate().equals(netem.rate())
                && is.limit() == netem.limit();
    }

    private static boolean near(Duration a, Duration b) {
        return a.minus(b).abs().compareTo(TICK) <= 0;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) < CHANCE;
    }

    @Override
    public String command() {
        StringBuilder text = new StringBuilder(" limit " + netem.limit());
        if (!netem.delay().isZero()) {
            text.append(" delay ").append(time(netem.delay()));
            text.append(netem.jitter().isZero() ? "" : " " + time(netem.jitter()));
        }
        chance(text, "loss", netem.loss());
        chance(text, "duplicate", netem.duplicate());
        chance(text, "corrupt", netem.corrupt());
        chance(text, "reorder", netem.reorder());
        netem.rate().ifPresent(r -> text.append(" rate ").append(new Rate(r * 8)));
        return text.toString();
    }

    private static void chance(StringBuilder text, String word, double chance) {
        if (chance > 0) {
            text.append(' ').append(word).append(' ').append(new Percent(chance * 100));
        }
    }

    private static String time(Duration time) {
        return time.toNanos() % 1_000_000 == 0 ? time.toMillis() + "ms" : time.toNanos() / 1000.0 + "us";
    }
}
