package nsx.rtnl;

import static nsx.rtnl.QdiscTable.NETEM_QOPT;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/**
 * The impairments of tc-netem(8); immutable. Probabilities are from 0 to 1.
 *
 * @param limit the number of packets that may wait
 * @param reorder the probability of reordering, which requires a delay
 * @param rate the rate in bytes per second
 */
public record Netem(
        Duration delay,
        Duration jitter,
        double loss,
        double duplicate,
        double corrupt,
        double reorder,
        OptionalLong rate,
        int limit) {
    public static final Netem NONE = new Netem(Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, OptionalLong.empty(), 1000);

    private static final long CERTAIN = 0xffffffffL;

    public Netem withDelay(Duration value) {
        return new Netem(value, jitter, loss, duplicate, corrupt, reorder, rate, limit);
    }

    public Netem withJitter(Duration value) {
        return new Netem(delay, value, loss, duplicate, corrupt, reorder, rate, limit);
    }

    public Netem withLoss(double value) {
        return new Netem(delay, jitter, value, duplicate, corrupt, reorder, rate, limit);
    }

    public Netem withDuplicate(double value) {
        return new Netem(delay, jitter, loss, value, corrupt, reorder, rate, limit);
    }

    public Netem withCorrupt(double value) {
        return new Netem(delay, jitter, loss, duplicate, value, reorder, rate, limit);
    }

    public Netem withReorder(double value) {
        return new Netem(delay, jitter, loss, duplicate, corrupt, value, rate, limit);
    }

    public Netem withRate(long bytesPerSecond) {
        return new Netem(delay, jitter, loss, duplicate, corrupt, reorder, OptionalLong.of(bytesPerSecond), limit);
    }

    public Netem withLimit(int packets) {
        return new Netem(delay, jitter, loss, duplicate, corrupt, reorder, rate, packets);
    }

    Attributes encode(Psched clock) {
        Struct.Value options = NETEM_QOPT
                .with("latency", clock.ticks(delay))
                .with("limit", limit)
                .with("loss", chance("loss", loss))
                .with("gap", reorder > 0 ? 1 : 0)
                .with("duplicate", chance("duplicate", duplicate))
                .with("jitter", clock.ticks(jitter));
        Attributes all = Attributes.of(QdiscTable.NETEM, options);
        if (reorder > 0) {
            all = all.put("TCA_NETEM_REORDER", QdiscTable.NETEM_CHANCE.with("probability", chance("reorder", reorder)));
        }
        if (corrupt > 0) {
            all = all.put("TCA_NETEM_CORRUPT", QdiscTable.NETEM_CHANCE.with("probability", chance("corrupt", corrupt)));
        }
        if (rate.isPresent()) {
            long bytes = rate.getAsLong();
            Optional<Long> wide = bytes > CERTAIN ? Optional.of(bytes) : Optional.empty();
            all = all.put("TCA_NETEM_RATE64", wide)
                    .put("TCA_NETEM_RATE", QdiscTable.NETEM_RATE.with("rate", Math.min(bytes, CERTAIN)));
        }
        return all;
    }

    private static long chance(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is a chance from 0 to 1, not " + value);
        }
        return (long) Math.rint(value * CERTAIN);
    }

    /** Reads the options of a netem {@link Qdisc}. */
    public static Netem decode(Qdisc qdisc, Psched clock) {
        Attributes all = qdisc.options();
        if (all.header().struct() != NETEM_QOPT) {
            return NONE;
        }
        Struct.Value options = all.header();
        long rate = all.struct("TCA_NETEM_RATE").map(it -> it.number("rate")).orElse(0L);
        long wide = all.number("TCA_NETEM_RATE64", rate);
        return new Netem(
                clock.time(options.number("latency")),
                clock.time(options.number("jitter")),
                options.number("loss") / (double) CERTAIN,
                options.number("duplicate") / (double) CERTAIN,
                probability(all, "TCA_NETEM_CORRUPT"),
                probability(all, "TCA_NETEM_REORDER"),
                wide == 0 ? OptionalLong.empty() : OptionalLong.of(wide),
                options.integer("limit"));
    }

    private static double probability(Attributes all, String name) {
        return all.struct(name).map(it -> it.number("probability")).orElse(0L) / (double) CERTAIN;
    }
}
