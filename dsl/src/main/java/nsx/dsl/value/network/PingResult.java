package nsx.dsl.value.network;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.LongSummaryStatistics;
import nsx.dsl.shape.Facts;
import nsx.dsl.unit.Percent;
import nsx.icmp.Ping.Echo;
import nsx.netlink.Ip;

/** What a ping saw: one row for each request, and the sums. True in a condition when any request was answered. */
public final class PingResult extends AbstractList<PingResult.Reply> implements Facts {
    private final String target;
    private final List<Reply> replies;
    private final LongSummaryStatistics times;

    /** One request and its fate; {@code time} is null when nobody answered, {@code ttl} where the kernel does not tell. */
    public record Reply(int sequence, String outcome, String from, Integer ttl, Duration time) {
        static Reply of(Echo echo) {
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

    public String getTarget() {
        return target;
    }

    public int getSent() {
        return replies.size();
    }

    public int getReceived() {
        return (int) times.getCount();
    }

    /** The share that was not answered. */
    public Percent getLoss() {
        return new Percent(getSent() == 0 ? 0 : 100.0 * (getSent() - getReceived()) / getSent());
    }

    /** The shortest round trip; null when none came back. */
    public Duration getMin() {
        return getReceived() == 0 ? null : Duration.ofNanos(times.getMin());
    }

    public Duration getAvg() {
        return getReceived() == 0 ? null : Duration.ofNanos(Math.round(times.getAverage()));
    }

    public Duration getMax() {
        return getReceived() == 0 ? null : Duration.ofNanos(times.getMax());
    }

    public List<Reply> getReplies() {
        return replies;
    }

    public boolean isOk() {
        return getReceived() > 0;
    }

    public boolean asBoolean() {
        return isOk();
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
