package nsx.dsl.value.network;

import java.util.List;
import java.util.Set;
import nsx.dsl.op.network.RuleOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Table;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.Rule;

/** A rule of routing as it was when it was read. */
public final class RuleValue extends Described {
    private static final List<String> FACTS =
            List.of("version", "priority", "from", "to", "iif", "oif", "fwmark", "action", "table");

    private final Here here;
    private final Rule rule;

    public RuleValue(Here here, Rule rule) {
        super(FACTS, RuleOperations.facts(rule));
        this.here = here;
        this.rule = rule;
    }

    /** Those of both families, IPv4 first, in the order in which they are tried. */
    public static Table<RuleValue> all(Here here) {
        List<RuleValue> rows = RuleOperations.all(here).stream()
                .map(r -> new RuleValue(here, r))
                .toList();
        return table(FACTS, rows, Set.of());
    }

    /** Lowest first. */
    public long getPriority() {
        return Integer.toUnsignedLong(rule.priority());
    }

    /** A network, or {@code all}. */
    public String getFrom() {
        return rule.from().map(Prefix::toString).orElse("all");
    }

    public String getTo() {
        return rule.to().map(Prefix::toString).orElse("all");
    }

    public String getIif() {
        return rule.iif().orElse(null);
    }

    public String getOif() {
        return rule.oif().orElse(null);
    }

    /** A number, or text with a mask: {@code 0x10/0xf0}; null for any. */
    public Object getFwmark() {
        return fact("fwmark");
    }

    /** lookup, goto, nop, blackhole, unreachable or prohibit. */
    public String getAction() {
        return rule.action();
    }

    /** The table's name where it is main, local or default, else its number; null when none is looked into. */
    public Object getTable() {
        return fact("table");
    }

    /** 4 or 6. */
    public int getVersion() {
        return rule.family() == Family.INET6 ? 6 : 4;
    }

    /** Takes it away; an error when it is there no more. */
    @Override
    public void delete() {
        here.session().change(List.of(new RuleOperations(here).delete(rule)));
    }

    @Override
    protected List<String> known() {
        return RuleOperations.FACTS;
    }

    /** As ip-rule(8) writes it, the priority in front. */
    @Override
    public String toString() {
        return getPriority() + ": " + RuleOperations.text(rule);
    }
}
