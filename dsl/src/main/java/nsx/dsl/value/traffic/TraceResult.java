package nsx.dsl.value.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Rows;
import nsx.hops.TraceHop;
import nsx.netlink.Ip;

/**
 * The result of {@code trace}: one row for each router on the way, and the largest packet that passes. True when the destination
 * answered.
 */
public final class TraceResult extends Rows<TraceResult.Row> implements Facts {
    private final String target;
    private final List<Row> hops;

    /**
     * One router on the path, or the destination.
     *
     * @param hop the position on the path, from 1
     * @param from the address that answered; null for none
     * @param name the device of this machine that has the address, as NS:DEV; null for none
     * @param time the round trip time; null without an answer
     * @param mtu the largest packet that gets this far, in bytes; null if unknown
     * @param outcome passed, reached, no answer, or the error in words
     * @param silent whether larger packets are lost before this hop without an error from a router
     */
    public record Row(
            int hop,
            String from,
            String name,
            Duration time,
            Integer mtu,
            @OneOf({"passed", "reached", "no answer"}) String outcome,
            boolean silent)
            implements Facts {
        static final List<String> COLUMNS = List.of("hop", "from", "name", "time", "mtu", "outcome");

        @Override
        public List<String> facts() {
            return COLUMNS;
        }

        /** A hop with the name of the device that has its address. */
        public static Row of(TraceHop hop, Whose whose) {
            return new Row(
                    hop.number(),
                    hop.from() == null ? null : Ip.text(hop.from()),
                    hop.from() == null ? null : whose.name(hop.from()).orElse(null),
                    hop.time(),
                    hop.mtu() == 0 ? null : hop.mtu(),
                    hop.outcome(),
                    hop.silent());
        }
    }

    public TraceResult(String target, List<Row> hops) {
        this.target = target;
        this.hops = List.copyOf(hops);
    }

    /** The destination address. */
    public String getTarget() {
        return target;
    }

    /** The largest packet that reached any answering hop, in bytes; null without an answer. */
    public Integer getMtu() {
        return hops.stream()
                .map(Row::mtu)
                .filter(m -> m != null)
                .reduce((a, b) -> b)
                .orElse(null);
    }

    /**
     * The places where the MTU gets smaller: {@code 1400 after 10.0.0.1 (r:x)}. Empty if the first device's MTU holds
     * for the whole path.
     */
    public List<String> getNarrows() {
        List<String> all = new ArrayList<>();
        Row before = null;
        for (Row row : hops) {
            if (row.mtu != null) {
                if (before != null && row.mtu < before.mtu) {
                    all.add(row.mtu + " after " + text(before) + (row.silent ? ", which does not say so" : ""));
                }
                before = row;
            }
        }
        return all;
    }

    private static String text(Row row) {
        return row.from + (row.name == null ? "" : " (" + row.name + ")");
    }

    /** The reason why the trace did not reach its destination; null if it did. */
    public String getReason() {
        if (isOk()) {
            return null;
        }
        Row last = hops.stream().filter(h -> h.from != null).reduce((a, b) -> b).orElse(null);
        if (last == null) {
            return "nobody answered";
        }
        return last.outcome.equals(TraceHop.PASSED)
                ? "nobody answered beyond " + text(last)
                : text(last) + " says: " + last.outcome;
    }

    /** Whether the destination answered. */
    public boolean isOk() {
        return hops.stream().anyMatch(h -> h.outcome.equals(TraceHop.REACHED));
    }

    /** Whether the destination answered. */
    public boolean asBoolean() {
        return isOk();
    }

    @Override
    public List<String> shown() {
        return Row.COLUMNS;
    }

    @Override
    public List<String> facts() {
        return List.of("target", "ok", "reason", "mtu", "narrows");
    }

    @Override
    public Row get(int index) {
        return hops.get(index);
    }

    @Override
    public int size() {
        return hops.size();
    }
}
