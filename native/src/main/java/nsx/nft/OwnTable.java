package nsx.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nsx.netlink.Request;

/** The tables that nsx writes to, all of the family inet: {@code nsx} translates addresses, {@code nsx-filter} filters. */
public enum OwnTable {
    NAT(
            "nsx",
            List.of(OwnChain.PREROUTING, OwnChain.OUTPUT, OwnChain.POSTROUTING),
            rule -> Nat.of(rule).map(OwnRule.class::cast)),
    FILTER(
            "nsx-filter",
            List.of(OwnChain.FILTER_INPUT, OwnChain.FILTER_FORWARD, OwnChain.FILTER_OUTPUT),
            rule -> Filter.of(rule).map(OwnRule.class::cast));

    private final String text;
    private final List<OwnChain> chains;
    private final Function<NftRule, Optional<OwnRule>> reader;

    OwnTable(String text, List<OwnChain> chains, Function<NftRule, Optional<OwnRule>> reader) {
        this.text = text;
        this.chains = chains;
        this.reader = reader;
    }

    /** The name of the table in the kernel. */
    public String text() {
        return text;
    }

    /** The chains that nsx creates in the table. */
    public List<OwnChain> chains() {
        return chains;
    }

    /** Reads a kernel rule, ignoring its counters; empty for a rule that nsx did not create. */
    public Optional<OwnRule> meaning(NftRule rule) {
        return reader.apply(rule);
    }

    /** Requests that create the table and these chains unless they exist. */
    public List<Request> create(List<OwnChain> some) {
        List<Request> requests = new ArrayList<>(List.of(Nftables.newTable(text)));
        some.forEach(chain -> requests.add(chain.create(text)));
        return Nftables.batch(requests);
    }

    /** The equivalent command line of nft(8). */
    public String createCommand(List<OwnChain> some) {
        return some.stream()
                .map(chain -> "; " + chain.command(text))
                .collect(Collectors.joining("", "add table inet " + text, ""));
    }

    /**
     * Requests that add a rule to these chains.
     *
     * @param after the handle of the rule to insert after; 0 for the end of the chain
     */
    public List<Request> add(OwnRule own, List<OwnChain> some, long after) {
        return Nftables.batch(some.stream()
                .map(chain -> NftRule.create(text, chain.text(), Expression.encode(own.expressions())))
                .map(rule -> after == 0 ? rule : rule.put("NFTA_RULE_POSITION", after))
                .toList());
    }

    public String addCommand(OwnRule own, List<OwnChain> some, long after) {
        String place = after == 0 ? "" : "handle " + after + " ";
        return some.stream()
                .map(chain -> "add rule inet " + text + " " + chain.text() + " " + place + own.command())
                .collect(Collectors.joining("; "));
    }

    /** Requests that delete the table with its chains and rules. */
    public List<Request> clear() {
        return Nftables.batch(List.of(Nftables.deleteTable(text)));
    }

    public String clearCommand() {
        return "delete table inet " + text;
    }
}
