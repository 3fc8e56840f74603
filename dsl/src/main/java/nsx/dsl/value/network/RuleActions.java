package nsx.dsl.value.network;

import java.util.List;
import java.util.function.Supplier;
import nsx.rtnl.RoutingRule;

/** What a rule can do with a packet. */
public final class RuleActions implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return RoutingRule.actions();
    }
}
