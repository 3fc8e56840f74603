package nsx.dsl.op.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Here;
import nsx.nft.NatTable;
import nsx.ns.Context;
import nsx.rtnl.Rule;

/** A network namespace as it was: its devices with all they have, its rules, and what nsx translates there. */
public final class NetworkMemory {
    /** What does not come back with it. */
    public static final String LOST = "its processes, its sysctls and what others have in nftables do not come back";

    private final Here here;
    private final List<LinkMemory> links;
    private final List<Rule> rules;
    private final Optional<NatTable> nat;

    private NetworkMemory(Here here) {
        this.here = here;
        this.links = LinkMemory.all(here);
        this.rules = RuleOperations.all(here);
        this.nat = nat(here);
    }

    public static NetworkMemory of(Here here) {
        return new NetworkMemory(here);
    }

    private static Optional<NatTable> nat(Here here) {
        try {
            return Optional.of(new NatOperations(here.kernel(), here.context()).read())
                    .filter(NatTable::exists);
        } catch (NsxException e) {
            // a kernel without nftables has no rules
            return Optional.empty();
        }
    }

    /** The operations that make all of it again in another namespace, which has nothing yet. */
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
        nat.ifPresent(table -> all.addAll(new NatOperations(there.kernel(), made).refill(table)));
        return all;
    }
}
