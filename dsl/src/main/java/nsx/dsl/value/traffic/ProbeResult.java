package nsx.dsl.value.traffic;

import java.time.Duration;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;
import nsx.dsl.shape.Table;

/**
 * The result of {@code probe}: what happened to one real packet at each hop, and what {@code why} predicted. True in a condition when the
 * packet was answered.
 */
public final class ProbeResult extends Rows<ProbeResult.Hop> implements Facts {
    private final Packet packet;
    private final End end;
    private final List<Hop> hops;
    private final List<String> missing;

    /**
     * An observed or predicted event.
     *
     * @param hop the place: a namespace, or a device in one as {@code NS:DEV}
     * @param happened the observed event; null for none
     * @param foretold the prediction of {@code why}; null for none
     * @param differs {@code differs} if they disagree; otherwise null
     */
    public record Hop(String hop, String happened, String foretold, String differs) {}

    /**
     * The packet that was sent.
     *
     * @param source the source address; null if it could not be sent
     * @param sourcePort the source port, or the identifier of the echo
     * @param port the destination port; 0 for an echo
     */
    public record Packet(String proto, String source, int sourcePort, String destination, int port) {
        /** Returns {@code tcp 10.0.0.1:41234 to 10.0.0.2:80}. */
        @Override
        public String toString() {
            String from = source == null ? "nothing" : end(source, sourcePort);
            return port == 0
                    ? proto + " " + (source == null ? from : source) + " to " + destination + ", identifier "
                            + sourcePort
                    : proto + " " + from + " to " + end(destination, port);
        }

        private static String end(String address, int port) {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        }
    }

    /**
     * The end of the probe.
     *
     * @param reason the event that stopped the packet; null if it was answered
     * @param answer the answer in words; null for none
     * @param rtt the round trip time; null without an answer
     */
    public record End(String verdict, String reason, boolean sent, String answer, Duration rtt) {}

    public ProbeResult(Packet packet, End end, List<Hop> hops, List<String> missing) {
        this.packet = packet;
        this.end = end;
        this.hops = List.copyOf(hops);
        this.missing = List.copyOf(missing);
    }

    /**
     * The verdict: {@code ok} for an answered packet, {@code broken}, or {@code unknown} for a datagram that arrived
     * and needs no answer.
     */
    public String getVerdict() {
        return end.verdict();
    }

    /** Whether the packet was answered. */
    public boolean isOk() {
        return end.verdict().equals("ok");
    }

    /** Whether the verdict is ok. */
    public boolean asBoolean() {
        return isOk();
    }

    /** The event that stopped the packet; null for none. */
    public String getReason() {
        return end.reason();
    }

    /** The packet: protocol, addresses and ports. */
    public Packet getPacket() {
        return packet;
    }

    /** Whether the packet was sent. */
    public boolean isSent() {
        return end.sent();
    }

    /** The answer in words, such as {@code reply} or {@code Connection refused}; null for none. */
    public String getAnswer() {
        return end.answer();
    }

    /** Time from sending to the answer; null without one. */
    public Duration getRtt() {
        return end.rtt();
    }

    /** The rows in which the observed event differs from the prediction. */
    public List<Hop> getDifferences() {
        return hops.stream().filter(h -> h.differs() != null).toList();
    }

    /** The observed and predicted events, one row for each. */
    public Table<Hop> getHops() {
        return Table.of(shown(), hops);
    }

    /** The parts that could not be watched, each with the reason. */
    public List<String> getMissing() {
        return missing;
    }

    @Override
    public Hop get(int index) {
        return hops.get(index);
    }

    @Override
    public int size() {
        return hops.size();
    }

    @Override
    public List<String> shown() {
        return List.of("hop", "happened", "foretold", "differs");
    }

    @Override
    public List<String> facts() {
        return List.of("verdict", "reason", "packet", "sent", "answer", "rtt", "missing");
    }
}
