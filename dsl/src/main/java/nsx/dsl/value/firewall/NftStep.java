package nsx.dsl.value.firewall;

import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nsx.dsl.shape.Composed;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.nft.Headers;
import nsx.nft.Ruleset;
import nsx.nft.TraceEvent;

/** One step of one packet through nftables: a matching rule, or the end of a chain. */
public final class NftStep implements Facts, Composed {
    /** The columns of the steps' table. */
    public static final List<String> COLUMNS = List.of("packet", "hook", "table", "chain", "rule", "verdict", "flow");

    private final Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final TraceEvent event;
    private final String hook;
    private final String rule;
    private final Optional<Headers> headers;
    private final String in;
    private final String out;

    /**
     * Creates a step.
     *
     * @param hook the hook at which the packet is, or null
     * @param rule the rule in the words of nft(8)
     * @param headers the packet's headers from this step or an earlier one
     * @param in the incoming device, or null
     * @param out the outgoing device, or null
     */
    public NftStep(TraceEvent event, String hook, String rule, Optional<Headers> headers, String in, String out) {
        this.event = event;
        this.hook = hook;
        this.rule = rule;
        this.headers = headers;
        this.in = in;
        this.out = out;
    }

    /** A table of steps, in their order. */
    public static Table<NftStep> table(List<NftStep> rows) {
        return Table.of(NftStep.class, COLUMNS, rows);
    }

    /** The time when the step was read. */
    public Instant getTime() {
        return time;
    }

    /** The number of the packet at one hook, the same for all its steps: eight hexadecimal digits. */
    public String getPacket() {
        return String.format("%08x", event.id());
    }

    /** The hook at which the packet is; null if no chain told it. */
    @OneOf({"prerouting", "input", "forward", "output", "postrouting", "ingress", "egress"})
    public String getHook() {
        return hook;
    }

    /** Family and name of the table: {@code ip filter}. */
    public String getTable() {
        return Ruleset.familyName(event.family()) + " " + event.table();
    }

    /** The name of the chain. */
    public String getChain() {
        return event.chain();
    }

    /** The rule in the words of nft(8); {@code policy drop} or {@code end of chain} if no rule decided. */
    public String getRule() {
        return rule;
    }

    /** The number of the rule in its table; null for the end of a chain. */
    public Long getHandle() {
        return event.kind() == TraceEvent.Kind.RULE ? event.handle() : null;
    }

    /** The verdict: drop, accept, continue, return, jump or goto with the name of a chain. */
    public String getVerdict() {
        return event.verdict();
    }

    /** The incoming device; null for a packet sent by this machine. */
    @Holds(Content.NAME)
    public String getIn() {
        return in;
    }

    /** The outgoing device; null if it is not known yet. */
    @Holds(Content.NAME)
    public String getOut() {
        return out;
    }

    /** The source address at this step; null if the kernel did not report it. */
    @Holds(Content.ADDRESS)
    public String getFrom() {
        return headers.map(Headers::source).map(Ip::text).orElse(null);
    }

    /** The destination address at this step; null if the kernel did not report it. */
    @Holds(Content.ADDRESS)
    public String getTo() {
        return headers.map(Headers::destination).map(Ip::text).orElse(null);
    }

    /** The protocol in IP: tcp, udp, icmp, …, or its number; null if the kernel did not report it. */
    public String getProto() {
        return headers.map(h -> IpProtocol.name(h.protocol())).orElse(null);
    }

    /** The source port; null for protocols other than TCP and UDP. */
    @Holds(Content.PORT)
    public Integer getSport() {
        return ported().map(Headers::number).orElse(null);
    }

    /** The destination port; null for protocols other than TCP and UDP. */
    @Holds(Content.PORT)
    public Integer getPort() {
        return ported().map(Headers::second).orElse(null);
    }

    /**
     * The packet in words: {@code udp 10.0.0.1:4000 to 10.0.0.2:53 in eth0}; null at a step with which the kernel did
     * not report it again, as it does with the first step of each chain at a hook.
     */
    public String getFlow() {
        return Headers.of(event.network(), event.transport())
                .map(h -> getProto() + " " + end(h.source(), getSport()) + " to " + end(h.destination(), getPort())
                        + (in == null ? "" : " in " + in)
                        + (out == null ? "" : " out " + out))
                .orElse(null);
    }

    private static String end(InetAddress address, Integer port) {
        String text = Ip.text(address);
        return port == null ? text : (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
    }

    private Optional<Headers> ported() {
        return headers.filter(h -> h.protocol() == IpProtocol.TCP || h.protocol() == IpProtocol.UDP);
    }

    /** A table by its name alone, in any family. */
    @Override
    public Collection<?> parts(String column) {
        return column.equals("table") ? List.of(event.table()) : List.of();
    }

    @Override
    public List<String> facts() {
        return List.of(
                "time", "packet", "hook", "table", "chain", "rule", "handle", "verdict", "in", "out", "from", "sport",
                "to", "port", "proto", "flow");
    }

    @Override
    public String toString() {
        return getPacket() + " " + getTable() + " " + getChain() + " " + rule + " (" + getVerdict() + ")";
    }
}
