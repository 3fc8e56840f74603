package nsx.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

class RuleTextTest {
    private static String text(List<Expression> expressions) {
        Attributes body = Attributes.of(Nftables.RULE, Nftables.NFGENMSG.with("nfgen_family", Nftables.INET))
                .put("NFTA_RULE_EXPRESSIONS", Expression.encode(expressions));
        return RuleText.of(new NftRule(body), Sets.NONE);
    }

    private static List<Expression> rule(List<Expression> first, Expression... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }

    private static List<Expression> both(List<Expression> first, List<Expression> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    @Test
    void networksAreWrittenWithTheirLength() {
        List<Expression> four = RuleConditions.family(2);
        List<Expression> six = RuleConditions.family(10);
        assertEquals(
                "ip saddr 10.0.0.0/24 counter",
                text(both(four, rule(RuleConditions.source("==", Ip.parse("10.0.0.0"), 24), Expression.Counter.ZERO))));
        assertEquals("ip saddr 10.0.0.0/20", text(both(four, RuleConditions.source("==", Ip.parse("10.0.0.0"), 20))));
        assertEquals(
                "ip daddr != 10.0.0.1", text(both(four, RuleConditions.destination("!=", Ip.parse("10.0.0.1"), 32))));
        assertEquals("ip6 saddr fd00::/64", text(both(six, RuleConditions.source("==", Ip.parse("fd00::"), 64))));
    }

    @Test
    void bytesOfAHeaderThatTheRuleDoesNotNameArePlain() {
        assertEquals("@nh,128,32 0xa000001", text(RuleConditions.destination("==", Ip.parse("10.0.0.1"), 32)));
    }

    @Test
    void aProxyOfHandshakesNamesItsOptions() {
        assertEquals("synproxy mss 1460 wscale 7 timestamp sack-perm", synproxy(1 | 2 | 4 | 8));
        assertEquals("synproxy timestamp", synproxy(8));
        assertEquals("synproxy", synproxy(0));
    }

    private static String synproxy(int flags) {
        Attributes data = Attributes.of(ExpressionTables.of("synproxy"))
                .put("NFTA_SYNPROXY_MSS", 1460)
                .put("NFTA_SYNPROXY_WSCALE", 7)
                .put("NFTA_SYNPROXY_FLAGS", flags);
        return new ActionText(Nftables.INET, new RuleRegisters())
                .of("synproxy", data)
                .orElseThrow();
    }

    @Test
    void portsAreThoseOfTheirProtocol() {
        assertEquals("tcp dport 8080", text(RuleConditions.port(Protocol.TCP, 8080)));
        assertEquals(
                "udp dport 53 masquerade",
                text(rule(RuleConditions.port(Protocol.UDP, 53), new Expression.Masquerade())));
    }

    @Test
    void devicesAreInQuotes() {
        assertEquals("oifname \"eth0\"", text(RuleConditions.device("oifname", "eth0")));
    }

    @Test
    void theTypeOfAnAddressHasAName() {
        assertEquals("fib daddr type local", text(RuleConditions.local()));
    }

    @Test
    void theFamilyIsSaidWhereNoAddressSaysIt() {
        assertEquals("meta nfproto ipv4 counter", text(rule(RuleConditions.family(2), Expression.Counter.ZERO)));
        assertEquals(
                "ip saddr 10.0.0.1",
                text(both(RuleConditions.family(2), RuleConditions.source("==", Ip.parse("10.0.0.1"), 32))));
    }
}
