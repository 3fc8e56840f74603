package nsx.dsl.value.traffic;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;
import nsx.dsl.unit.Percent;
import nsx.icmp.Ping.Echo;
import nsx.netlink.Ip;

/** The result of {@code ping}: one row for each request, and the totals. True in a condition when at least one request was answered. */
public final class PingResult extends Rows<PingResult.Reply> implements Facts {
    private final String target;
    private final List<Reply> replies;
    private final LongSummaryStatistics times;

    /**
     * One request and its outcome; {@code time} is null without an answer, {@code ttl} if the kernel does not report
     * it.
     */
    public record Reply(int sequence, String outcome, String from, Integer ttl, Duration time) {
        /** The outcome of one request. */
        public static Reply of(Echo echo) {
            return new Reply(
                    echo.sequence(),
                    echo.outcome(),
                    echo.from() == null ? null : Ip.text(echo.from()),
                    echo.ttl() < 0 ? null : echo.ttl(),
                    echo.time());
        }
    }

    public PingResult(String target, List<Echo> echoes) {
        this.target = target;
        this.replies = echoes.stream().map(Reply::of).toList();
        this.times = echoes.stream()
                .filter(Echo::answered)
                .mapToLong(e -> e.time().toNanos())
                .summaryStatistics();
    }

    /** The pinged address. */
    public String getTarget() {
        return target;
    }

    /** Number of requests sent. */
    public int getSent() {
        return replies.size();
    }

    /** Number of requests answered. */
    public int getReceived() {
        return (int) times.getCount();
    }

    /** The share of requests without a reply. */
    public Percent getLoss() {
        return new Percent(getSent() == 0 ? 0 : 100.0 * (getSent() - getReceived()) / getSent());
    }

    /** The shortest round trip; null without a reply. */
    public Duration getMin() {
        return getReceived() == 0 ? null : Duration.ofNanos(times.getMin());
    }

    /** The mean round trip; null without a reply. */
    public Duration getAvg() {
        return getReceived() == 0 ? null : Duration.ofNanos(Math.round(times.getAverage()));
    }

    /** The longest round trip; null without a reply. */
    public Duration getMax() {
        return getReceived() == 0 ? null : Duration.ofNanos(times.getMax());
    }

    /** One row for each request. */
    public List<Reply> getReplies() {
        return replies;
    }

    /** Whether at least one request was answered. */
    public boolean isOk() {
        return getReceived() > 0;
    }

    /** Whether at least one request was answered. */
    public boolean asBoolean() {
        return isOk();
    }

    @Override
    public List<String> shown() {
        return List.of("sequence", "outcome", "from", "ttl", "time");
    }

    @Override
    public List<String> facts() {
        return List.of("target", "sent", "received", "loss", "min", "avg", "max");
    }

    @Override
    public Reply get(int index) {
        return replies.get(index);
    }

    @Override
    public int size() {
        return replies.size();
    }
}
