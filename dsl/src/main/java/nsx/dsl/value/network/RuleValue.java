package nsx.dsl.value.network;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.op.route.RuleOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Flushable;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.RoutingRule;

/** A routing rule at the time when it was read. */
@MoreFacts(RuleValue.Known.class)
public final class RuleValue extends Described implements Flushable {
    /** The facts of a rule, which are also the columns of the rules' table. */
    public static final List<String> FACTS =
            List.of("version", "priority", "from", "to", "iif", "oif", "fwmark", "action", "table");

    private final Here here;
    private final RoutingRule rule;

    public RuleValue(Here here, RoutingRule rule) {
        super(FACTS);
        this.here = here;
        this.rule = rule;
    }

    /** The rules of both families, IPv4 first, in the order in which the kernel tries them. */
    public static Table<RuleValue> all(Here here) {
        List<RuleValue> rows = RuleOperations.all(here).stream()
                .map(r -> new RuleValue(here, r))
                .toList();
        return table(FACTS, rows, Set.of());
    }

    /** The priority; the kernel tries the lowest first. */
    public long getPriority() {
        return Integer.toUnsignedLong(rule.priority());
    }

    /** The network of the source, or {@code all}. */
    @Holds(Content.NETWORK)
    public String getFrom() {
        return rule.from().map(Prefix::toString).orElse("all");
    }

    /** The network of the destination, or null for any. */
    @Holds(Content.NETWORK)
    public String getTo() {
        return rule.to().map(Prefix::toString).orElse("all");
    }

    /** The device on which packets arrive; null for any. */
    @Holds(Content.NAME)
    public String getIif() {
        return rule.iif().orElse(null);
    }

    /** The device that the sender's socket is bound to; null for any. */
    @Holds(Content.NAME)
    public String getOif() {
        return rule.oif().orElse(null);
    }

    /** The firewall mark: a number, or text with a mask such as {@code 0x10/0xf0}; null for any. */
    public Object getFwmark() {
        return fact("fwmark");
    }

    /** The action: lookup, goto, nop, blackhole, unreachable or prohibit. */
    @OneOf(from = RuleActions.class, numbers = true)
    public String getAction() {
        return rule.action();
    }

    /** The table: main, local or default by name, others by number; null for a rule without one. */
    @OneOf(from = TableNames.class, numbers = true)
    public Object getTable() {
        return fact("table");
    }

    /** The version of IP: 4 or 6. */
    @OneOf({"4", "6"})
    public int getVersion() {
        return rule.family() == Family.INET6 ? 6 : 4;
    }

    /** Removes the rule; fails when it no longer exists. */
    @Override
    public void delete() {
        here.session().change(List.of(new RuleOperations(here).delete(rule)));
    }

    /** Removes rules, but not those of priority 0, which ip-rule(8) leaves too. */
    @Override
    public void flush(List<? extends Flushable> rows) {
        here.session().ensure(() -> {
            Set<Object> there =
                    RuleOperations.all(here).stream().map(RuleValue::key).collect(Collectors.toSet());
            return rows.stream()
                    .map(row -> ((RuleValue) row).rule)
                    .filter(each -> each.priority() != 0 && there.contains(key(each)))
                    .map(new RuleOperations(here)::delete)
                    .toList();
        });
    }

    private static Object key(RoutingRule rule) {
        return List.of(rule.family(), rule.priority(), RuleOperations.text(rule));
    }

    @Override
    protected Map<String, Object> reading() {
        return RuleOperations.facts(rule);
    }

    @Override
    protected List<String> known() {
        return RuleOperations.FACTS;
    }

    /** Returns the text of ip-rule(8) after the priority. */
    @Override
    public String toString() {
        return getPriority() + ": " + RuleOperations.text(rule);
    }

    /** The facts that only some rules have. */
    static final class Known implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return RuleOperations.FACTS;
        }
    }
}
