package nsx.dsl.value.traffic;

import java.time.Duration;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;
import nsx.dsl.unit.Rate;
import nsx.sys.Bulk;
import nsx.talk.Dial;
import nsx.talk.Flood.Outcome;
import nsx.talk.Flood.Part;

/** The result of {@code throughput}: one row for each second, and the total. True if bytes arrived. */
public final class ThroughputResult extends Rows<ThroughputResult.Row> implements Facts {
    private static final int BITS = 8;
    /** The rounding of rates: more digits would be noise. */
    private static final int DIGITS = 1000;

    private final String remote;
    private final Outcome outcome;
    private final List<Row> seconds;

    /**
     * A second, or the rest of one.
     *
     * @param second the number of the second, from 1
     * @param bytes the number of bytes that arrived in it
     * @param rate the rate of arrival
     */
    public record Row(int second, long bytes, Rate rate) {
        static final List<String> COLUMNS = List.of("second", "bytes", "rate");

        /** The row of one part of the measurement. */
        public static Row of(Part part) {
            return new Row(part.number(), part.bytes(), ThroughputResult.rate(part.bytes(), part.time()));
        }
    }

    public ThroughputResult(String remote, Outcome outcome, List<Row> seconds) {
        this.remote = remote;
        this.outcome = outcome;
        this.seconds = List.copyOf(seconds);
    }

    private static Rate rate(long bytes, Duration time) {
        if (time.isZero()) {
            return new Rate(0);
        }
        double bits = (double) bytes * BITS * Duration.ofSeconds(1).toNanos() / time.toNanos();
        long unit = 1;
        while (bits / unit >= DIGITS * BITS) {
            unit *= 10;
        }
        return new Rate(Math.round(bits / unit) * unit);
    }

    /** The destination address and port. */
    public String getRemote() {
        return remote;
    }

    /** Number of bytes that arrived. */
    public long getBytes() {
        return outcome.bytes();
    }

    /** Time from the first to the last byte that arrived. */
    public Duration getTime() {
        return outcome.time();
    }

    /** The rate of arrival. */
    public Rate getRate() {
        return rate(outcome.bytes(), outcome.time());
    }

    /** Number of retransmitted segments; null without a connection. */
    public Long getRetransmissions() {
        return outcome.info().map(Bulk.Info::retransmissions).orElse(null);
    }

    /** The kernel's smoothed round trip time under this load; null without a connection. */
    public Duration getRtt() {
        return outcome.info().map(i -> Duration.ofNanos(i.rtt() * DIGITS)).orElse(null);
    }

    /** The reason why nothing was measured or the measurement ended early; otherwise null. */
    public String getReason() {
        String kernel =
                outcome.errno().map(e -> e.text() + " (" + e.name() + ")").orElse(null);
        if (outcome.result() == Dial.Result.CONNECTED) {
            return kernel == null && outcome.bytes() == 0 ? "nothing arrived" : kernel;
        }
        return outcome.result().text() + (kernel == null ? "" : ": " + kernel);
    }

    /** Whether bytes arrived during the whole time. */
    public boolean isOk() {
        return getReason() == null;
    }

    /** Whether bytes arrived during the whole time. */
    public boolean asBoolean() {
        return isOk();
    }

    @Override
    public List<String> shown() {
        return Row.COLUMNS;
    }

    @Override
    public List<String> facts() {
        return List.of("remote", "rate", "bytes", "time", "retransmissions", "rtt", "ok", "reason");
    }

    @Override
    public Row get(int index) {
        return seconds.get(index);
    }

    @Override
    public int size() {
        return seconds.size();
    }
}
