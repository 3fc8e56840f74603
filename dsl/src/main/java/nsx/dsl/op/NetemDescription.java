package nsx.dsl.op;

import java.time.Duration;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.value.Percent;
import nsx.dsl.value.Rate;
import nsx.netlink.Request;
import nsx.rtnl.Netem;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;

/** A bad network. */
record NetemDescription(Netem netem) implements QdiscDescription {
    private static final double CHANCE = 1e-8;
    private static final Duration TICK = Duration.ofNanos(100);

    static NetemDescription of(Options options) {
        options.only("delay", "jitter", "loss", "duplicate", "corrupt", "reorder", "rate", "limit");
        Duration delay = options.duration("delay", "50.ms").orElse(Duration.ZERO);
        if (delay.isZero() && (options.has("jitter") || options.has("reorder"))) {
            throw new NsxException("qdisc netem: " + (options.has("jitter") ? "jitter" : "reorder") + " needs a delay")
                    .at("netem");
        }
        Netem netem = Netem.NONE
                .withDelay(delay)
                .withJitter(options.duration("jitter", "10.ms").orElse(Duration.ZERO))
                .withLoss(chance(options, "loss"))
                .withDuplicate(chance(options, "duplicate"))
                .withCorrupt(chance(options, "corrupt"))
                .withReorder(chance(options, "reorder"))
                .withLimit(options.integer("limit", 1, Integer.MAX_VALUE).orElse(Netem.NONE.limit()));
        return new NetemDescription(
                QdiscDescription.rate(options).map(netem::withRate).orElse(netem));
    }

    private static double chance(Options options, String name) {
        return options.get(name)
                .map(value -> {
                    if (value instanceof Percent p && p.value() >= 0 && p.value() <= 100) {
                        return p.share();
                    }
                    throw options.wrong(name, "a share from 0.percent to 100.percent");
                })
                .orElse(0.0);
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
