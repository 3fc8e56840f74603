package nsx.dsl.value.network;

import java.util.List;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.network.RoutingTable;
import nsx.dsl.op.network.RuleOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.Rule;

/** A rule of routing as it was when it was read. */
public final class RuleValue implements Facts, Deletable {
    private final Here here;
    private final Rule rule;

    public RuleValue(Here here, Rule rule) {
        this.here = here;
        this.rule = rule;
    }

    /** Those of both families, IPv4 first, in the order in which they are tried. */
    public static Table<RuleValue> all(Here here) {
        List<RuleValue> rows = RuleOperations.all(here).stream()
                .map(r -> new RuleValue(here, r))
                .toList();
        return Table.of(List.of("version", "priority", "from", "to", "iif", "oif", "fwmark", "action", "table"), rows);
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

    public Long getFwmark() {
        return rule.fwmark().isEmpty()
                ? null
                : Integer.toUnsignedLong(rule.fwmark().getAsInt());
    }

    /** lookup, goto, nop, blackhole, unreachable or prohibit. */
    public String getAction() {
        return rule.action();
    }

    /** The table's name where it is main, local or default, else its number; null when none is looked into. */
    public Object getTable() {
        String text = RoutingTable.text(rule.table());
        return rule.table() == 0 ? null : text.matches("\\d+") ? (Object) Long.parseLong(text) : text;
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
    public List<String> facts() {
        return List.of("version", "priority", "from", "to", "iif", "oif", "fwmark", "action", "table");
    }

    @Override
    public String toString() {
        return getPriority() + ": from " + getFrom() + (rule.to().isEmpty() ? "" : " to " + getTo()) + " " + getAction()
                + (getTable() == null ? "" : " " + getTable());
    }
}
