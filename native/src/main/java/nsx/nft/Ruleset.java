package nsx.nft;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.filter.Chains;
import nsx.filter.Judgement;
import nsx.filter.Match;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Tracking;
import nsx.filter.Truth;
import nsx.netlink.Connection;
import nsx.netlink.Ip;

/**
 * The chains and rules of all tables of a network namespace, by whichever program, as two dumps list them.
 *
 * @param rules the rules in the order in which they are tried, chain by chain
 * @param sets the sets that rules use
 */
public record Ruleset(List<FilterChain> chains, List<NftRule> rules, Sets sets) {
    private static final Map<Integer, String> FAMILIES =
            Map.of(1, "inet", 2, "ip", 3, "arp", 5, "netdev", 7, "bridge", 10, "ip6");
    /** The expressions that have the kernel track connections. */
    private static final Set<String> TRACKING =
            Set.of("ct", "nat", "masq", "redir", "connlimit", "synproxy", "match", "target");

    private static final int INET = 1;
    private static final int ALL = 0;
    /** The rule set of a kernel without nftables. */
    public static final Ruleset NONE = new Ruleset(List.of(), List.of());

    /** NFT_TABLE_F_DORMANT: the chains of the table do not act. */
    private static final int DORMANT = 1;

    private static final Set<String> HOOKS = Set.of("prerouting", "input", "forward", "output", "postrouting");
    /** The families whose chains are evaluated here: inet, IP, IPv6 and bridge. */
    private static final Set<Integer> WALKED = Set.of(1, 2, 10, 7);

    public Ruleset {
        chains = List.copyOf(chains);
        rules = List.copyOf(rules);
    }

    /** Reads it; needs CAP_NET_ADMIN as everything of nftables does. */
    public static Ruleset read(Connection connection) {
        Set<String> dormant = connection
                .dump(Nftables.request("list tables", Nftables.GET_TABLE, 0, ALL))
                .decode(Nftables.NEW_TABLE::decode)
                .stream()
                .filter(t -> (t.integer("NFTA_TABLE_FLAGS", 0) & DORMANT) != 0)
                .map(t -> table(t.header().integer("nfgen_family"), t.string("NFTA_TABLE_NAME")))
                .collect(Collectors.toSet());
        List<FilterChain> chains =
                connection
                        .dump(Nftables.request("list chains", Nftables.GET_CHAIN, 0, ALL))
                        .decode(FilterChain::decode)
                        .stream()
                        .filter(c -> !dormant.contains(table(c.family(), c.table())))
                        .toList();
        List<NftRule> rules = connection
                .dump(Nftables.request("list rules", Nftables.GET_RULE, 0, ALL))
                .decode(NftRule::decode);
        return new Ruleset(chains, rules, Sets.read(connection, rules));
    }

    /** Creates a rule set without sets. */
    public Ruleset(List<FilterChain> chains, List<NftRule> rules) {
        this(chains, rules, Sets.NONE);
    }

    /** Returns this rule set without one rule. */
    public Ruleset without(int family, String table, long handle) {
        return new Ruleset(
                chains,
                rules.stream()
                        .filter(r -> r.family() != family
                                || r.handle() != handle
                                || !r.table().equals(table))
                        .toList(),
                sets);
    }

    /** Returns this rule set with a chain whose policy accepts. */
    public Ruleset opened(FilterChain chain) {
        FilterChain open = new FilterChain(
                chain.family(),
                chain.table(),
                chain.name(),
                chain.hook(),
                chain.priority(),
                false,
                chain.type(),
                chain.device());
        return new Ruleset(chains.stream().map(c -> c.equals(chain) ? open : c).toList(), rules, sets);
    }

    private static String table(int family, String name) {
        return familyName(family) + " " + name;
    }

    /** The name of a table's family in nft(8). */
    public static String familyName(int family) {
        return FAMILIES.getOrDefault(family, Integer.toString(family));
    }

    /**
     * The chains of a hook in the order in which packets of these families pass them.
     *
     * @param tracked whether NAT chains apply, which only the first packet of a connection passes
     */
    private List<FilterChain> hooked(String hook, List<Integer> families, boolean tracked) {
        return chains.stream()
                .filter(c -> c.hook().equals(Optional.of(hook)) && families.contains(c.family()))
                .filter(c -> tracked || !c.type().equals("nat"))
                .sorted(Comparator.comparingInt(FilterChain::priority))
                .toList();
    }

    /** The chains that an IP packet passes at a hook. */
    public List<FilterChain> hooked(String hook, Packet packet) {
        boolean fresh = packet.state() == Packet.State.NEW;
        return hooked(hook, List.of(1, packet.isIpv6() ? 10 : 2), fresh);
    }

    /** The chains that frames pass at a hook of a bridge. */
    public List<FilterChain> bridged(String hook) {
        return hooked(hook, List.of(7), true);
    }

    /** The chains at other hooks (ingress, egress, ARP) that could drop something; packets are not evaluated there. */
    public List<FilterChain> beside() {
        return chains.stream()
                .filter(c -> c.hook().isPresent())
                .filter(c ->
                        !WALKED.contains(c.family()) || !HOOKS.contains(c.hook().get()))
                .filter(c -> c.dropping() || rules.stream().anyMatch(c::holds))
                .toList();
    }

    /**
     * Judges a packet.
     *
     * @param passed the chains that the packet passes
     */
    public Judgement<FilterChain, NftRule> judge(List<FilterChain> passed, Packet packet, Surroundings around) {
        return Judgement.of(passed, packet, seenBy(around));
    }

    /**
     * Whether the kernel may skip a rule: packets enter chains of the type nat only where connections are tracked, which these rules do not
     * ask for (nf_nat_inet_fn).
     */
    private boolean isIdle(NftRule rule, Packet packet) {
        return chains.stream().anyMatch(c -> c.holds(rule) && isIdle(c, packet.isIpv6()));
    }

    private boolean isIdle(FilterChain chain, boolean six) {
        int family = six ? Ip.AF_INET6 : Ip.AF_INET;
        return chain.type().equals("nat")
                && rules.stream()
                        .filter(r -> r.family() == family || r.family() == INET)
                        .flatMap(r -> r.elements().stream())
                        .noneMatch(e -> TRACKING.contains(e.string("NFTA_EXPR_NAME", "")));
    }

    /** Its chains as packets pass them. */
    private Chains<FilterChain, NftRule> seenBy(Surroundings around) {
        return new Chains<>() {
            @Override
            public List<NftRule> rulesOf(FilterChain chain) {
                return rules.stream().filter(chain::holds).toList();
            }

            @Override
            public Optional<FilterChain> beside(FilterChain chain, String name) {
                return chains.stream()
                        .filter(c -> c.family() == chain.family()
                                && c.table().equals(chain.table())
                                && c.name().equals(name))
                        .findFirst();
            }

            @Override
            public Tracking tracking(FilterChain base, Packet packet) {
                return base.family() == Nftables.BRIDGE
                        ? Tracking.DONE
                        : Tracking.at(base.hook().orElse(""), base.priority(), packet);
            }

            @Override
            public boolean dropping(FilterChain chain) {
                return chain.dropping();
            }

            @Override
            public Match match(NftRule rule, Packet packet) {
                Match found = new RuleEvaluation(packet, around, sets).of(rule);
                return found.truth() == Truth.YES && isIdle(rule, packet)
                        ? new Match(Truth.UNKNOWN, found.action(), found.effect())
                        : found;
            }
        };
    }
}
