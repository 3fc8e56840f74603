package nsx.dsl.op.firewall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
        return reading(() -> {
            OwnTableState bare = OwnTableState.bare(nftables(), which);
            return bare.exists() ? bare.with(alike(own)) : bare;
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

    /** The rules for the packets of this one, with their counters. */
    private List<NftRule> alike(OwnRule own) {
        return listed(new OwnRuleListing.Key(which, own.matched())).stream()
                .flatMap(rule -> now(rule).stream())
                .toList();
    }

    private List<NftRule> listed(Object key) {
        return kernel.listed(context, OwnRuleListing.of(which), key);
    }

    private Optional<NftRule> now(NftRule rule) {
        try {
            return nftables().find(rule.get()).map(NftRule::decode);
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The rules with those that stand behind them in their chains, by which a deleted one finds its place again. */
    private List<NftRule> withLater(List<NftRule> rules) {
        return rules.stream()
                .flatMap(rule -> Stream.concat(
                        Stream.of(rule), listed(new OwnRuleListing.After(which, rule.chain(), rule.handle())).stream()))
                .toList();
    }

    /** The operations that add the rule and remove earlier rules with another result for the same packets. */
    public List<Operation> ensure(OwnRule own) {
        OwnTableState some = read(own);
        // the order of all is remembered with a deletion
        OwnTableState table = some.rivals(own).isEmpty() ? some : read();
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
            operations.add(delete(table, rivals));
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
            return added.isEmpty() ? List.of() : List.of(delete(now.with(withLater(added)), added));
        });
    }

    /** Deletes existing rules, and the table with the last of them. */
    public List<Operation> remove(List<NftRule> rules) {
        OwnTableState table = read();
        boolean last = rules.containsAll(table.rules());
        return last
                ? List.of(delete(table, rules), clear(new OwnTableState(which, true, table.chains(), List.of())))
                : List.of(delete(table, rules));
    }

    private Operation delete(OwnTableState before, List<NftRule> rules) {
        return operation(
                before.delete(rules),
                before.deleteCommand(rules),
                "delete the rule to " + prose(rules),
                () -> List.of(restore(before, read(), rules)));
    }

    private Operation restore(OwnTableState before, OwnTableState without, List<NftRule> rules) {
        return operation(
                before.restore(rules, without),
                before.restoreCommand(rules, without),
                "put back the rule to " + prose(rules),
                () -> {
                    OwnTableState now = read();
                    List<NftRule> back = rules.stream()
                            .map(which::meaning)
                            .flatMap(Optional::stream)
                            .flatMap(own -> now.rulesOf(own).stream())
                            .distinct()
                            .toList();
                    return back.isEmpty() ? List.of() : List.of(delete(now, back));
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
        return rules.isEmpty() ? List.of(create) : List.of(create, restore(table, OwnTableState.none(which), rules));
    }

    private Operation operation(List<Request> batch, String command, String prose, Supplier<List<Operation>> undo) {
        String quoted = Program.inQuotes(command);
        return new Operation(context, new Operation.Batch(() -> batch), "nft " + quoted, prose, undo);
    }
}
