package nsx.nft;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.filter.Chains;
import nsx.filter.Judgement;
import nsx.filter.Match;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.netlink.Connection;

/**
 * The chains and rules of all tables of a network namespace, whoever made them, as two dumps list them.
 *
 * @param rules in the order in which they are tried, chain by chain
 */
public record Ruleset(List<FilterChain> chains, List<Rule> rules) {
    private static final Map<Integer, String> FAMILIES =
            Map.of(1, "inet", 2, "ip", 3, "arp", 5, "netdev", 7, "bridge", 10, "ip6");
    private static final int ALL = 0;

    public Ruleset {
        chains = List.copyOf(chains);
        rules = List.copyOf(rules);
    }

    /** No chain at all. */
    public static Ruleset empty() {
        return new Ruleset(List.of(), List.of());
    }

    /** Reads it; needs CAP_NET_ADMIN as everything of nftables does. */
    public static Ruleset read(Connection connection) {
        return new Ruleset(
                connection
                        .dump(Nftables.request("list chains", Nftables.GET_CHAIN, 0, ALL))
                        .decode(FilterChain::decode),
                connection
                        .dump(Nftables.request("list rules", Nftables.GET_RULE, 0, ALL))
                        .decode(Rule::decode));
    }

    /** As nft(8) calls a family of tables. */
    public static String familyName(int family) {
        return FAMILIES.getOrDefault(family, Integer.toString(family));
    }

    /** The chains of a hook in the order in which packets of these families pass them. */
    List<FilterChain> hooked(String hook, List<Integer> families) {
        return chains.stream()
                .filter(c -> c.hook().equals(Optional.of(hook)) && families.contains(c.family()))
                .sorted(Comparator.comparingInt(FilterChain::priority))
                .toList();
    }

    /** Those that IP packets pass at a hook. */
    public List<FilterChain> hooked(String hook, Packet packet) {
        return hooked(hook, List.of(1, packet.isIpv6() ? 10 : 2));
    }

    /** Those that packets pass which a bridge passes on. */
    public List<FilterChain> bridged() {
        return hooked("forward", List.of(7));
    }

    /**
     * Judges a packet.
     *
     * @param passed the chains that it passes
     */
    public Judgement<FilterChain, Rule> judge(List<FilterChain> passed, Packet packet, Surroundings around) {
        return Judgement.of(passed, seenBy(packet, around));
    }

    /** Its chains as a packet passes them. */
    private Chains<FilterChain, Rule> seenBy(Packet packet, Surroundings around) {
        return new Chains<>() {
            @Override
            public List<Rule> rulesOf(FilterChain chain) {
                return rules.stream()
                        .filter(r -> r.family() == chain.family()
                                && r.table().equals(chain.table())
                                && r.chain().equals(chain.name()))
                        .toList();
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
            public boolean dropping(FilterChain chain) {
                return chain.dropping();
            }

            @Override
            public Match match(Rule rule) {
                return new Evaluation(packet, around).of(rule);
            }
        };
    }

    /** Whether a rule sets marks of packets: a meta expression that loads is read as {@link Expression.Meta}. */
    public boolean marks() {
        return rules.stream()
                .flatMap(r -> r.expressions().stream())
                .anyMatch(e -> e instanceof Expression.Other && e.name().equals("meta"));
    }
}
