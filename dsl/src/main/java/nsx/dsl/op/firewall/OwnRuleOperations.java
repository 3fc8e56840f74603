package nsx.dsl.op.firewall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Failure;
import nsx.netlink.Connection;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.NftRule;
import nsx.nft.OwnChain;
import nsx.nft.OwnRule;
import nsx.nft.OwnRuleListing;
import nsx.nft.OwnTable;
import nsx.nft.OwnTableState;
import nsx.nft.Placed;
import nsx.ns.Context;
import nsx.process.Program;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** Changes of one of nsx's own nftables tables in one context. Each change is one batch. */
public final class OwnRuleOperations {
    private final Kernel kernel;
    private final Context context;
    private final OwnTable which;

    public OwnRuleOperations(Kernel kernel, Context context, OwnTable which) {
        this.kernel = kernel;
        this.context = context;
        this.which = which;
    }

    /**
     * Runs the action while no other nsx changes the rules of this network namespace, because the kernel accepts
     * duplicate rules.
     */
    public <T> T alone(Supplier<T> action) {
        return kernel.alone(context, action);
    }

    /** The table in the kernel. */
    public OwnTableState read() {
        return reading(() -> OwnTableState.read(nftables(), which));
    }

    /** The table with the rules for the packets of this one only, for which others are not read. */
    public OwnTableState read(OwnRule own) {
        return some(new OwnRuleListing.Key(which, own.matched()));
    }

    /** The rule as it is now; empty if it is gone. */
    public Optional<NftRule> now(NftRule rule) {
        return some(OwnRuleListing.key(which, rule)).rules().stream()
                .filter(other -> other.handle() == rule.handle())
                .findFirst();
    }

    /** The table with the rules with a key, and their counters. */
    private OwnTableState some(OwnRuleListing.Key key) {
        return reading(() -> {
            OwnTableState bare = OwnTableState.bare(nftables(), which);
            return bare.exists()
                    ? bare.with(listed(key).stream()
                            .flatMap(rule -> asked(rule).stream())
                            .toList())
                    : bare;
        });
    }

    private static <T> T reading(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (NetlinkException | SysException e) {
            throw Failure.explain("cannot read the rules of nftables", e);
        }
    }

    private Connection nftables() {
        return kernel.netlink(context, Request.NETFILTER);
    }

    private List<NftRule> listed(Object key) {
        return kernel.listed(context, OwnRuleListing.of(which), key);
    }

    private Optional<NftRule> asked(NftRule rule) {
        try {
            return nftables().find(rule.get()).map(NftRule::decode);
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The operations that add the rule and remove earlier rules with another result for the same packets. */
    public List<Operation> ensure(OwnRule own) {
        OwnTableState table = read(own);
        List<Operation> operations = new ArrayList<>();
        List<NftRule> rivals = table.rivals(own);
        List<OwnChain> missing = table.missing(own);
        if (!missing.isEmpty()) {
            if (!table.missingChains().isEmpty()) {
                operations.add(create(table));
            }
            // a rule replaces its rival in the same position, because the first matching rule decides
            operations.add(add(own, missing, rivals.isEmpty() ? 0 : place(rivals, missing)));
        }
        // last, so that one of the two is always in force
        if (!rivals.isEmpty()) {
            operations.add(delete(rivals));
        }
        return operations;
    }

    private Operation create(OwnTableState table) {
        List<OwnChain> chains = table.missingChains();
        return operation(
                which.create(chains),
                which.createCommand(chains),
                (table.exists() ? "complete" : "make") + " nftables table inet " + which.text(),
                () -> table.exists() || !read().rules().isEmpty() ? List.of() : clear());
    }

    private static long place(List<NftRule> rivals, List<OwnChain> missing) {
        return missing.size() == 1
                        && rivals.get(0).chain().equals(missing.get(0).text())
                ? rivals.get(0).handle()
                : 0;
    }

    private Operation add(OwnRule own, List<OwnChain> chains, long after) {
        List<String> names = chains.stream().map(OwnChain::text).toList();
        return operation(which.add(own, chains, after), which.addCommand(own, chains, after), own.prose(), () -> {
            OwnTableState now = read(own);
            List<NftRule> added = now.rulesOf(own).stream()
                    .filter(rule -> names.contains(rule.chain()))
                    .toList();
            return added.isEmpty() ? List.of() : List.of(delete(added));
        });
    }

    /** Deletes existing rules, and the table with the last of them. */
    public List<Operation> remove(List<NftRule> rules) {
        OwnTableState table = reading(() -> OwnTableState.bare(nftables(), which));
        Set<Long> handles = rules.stream().map(NftRule::handle).collect(Collectors.toSet());
        boolean last = reading(() -> listed(new OwnRuleListing.First(which, rules.size() + 1))).stream()
                .allMatch(rule -> handles.contains(rule.handle()));
        return last ? List.of(delete(rules), clear(table)) : List.of(delete(rules));
    }

    private Operation delete(List<NftRule> rules) {
        FormerPlaces places = reading(() -> FormerPlaces.of(which, rules, this::listed));
        OwnTableState table = new OwnTableState(which, true, Set.of(), rules);
        return operation(
                table.delete(rules),
                table.deleteCommand(rules),
                "delete the rule to " + prose(rules),
                () -> List.of(restore(reading(places::now))));
    }

    private Operation restore(List<Placed> places) {
        OwnTableState table = OwnTableState.none(which);
        List<NftRule> rules = places.stream().map(Placed::rule).toList();
        return operation(
                table.restore(places), table.restoreCommand(places), "put back the rule to " + prose(rules), () -> {
                    List<NftRule> back = rules.stream()
                            .map(which::meaning)
                            .flatMap(Optional::stream)
                            .distinct()
                            .flatMap(own -> read(own).rulesOf(own).stream())
                            .toList();
                    return back.isEmpty() ? List.of() : List.of(delete(back));
                });
    }

    private String prose(List<NftRule> rules) {
        return String.join(", ", rules.stream().map(this::prose).distinct().toList());
    }

    /** The description of a rule; for a rule that nsx did not create, only how it ends. */
    public String prose(NftRule rule) {
        return which.meaning(rule).map(OwnRule::prose).orElseGet(() -> {
            int last = rule.expressions().size() - 1;
            return last < 0 ? "do nothing" : rule.expressions().get(last).name() + " in " + rule.chain();
        });
    }

    /** Deletes the table and everything in it; no operations without a table. */
    public List<Operation> clear() {
        OwnTableState table = read();
        return table.exists() ? List.of(clear(table)) : List.of();
    }

    private Operation clear(OwnTableState table) {
        return operation(
                which.clear(), which.clearCommand(), "delete nftables table inet " + which.text(), () -> refill(table));
    }

    /** The operations that recreate a table with its rules, except chains that nsx does not create. */
    public List<Operation> refill(OwnTableState table) {
        List<NftRule> rules = table.rules().stream()
                .filter(rule ->
                        table.chains().stream().anyMatch(chain -> chain.text().equals(rule.chain())))
                .toList();
        Operation create = create(OwnTableState.none(which));
        return rules.isEmpty()
                ? List.of(create)
                : List.of(
                        create,
                        restore(rules.stream()
                                .map(rule -> new Placed(rule, OptionalLong.empty()))
                                .toList()));
    }

    private Operation operation(List<Request> batch, String command, String prose, Supplier<List<Operation>> undo) {
        String quoted = Program.inQuotes(command);
        return new Operation(context, new Operation.Batch(() -> batch), "nft " + quoted, prose, undo);
    }
}
