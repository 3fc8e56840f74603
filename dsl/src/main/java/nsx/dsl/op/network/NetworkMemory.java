package nsx.dsl.op.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.op.link.LinkMemory;
import nsx.dsl.op.route.RuleDescription;
import nsx.dsl.op.route.RuleOperations;
import nsx.dsl.session.Here;
import nsx.nft.OwnTable;
import nsx.nft.OwnTableState;
import nsx.ns.Context;
import nsx.rtnl.RoutingRule;

/**
 * A network namespace in its former state: its devices with their configuration, its rules, and nsx's translation and
 * filter tables.
 */
public final class NetworkMemory {
    /** The part that is not restored. */
    public static final String LOST = "its processes, its sysctls and what others have in nftables do not come back";

    private final Here here;
    private final List<LinkMemory> links;
    private final List<RoutingRule> rules;
    private final List<OwnTableState> own;

    private NetworkMemory(Here here) {
        this.here = here;
        this.links = LinkMemory.all(here);
        this.rules = RuleOperations.all(here);
        this.own = own(here);
    }

    public static NetworkMemory of(Here here) {
        return new NetworkMemory(here);
    }

    private static List<OwnTableState> own(Here here) {
        try {
            return Arrays.stream(OwnTable.values())
                    .map(which -> new OwnRuleOperations(here.kernel(), here.context(), which).read())
                    .filter(OwnTableState::exists)
                    .toList();
        } catch (NsxException e) {
            // a kernel without nftables has no rules
            return List.of();
        }
    }

    /** The operations that recreate everything in another, empty namespace. */
    public List<Operation> make(Context made) {
        Here there = here.in(made);
        List<LinkMemory> moved = links.stream()
                .filter(l -> l.missing().isEmpty())
                .map(l -> l.in(here.context(), made))
                .toList();
        List<Operation> all = new ArrayList<>(LinkMemory.make(moved));
        RuleOperations operations = new RuleOperations(there);
        List<String> usual =
                RuleOperations.all(there).stream().map(RuleOperations::text).toList();
        rules.stream()
                .filter(r -> !usual.contains(RuleOperations.text(r)))
                .map(r -> operations.restore(RuleDescription.of(r)))
                .forEach(all::add);
        own.forEach(table -> all.addAll(new OwnRuleOperations(there.kernel(), made, table.which()).refill(table)));
        return all;
    }
}
