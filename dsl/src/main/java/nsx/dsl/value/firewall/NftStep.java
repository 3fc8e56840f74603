package nsx.dsl.value.firewall;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.nft.Headers;
import nsx.nft.Ruleset;
import nsx.nft.TraceEvent;

/** One step of one packet through nftables: a rule that it fulfilled, or the end of a chain. */
public final class NftStep implements Facts {
    /** The columns of its table. */
    public static final List<String> COLUMNS =
            List.of("packet", "table", "chain", "rule", "verdict", "in", "out", "from", "to", "proto", "port");

    private final Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final TraceEvent event;
    private final String rule;
    private final Optional<Headers> headers;
    private final String in;
    private final String out;

    /**
     * One step.
     *
     * @param rule in the words of nft(8)
     * @param headers those of the packet, told with this step or an earlier one
     * @param in the device that it came by, or null
     * @param out the device that it leaves by, or null
     */
    public NftStep(TraceEvent event, String rule, Optional<Headers> headers, String in, String out) {
        this.event = event;
        this.rule = rule;
        this.headers = headers;
        this.in = in;
        this.out = out;
    }

    /** A table of steps, in their order. */
    public static Table<NftStep> table(List<NftStep> rows) {
        return Table.of(NftStep.class, COLUMNS, rows);
    }

    /** When it was read. */
    public Instant getTime() {
        return time;
    }

    /** The same for all steps of one packet at one hook: eight hexadecimal digits. */
    public String getPacket() {
        return String.format("%08x", event.id());
    }

    /** Family and name of the table: {@code ip filter}. */
    public String getTable() {
        return Ruleset.familyName(event.family()) + " " + event.table();
    }

    /** The chain. */
    public String getChain() {
        return event.chain();
    }

    /** The rule in the words of nft(8); {@code policy drop} or {@code end of chain} where no rule decided. */
    public String getRule() {
        return rule;
    }

    /** The number of the rule in its table; null for the end of a chain. */
    public Long getHandle() {
        return event.kind() == TraceEvent.Kind.RULE ? event.handle() : null;
    }

    /** What came of it: drop, accept, continue, return, jump or goto with the name of a chain. */
    public String getVerdict() {
        return event.verdict();
    }

    /** The device that the packet came by; null for one that was sent here. */
    public String getIn() {
        return in;
    }

    /** The device that it leaves by; null where that is not known yet. */
    public String getOut() {
        return out;
    }

    /** Its source address at this step; null where the kernel did not tell. */
    public String getFrom() {
        return headers.map(Headers::source).map(Ip::text).orElse(null);
    }

    /** Its destination address at this step; null where the kernel did not tell. */
    public String getTo() {
        return headers.map(Headers::destination).map(Ip::text).orElse(null);
    }

    /** The protocol in IP: tcp, udp, icmp, …, or its number; null where the kernel did not tell. */
    public String getProto() {
        return headers.map(h -> IpProtocol.name(h.protocol())).orElse(null);
    }

    /** The port that it comes from; null for other protocols than TCP and UDP. */
    public Integer getSport() {
        return ported().map(Headers::number).orElse(null);
    }

    /** The port that it goes to; null for other protocols than TCP and UDP. */
    public Integer getPort() {
        return ported().map(Headers::second).orElse(null);
    }

    private Optional<Headers> ported() {
        return headers.filter(h -> h.protocol() == IpProtocol.TCP || h.protocol() == IpProtocol.UDP);
    }

    @Override
    public List<String> facts() {
        return List.of(
                "time", "packet", "table", "chain", "rule", "handle", "verdict", "in", "out", "from", "sport", "to",
                "port", "proto");
    }

    @Override
    public String toString() {
        return getPacket() + " " + getTable() + " " + getChain() + " " + rule + " (" + getVerdict() + ")";
    }
}
