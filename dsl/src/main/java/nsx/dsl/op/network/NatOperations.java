package nsx.dsl.op.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Failure;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Chain;
import nsx.nft.Nat;
import nsx.nft.NatTable;
import nsx.nft.Rule;
import nsx.ns.Context;
import nsx.sys.SysException;

/** Changes to nsx's own nftables table, in one context. Each is one batch. */
public final class NatOperations {
    private final Kernel kernel;
    private final Context context;

    public NatOperations(Kernel kernel, Context context) {
        this.kernel = kernel;
        this.context = context;
    }

    /**
     * Runs the action while no other nsx changes the rules of this network namespace: the kernel takes a rule twice. They wait
     * for each other.
     */
    public <T> T alone(Supplier<T> action) {
        return kernel.alone(context, action);
    }

    /** The table in the kernel. */
    public NatTable read() {
        try {
            return NatTable.read(kernel.netlink(context, Request.NETFILTER));
        } catch (NetlinkException | SysException e) {
            throw Failure.explain("cannot read the rules of nftables", e);
        }
    }

    /** The operations that add the translation and remove rules before it that send the same packets elsewhere. */
    public List<Operation> ensure(Nat nat) {
        NatTable table = read();
        List<Operation> operations = new ArrayList<>();
        List<Rule> rivals = table.rules().stream()
                .filter(rule -> Nat.of(rule)
                        .filter(other -> !other.equals(nat) && other.rivals(nat))
                        .isPresent())
                .toList();
        List<Chain> missing = table.missing(nat);
        if (!missing.isEmpty()) {
            if (!table.missingChains().isEmpty()) {
                operations.add(create(table));
            }
            operations.add(add(nat, missing));
        }
        // last, so that one of the two is always in force
        if (!rivals.isEmpty()) {
            operations.add(delete(rivals));
        }
        return operations;
    }

    private Operation create(NatTable table) {
        List<Chain> chains = table.missingChains();
        return operation(
                NatTable.create(chains),
                NatTable.createCommand(chains),
                (table.exists() ? "complete" : "make") + " nftables table inet " + NatTable.NAME,
                () -> table.exists() || !read().rules().isEmpty() ? List.of() : clear());
    }

    private Operation add(Nat nat, List<Chain> chains) {
        List<String> names = chains.stream().map(Chain::text).toList();
        return operation(NatTable.add(nat, chains), NatTable.addCommand(nat, chains), nat.prose(), () -> {
            List<Rule> added = read().rulesOf(nat).stream()
                    .filter(rule -> names.contains(rule.chain()))
                    .toList();
            return added.isEmpty() ? List.of() : List.of(delete(added));
        });
    }

    /** Deletes existing rules, and the table with the last of them. */
    public List<Operation> remove(List<Rule> rules) {
        NatTable table = read();
        boolean last = rules.containsAll(table.rules());
        return last
                ? List.of(delete(rules), clear(new NatTable(true, table.chains(), List.of())))
                : List.of(delete(rules));
    }

    private Operation delete(List<Rule> rules) {
        return operation(
                NatTable.delete(rules),
                NatTable.deleteCommand(rules),
                "delete the rule to " + prose(rules),
                () -> List.of(restore(rules)));
    }

    private Operation restore(List<Rule> rules) {
        return operation(
                NatTable.restore(rules), NatTable.restoreCommand(rules), "put back the rule to " + prose(rules), () -> {
                    NatTable now = read();
                    List<Rule> back = rules.stream()
                            .map(Nat::of)
                            .flatMap(Optional::stream)
                            .flatMap(nat -> now.rulesOf(nat).stream())
                            .distinct()
                            .toList();
                    return back.isEmpty() ? List.of() : List.of(delete(back));
                });
    }

    private static String prose(List<Rule> rules) {
        return String.join(
                ", ", rules.stream().map(NatOperations::prose).distinct().toList());
    }

    /** The effect of a rule; for a rule that nsx did not make, only how it ends. */
    public static String prose(Rule rule) {
        return Nat.of(rule).map(Nat::prose).orElseGet(() -> {
            int last = rule.expressions().size() - 1;
            return last < 0 ? "do nothing" : rule.expressions().get(last).name() + " in " + rule.chain();
        });
    }

    /** Deletes the table and everything in it; no operations without a table. */
    public List<Operation> clear() {
        NatTable table = read();
        return table.exists() ? List.of(clear(table)) : List.of();
    }

    private Operation clear(NatTable table) {
        return operation(
                NatTable.clear(),
                NatTable.clearCommand(),
                "delete nftables table inet " + NatTable.NAME,
                () -> refill(table));
    }

    /** Chains that nsx does not make are not made again. */
    List<Operation> refill(NatTable table) {
        List<Rule> rules = table.rules().stream()
                .filter(rule ->
                        table.chains().stream().anyMatch(chain -> chain.text().equals(rule.chain())))
                .toList();
        Operation create = create(new NatTable(false, Set.of(), List.of()));
        return rules.isEmpty() ? List.of(create) : List.of(create, restore(rules));
    }

    private Operation operation(List<Request> batch, String command, String prose, Supplier<List<Operation>> undo) {
        String quoted = "'" + command.replace("'", "'\\''") + "'";
        return new Operation(context, new Operation.Batch(() -> batch), "nft " + quoted, prose, undo);
    }
}
