package nsx.dsl.value.firewall;

import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.nft.Forward;
import nsx.nft.Masquerade;
import nsx.nft.Nat;
import nsx.nft.NftRule;
import nsx.nft.OwnTable;
import nsx.nft.OwnTableState;

/**
 * A rule of nsx's nftables table. A forwarded port is one rule here; nftables has one rule for packets that arrive and another for
 * packets that the machine sends to itself. A rule that another program wrote into the table has the kind {@code other}.
 */
public final class NatRule implements Facts {
    /** The columns of the rules' table. */
    public static final List<String> COLUMNS =
            List.of("kind", "family", "source", "out", "in", "proto", "port", "to", "packets", "bytes");

    private final Here here;
    private final Nat nat;
    private final List<NftRule> rules;

    private NatRule(Here here, Nat nat, List<NftRule> rules) {
        this.here = here;
        this.nat = nat;
        this.rules = rules;
    }

    /** The rule of the table with this effect and its counters. */
    public static NatRule of(Here here, Nat nat, OwnTableState table) {
        return new NatRule(here, nat, table.rulesOf(nat));
    }

    /** All rules of the table. Masquerading comes last, as for a packet. */
    public static Table<NatRule> all(Here here, OwnTableState table) {
        Map<Nat, List<NftRule>> byMeaning = new LinkedHashMap<>();
        table.rules()
                .forEach(rule -> Nat.of(rule)
                        .ifPresent(nat -> byMeaning
                                .computeIfAbsent(nat, n -> new ArrayList<>())
                                .add(rule)));
        Stream<NatRule> known =
                byMeaning.entrySet().stream().map(e -> new NatRule(here, e.getKey(), List.copyOf(e.getValue())));
        Stream<NatRule> others = table.rules().stream()
                .filter(rule -> Nat.of(rule).isEmpty())
                .map(rule -> new NatRule(here, null, List.of(rule)));
        return Table.of(NatRule.class, COLUMNS, Stream.concat(known, others).toList());
    }

    private Optional<Masquerade> masquerade() {
        return nat instanceof Masquerade m ? Optional.of(m) : Optional.empty();
    }

    private Optional<Forward> forward() {
        return nat instanceof Forward f ? Optional.of(f) : Optional.empty();
    }

    /** {@code masquerade}, {@code forward} or {@code other}. */
    @OneOf({"masquerade", "forward", "other"})
    public String getKind() {
        return nat == null ? "other" : nat instanceof Forward ? "forward" : "masquerade";
    }

    /** {@code ipv4} or {@code ipv6}. */
    @OneOf({"ipv4", "ipv6"})
    public String getFamily() {
        return masquerade()
                .map(Masquerade::network)
                .or(() -> forward().map(Forward::to))
                .map(address -> address instanceof Inet6Address ? "ipv6" : "ipv4")
                .orElse(null);
    }

    /** The network whose packets are masqueraded; null for other kinds. */
    @Holds(Content.NETWORK)
    public String getSource() {
        return masquerade().map(Masquerade::text).orElse(null);
    }

    /** The outgoing device of masqueraded packets; null for every device that leads to another network. */
    @Holds(Content.NAME)
    public String getOut() {
        return masquerade().map(Masquerade::out).filter(out -> !out.isEmpty()).orElse(null);
    }

    /** The device on which a connection must arrive; null for any. */
    @Holds(Content.NAME)
    public String getIn() {
        return forward().map(Forward::in).filter(in -> !in.isEmpty()).orElse(null);
    }

    /** The protocol of a forwarded port, tcp or udp; null for other kinds. */
    @OneOf({"tcp", "udp"})
    public String getProto() {
        return forward().map(f -> f.protocol().text()).orElse(null);
    }

    /** The forwarded port; null for other kinds. */
    @Holds(Content.PORT)
    public Integer getPort() {
        return forward().map(Forward::port).orElse(null);
    }

    /** The target of a forwarded port: {@code 10.0.0.11:80}; null for other kinds. */
    public String getTo() {
        return forward().map(Forward::target).orElse(null);
    }

    /** Number of connections that began here: NAT rules see only the first packet of each. */
    public long getPackets() {
        return rules.stream().mapToLong(rule -> rule.counted().packets()).sum();
    }

    /** Total length of the packets that the rule saw, in bytes. */
    public long getBytes() {
        return rules.stream().mapToLong(rule -> rule.counted().bytes()).sum();
    }

    /** Deletes the rule, and with the last rule the table; fails when the rule no longer exists. */
    public void delete() {
        OwnRuleOperations operations = new OwnRuleOperations(here.kernel(), here.context(), OwnTable.NAT);
        List<NftRule> there = nat != null
                ? operations.read(nat).rulesOf(nat)
                : rules.stream().flatMap(rule -> operations.now(rule).stream()).toList();
        if (there.isEmpty()) {
            throw new NsxException("there is no rule to " + this).because("the rule was deleted");
        }
        here.session().change(operations.remove(there));
    }

    @Override
    public List<String> facts() {
        return COLUMNS;
    }

    /** Rules with the same effect in the same namespaces are equal, regardless of their counters. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NatRule that
                && here.context().net().equals(that.here.context().net())
                && (nat == null ? that.nat == null && rules.equals(that.rules) : nat.equals(that.nat));
    }

    @Override
    public int hashCode() {
        return nat == null ? rules.hashCode() : nat.hashCode();
    }

    @Override
    public String toString() {
        return nat != null
                ? nat.prose()
                : new OwnRuleOperations(here.kernel(), here.context(), OwnTable.NAT).prose(rules.get(0));
    }
}
