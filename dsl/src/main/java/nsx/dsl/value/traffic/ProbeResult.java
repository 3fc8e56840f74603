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
     * One event that was seen, or that was predicted.
     *
     * @param hop where: a namespace, or a device in one as {@code NS:DEV}
     * @param happened the event that was seen; null for none
     * @param foretold the prediction of {@code why}; null for none
     * @param differs {@code differs} when they do not agree; else null
     */
    public record Hop(String hop, String happened, String foretold, String differs) {}

    /**
     * The packet that was sent.
     *
     * @param source null when it could not be sent
     * @param sourcePort the source port, or the identifier of the echo
     * @param port 0 for an echo
     */
    public record Packet(String proto, String source, int sourcePort, String destination, int port) {
        /** {@code tcp 10.0.0.1:41234 to 10.0.0.2:80}. */
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
     * How it ended.
     *
     * @param reason null when it was answered
     * @param answer what came back, in words; null for nothing
     * @param rtt null when nothing came back
     */
    public record End(String verdict, String reason, boolean sent, String answer, Duration rtt) {}

    public ProbeResult(Packet packet, End end, List<Hop> hops, List<String> missing) {
        this.packet = packet;
        this.end = end;
        this.hops = List.copyOf(hops);
        this.missing = List.copyOf(missing);
    }

    /** {@code ok} when it was answered, {@code broken}, or {@code unknown}: a datagram arrived and nobody needs to answer it. */
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

    /** The event that stopped it; null for none. */
    public String getReason() {
        return end.reason();
    }

    /** The packet: protocol, addresses and ports. */
    public Packet getPacket() {
        return packet;
    }

    /** Whether it was sent. */
    public boolean isSent() {
        return end.sent();
    }

    /** The answer in words, such as {@code reply} or {@code Connection refused}; null for none. */
    public String getAnswer() {
        return end.answer();
    }

    /** Time from sending to what came back; null for nothing. */
    public Duration getRtt() {
        return end.rtt();
    }

    /** The rows in which what happened is not what was foretold. */
    public List<Hop> getDifferences() {
        return hops.stream().filter(h -> h.differs() != null).toList();
    }

    /** The events that were seen and predicted, one row for each. */
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
