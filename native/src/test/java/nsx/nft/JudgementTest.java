package nsx.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nsx.filter.Action.Kind;
import nsx.filter.Judgement;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

/** What rules do with a packet that exists in thought only. */
class JudgementTest {
    private static final FilterChain BASE = chain("c", Optional.of("forward"), false);
    private static final Surroundings AROUND = new Surroundings(Ip.parse("10.0.0.12")::equals, false);
    private static final Packet PING = packet(Packet.ICMP, 0, false);

    private static FilterChain chain(String name, Optional<String> hook, boolean dropping) {
        return new FilterChain(1, "f", name, hook, 0, dropping);
    }

    private static Packet packet(int protocol, int port, boolean reply) {
        return new Packet(
                Ip.parse("10.0.0.11"),
                Ip.parse("10.0.0.12"),
                protocol,
                0,
                port,
                reply,
                new Packet.Device(2, "in0"),
                new Packet.Device(3, "out0"));
    }

    private static Expression verdict(int code, String chain) {
        return new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", "immediate")
                .nest(
                        "NFTA_EXPR_DATA",
                        data -> data.put("NFTA_IMMEDIATE_DREG", 0)
                                .nest(
                                        "NFTA_IMMEDIATE_DATA",
                                        it -> it.nest("NFTA_DATA_VERDICT", verdict -> {
                                            Attributes coded = verdict.put("NFTA_VERDICT_CODE", code);
                                            return chain.isEmpty() ? coded : coded.put("NFTA_VERDICT_CHAIN", chain);
                                        }))));
    }

    private static final Expression DROP = verdict(0, "");
    private static final Expression ACCEPT = verdict(1, "");

    private static Expression unknown(String name) {
        return new Expression.Other(Attributes.of(ExpressionTables.ELEMENT).put("NFTA_EXPR_NAME", name));
    }

    private static Expression loaded(String hex) {
        return new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", "immediate")
                .nest(
                        "NFTA_EXPR_DATA",
                        data -> data.put("NFTA_IMMEDIATE_DREG", 1)
                                .nest(
                                        "NFTA_IMMEDIATE_DATA",
                                        it -> it.put(
                                                "NFTA_DATA_VALUE",
                                                HexFormat.of().parseHex(hex)))));
    }

    private static NftRule rule(String chain, int handle, Expression... expressions) {
        Attributes body = Attributes.of(Nftables.RULE, Nftables.NFGENMSG.with("nfgen_family", 1))
                .put("NFTA_RULE_TABLE", "f")
                .put("NFTA_RULE_CHAIN", chain)
                .put("NFTA_RULE_HANDLE", handle)
                .put("NFTA_RULE_EXPRESSIONS", Expression.encode(List.of(expressions)));
        return new NftRule(Attributes.decode(body.encode(), Nftables.NFGENMSG, Nftables.RULE));
    }

    private static Judgement<FilterChain, NftRule> judge(Packet packet, FilterChain base, NftRule... rules) {
        List<FilterChain> chains = List.of(base, chain("sub", Optional.empty(), false));
        return new Ruleset(chains, Arrays.asList(rules)).judge(List.of(base), packet, AROUND);
    }

    private static Expression[] with(List<Expression> matches, Expression end) {
        List<Expression> all = new ArrayList<>(matches);
        all.add(end);
        return all.toArray(Expression[]::new);
    }

    private static Optional<Long> stops(Packet packet, NftRule... rules) {
        return judge(packet, BASE, rules).stop().flatMap(Judgement.Stop::rule).map(NftRule::handle);
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        assertEquals(Optional.of(1L), stops(PING, rule("c", 1, DROP)));
        assertEquals(Optional.empty(), stops(PING, rule("c", 1, ACCEPT), rule("c", 2, DROP)));
        assertEquals(
                Kind.DROP, judge(PING, BASE, rule("c", 1, DROP)).stop().get().kind());
    }

    @Test
    void addressesDevicesAndPortsAreCompared() {
        var from = RuleConditions.source("==", Ip.parse("10.0.0.0"), 20);
        assertEquals(Optional.of(1L), stops(PING, rule("c", 1, with(from, DROP))));
        var elsewhere = RuleConditions.source("==", Ip.parse("10.0.16.0"), 20);
        assertEquals(Optional.empty(), stops(PING, rule("c", 1, with(elsewhere, DROP))));
        assertEquals(Optional.of(1L), stops(PING, rule("c", 1, with(RuleConditions.device("iifname", "in0"), DROP))));
        assertEquals(Optional.empty(), stops(PING, rule("c", 1, with(RuleConditions.device("oifname", "in0"), DROP))));
        var port = rule("c", 1, with(RuleConditions.port(Protocol.TCP, 80), DROP));
        assertEquals(Optional.of(1L), stops(packet(6, 80, false), port));
        assertEquals(Optional.empty(), stops(packet(6, 81, false), port));
        assertEquals(Optional.empty(), stops(PING, port));
    }

    private static final FilterChain DROPPING = chain("c", Optional.of("forward"), true);

    private static Expression map(int register) {
        return new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", "lookup")
                .nest(
                        "NFTA_EXPR_DATA",
                        data -> data.put("NFTA_LOOKUP_SET", "__map0")
                                .put("NFTA_LOOKUP_SREG", 1)
                                .put("NFTA_LOOKUP_DREG", register)));
    }

    @Test
    void whatAMapSaysMayBeAnything() {
        Judgement<FilterChain, NftRule> behind = judge(PING, DROPPING, rule("c", 1, map(0)));
        assertEquals(Optional.empty(), behind.stop());
        assertEquals(2, behind.doubts().size(), "the map, and the policy behind it");
        assertEquals(Optional.of(1L), behind.doubts().get(0).unsure().map(NftRule::handle));
        // one that puts its value into a register decides nothing
        assertEquals(
                Optional.empty(),
                judge(PING, DROPPING, rule("c", 1, map(1))).stop().flatMap(Judgement.Stop::rule));
        assertTrue(judge(PING, DROPPING, rule("c", 1, map(1))).stop().isPresent());
    }

    @Test
    void whatIsNotKnownMayDrop() {
        var port = rule("c", 1, with(RuleConditions.port(Protocol.TCP, 80), DROP));
        Judgement<FilterChain, NftRule> unsaid = judge(packet(6, 0, false), BASE, port);
        assertTrue(unsaid.stop().isEmpty());
        assertEquals(1, unsaid.doubts().size());
        Judgement<FilterChain, NftRule> set =
                judge(PING, BASE, rule("c", 1, unknown("lookup"), DROP), rule("c", 2, DROP));
        assertEquals(Optional.of(2L), set.stop().flatMap(Judgement.Stop::rule).map(NftRule::handle));
        Judgement<FilterChain, NftRule> accepted =
                judge(PING, BASE, rule("c", 1, unknown("lookup"), ACCEPT), rule("c", 2, DROP));
        assertTrue(accepted.stop().isEmpty());
        assertEquals(1, accepted.doubts().size());
    }

    @Test
    void jumpsGotosAndReturnsAreFollowed() {
        NftRule drop = rule("sub", 3, DROP);
        assertEquals(Optional.of(3L), stops(PING, rule("c", 1, verdict(-3, "sub")), drop));
        assertEquals(Optional.of(3L), stops(PING, rule("c", 1, verdict(-4, "sub")), drop));
        assertEquals(
                Optional.of(2L),
                stops(PING, rule("c", 1, verdict(-3, "sub")), rule("c", 2, DROP), rule("sub", 3, verdict(-5, ""))));
        assertEquals(Optional.empty(), stops(PING, rule("c", 1, verdict(-5, "")), rule("c", 2, DROP)));
        assertEquals(
                Optional.empty(),
                stops(PING, rule("c", 1, verdict(-3, "sub")), rule("c", 2, DROP), rule("sub", 3, ACCEPT)));
    }

    @Test
    void thePolicyTakesWhatComesToTheEnd() {
        FilterChain dropping = chain("c", Optional.of("forward"), true);
        assertTrue(judge(PING, dropping).stop().get().rule().isEmpty());
        assertTrue(judge(PING, dropping, rule("c", 1, ACCEPT)).stop().isEmpty());
        assertTrue(
                judge(PING, dropping, rule("c", 1, verdict(-4, "sub"))).stop().isPresent());
    }

    @Test
    void whetherAnAddressIsOneOfTheMachineIsKnown() {
        assertEquals(Optional.of(1L), stops(PING, rule("c", 1, with(RuleConditions.local(), DROP))));
        Packet away = new Packet(
                Ip.parse("10.0.0.12"), Ip.parse("10.0.0.13"), 1, 0, 0, false, Packet.Device.NONE, Packet.Device.NONE);
        assertEquals(Optional.empty(), stops(away, rule("c", 1, with(RuleConditions.local(), DROP))));
    }

    @Test
    void whatIsAnsweredOrHandedToASocketIsNotForeseen() {
        for (String name : List.of("synproxy", "tproxy", "fwd", "somethingNew")) {
            Judgement<FilterChain, NftRule> judgement =
                    judge(PING, DROPPING, rule("c", 1, unknown(name)), rule("c", 2, DROP));
            assertTrue(judgement.stop().isEmpty(), name);
            assertEquals(
                    List.of(Kind.DIVERT),
                    judgement.diversions().stream().map(Judgement.Stop::kind).toList(),
                    name);
        }
    }

    private static Expression written(String base, int offset, int length) {
        return new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", "payload")
                .nest(
                        "NFTA_EXPR_DATA",
                        data -> data.put("NFTA_PAYLOAD_SREG", 1)
                                .put("NFTA_PAYLOAD_BASE", base)
                                .put("NFTA_PAYLOAD_OFFSET", offset)
                                .put("NFTA_PAYLOAD_LEN", length)));
    }

    @Test
    void whatARuleWritesIsNotForeseenUnlessItIsTheClassOfTraffic() {
        assertEquals(
                1,
                judge(PING, BASE, rule("c", 1, written("network", 16, 4)))
                        .diversions()
                        .size(),
                "its address");
        assertEquals(
                1,
                judge(PING, BASE, rule("c", 1, written("network", 8, 2)))
                        .diversions()
                        .size(),
                "its lifetime");
        assertEquals(
                1,
                judge(PING, BASE, rule("c", 1, written("transport", 0, 2)))
                        .diversions()
                        .size(),
                "its port");
        Judgement<FilterChain, NftRule> classed =
                judge(PING, BASE, rule("c", 1, masked("ff03", "0020"), written("network", 0, 2)));
        assertEquals(List.of(), classed.diversions());
        assertEquals(List.of(), classed.doubts());
        assertEquals(
                1,
                judge(PING, BASE, rule("c", 1, masked("0fff", "6000"), written("network", 0, 2)))
                        .diversions()
                        .size(),
                "its version");
        assertEquals(
                1,
                judge(PING, BASE, rule("c", 1, loaded("4520"), written("network", 0, 2)))
                        .diversions()
                        .size(),
                "what else");
    }

    private static Expression masked(String mask, String flipped) {
        return expression(
                "bitwise",
                data -> data.put("NFTA_BITWISE_SREG", 1)
                        .put("NFTA_BITWISE_DREG", 1)
                        .put("NFTA_BITWISE_LEN", 2)
                        .nest(
                                "NFTA_BITWISE_MASK",
                                it -> it.put("NFTA_DATA_VALUE", HexFormat.of().parseHex(mask)))
                        .nest(
                                "NFTA_BITWISE_XOR",
                                it -> it.put("NFTA_DATA_VALUE", HexFormat.of().parseHex(flipped))));
    }

    private static Expression expression(String name, UnaryOperator<Attributes> data) {
        return new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", name)
                .nest("NFTA_EXPR_DATA", data::apply));
    }

    @Test
    void aRuleThatAsksWhatIsNotKnownIsDoubted() {
        Map<String, UnaryOperator<Attributes>> loads = new LinkedHashMap<>();
        loads.put("exthdr", data -> data.put("NFTA_EXTHDR_DREG", 1).put("NFTA_EXTHDR_TYPE", 2));
        loads.put("rt", data -> data.put("NFTA_RT_DREG", 1).put("NFTA_RT_KEY", 4));
        loads.put("socket", data -> data.put("NFTA_SOCKET_DREG", 1).put("NFTA_SOCKET_KEY", 1));
        loads.put("xfrm", data -> data.put("NFTA_XFRM_DREG", 1).put("NFTA_XFRM_KEY", 5));
        loads.put("osf", data -> data.put("NFTA_OSF_DREG", 1));
        loads.put("tunnel", data -> data.put("NFTA_TUNNEL_DREG", 1).put("NFTA_TUNNEL_KEY", 1));
        loads.put(
                "payload",
                data -> data.put("NFTA_PAYLOAD_DREG", 1)
                        .put("NFTA_PAYLOAD_BASE", "inner")
                        .put("NFTA_PAYLOAD_OFFSET", 12)
                        .put("NFTA_PAYLOAD_LEN", 2));
        for (String key : List.of("time", "hour", "day", "random", "cpu", "cgroup", "ipsec", "rtclassid", "sdif")) {
            doubted(key, "meta", data -> data.put("NFTA_META_DREG", 1).put("NFTA_META_KEY", key), true);
        }
        for (String key : List.of("expiration", "label", "helper", "bytes", "zone", "status", "mark")) {
            doubted(key, "ct", data -> data.put("NFTA_CT_DREG", 1).put("NFTA_CT_KEY", key), true);
        }
        loads.forEach((name, data) -> {
            doubted(name, name, data, true);
            doubted(name, name, data, false);
        });
    }

    /** Expects neither a match nor none, whether the rule compares what it loads or not. */
    private static void doubted(String what, String name, UnaryOperator<Attributes> data, boolean compares) {
        List<Expression> rule = new ArrayList<>();
        rule.add(expression(name, data));
        if (compares) {
            rule.add(new Expression.Compare("==", "0800"));
        }
        rule.add(DROP);
        assertEquals(
                Truth.UNKNOWN,
                new RuleEvaluation(PING, AROUND, Sets.NONE)
                        .of(rule("c", 1, rule.toArray(Expression[]::new)))
                        .truth(),
                what);
    }

    @Test
    void aCopyIsNamedAndThePacketGoesOn() {
        Expression dup = new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", "dup")
                .nest("NFTA_EXPR_DATA", data -> data.put("NFTA_DUP_SREG_ADDR", 1)));
        Judgement<FilterChain, NftRule> judgement =
                judge(PING, BASE, rule("c", 1, loaded("0a000009"), dup), rule("c", 2, DROP));
        assertEquals(
                List.of(Optional.of(Ip.parse("10.0.0.9"))),
                judgement.copies().stream().map(Judgement.Copy::gateway).toList());
        assertEquals(
                Optional.of(2L), judgement.stop().flatMap(Judgement.Stop::rule).map(NftRule::handle));
    }

    @Test
    void anExpectationMayDropItsPacket() {
        Expression expectation = new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", "objref")
                .nest("NFTA_EXPR_DATA", data -> data.put("NFTA_OBJREF_IMM_TYPE", 9)));
        assertEquals(
                1, judge(PING, BASE, rule("c", 1, expectation)).diversions().size());
    }

    @Test
    void aChainOfNatMayBeSkippedWhereNobodyTracksConnections() {
        FilterChain nat = new FilterChain(1, "f", "n", Optional.of("prerouting"), -100, false, "nat", "");
        Judgement<FilterChain, NftRule> skipped = judge(PING, nat, rule("n", 1, DROP));
        assertEquals(Optional.empty(), skipped.stop());
        assertEquals(1, skipped.doubts().size());
        Judgement<FilterChain, NftRule> passed = judge(PING, nat, rule("n", 1, DROP), rule("sub", 2, unknown("ct")));
        assertEquals(
                Optional.of(1L), passed.stop().flatMap(Judgement.Stop::rule).map(NftRule::handle));
    }

    @Test
    void chainsThatJumpInACircleEnd() {
        assertTrue(judge(PING, BASE, rule("c", 1, verdict(-3, "sub")), rule("sub", 2, verdict(-3, "sub")))
                .stop()
                .isEmpty());
    }

    @Test
    void aTranslationIsNamed() {
        Judgement<FilterChain, NftRule> judgement = judge(PING, BASE, rule("c", 1, new Expression.Masquerade()));
        assertEquals(Kind.MASQUERADE, judgement.translation().get().kind());
    }

    /** {@code fib saddr . iif oif missing drop}. */
    private static NftRule reversePath(int flags) {
        return rule(
                "c",
                1,
                new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                        .put("NFTA_EXPR_NAME", "fib")
                        .nest(
                                "NFTA_EXPR_DATA",
                                data -> data.put("NFTA_FIB_DREG", 1)
                                        .put("NFTA_FIB_RESULT", "oif")
                                        .put("NFTA_FIB_FLAGS", flags))),
                new Expression.Compare("==", "00000000"),
                DROP);
    }

    @Test
    void theWayBackDecidesWhetherASenderIsTaken() {
        int missing = 1 | 8 | 32;
        Map.of(Truth.NO, Truth.YES, Truth.YES, Truth.NO, Truth.UNKNOWN, Truth.UNKNOWN)
                .forEach((back, dropped) -> List.of(missing, 1 | 8).forEach(flags -> {
                    Surroundings around = new Surroundings(a -> false, false, (packet, marked) -> back);
                    assertEquals(
                            dropped,
                            new RuleEvaluation(PING, around, Sets.NONE)
                                    .of(reversePath(flags))
                                    .truth());
                }));
    }
}
