package nsx.dsl.value.firewall;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import nsx.dsl.shape.Facts;
import nsx.nft.Expression;
import nsx.nft.NftElement;

/** An element of a set or map of nftables at the time when it was read. */
public final class NftElementRow implements Facts {
    /** The columns of the elements' table. */
    public static final List<String> COLUMNS =
            List.of("key", "data", "timeout", "expires", "packets", "bytes", "comment");

    private final NftElement element;

    NftElementRow(NftElement element) {
        this.element = element;
    }

    /**
     * The key in the words of nft(8): a value, a prefix, a range, several of them with dots between, or {@code *} for all
     * keys without an element.
     */
    public String getKey() {
        return element.key();
    }

    /** What a map has for the key: a value, a verdict or the name of an object; null in a set. */
    public String getData() {
        return element.data().orElse(null);
    }

    /** Time after which the kernel deletes the element; null if it stays or has the time of its set. */
    public Duration getTimeout() {
        return duration(element.timeout());
    }

    /** Time until the kernel deletes the element; null if it stays. */
    public Duration getExpires() {
        return duration(element.expires());
    }

    private static Duration duration(OptionalLong millis) {
        return millis.isEmpty() ? null : Duration.ofMillis(millis.getAsLong());
    }

    /** Number of packets that matched the element; null without a counter. */
    public Long getPackets() {
        return element.counter().map(Expression.Counter::packets).orElse(null);
    }

    /** Total length of those packets, in bytes; null without a counter. */
    public Long getBytes() {
        return element.counter().map(Expression.Counter::bytes).orElse(null);
    }

    /** The comment of the element; null for none. */
    public String getComment() {
        return element.comment().orElse(null);
    }

    @Override
    public List<String> facts() {
        return COLUMNS;
    }

    @Override
    public String toString() {
        return getData() == null ? getKey() : getKey() + " : " + getData();
    }
}
