package nsx.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
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

    private static Expression expression(String name, UnaryOperator<Attributes> data) {
        return new Expression.Other(Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", name)
                .nest("NFTA_EXPR_DATA", data::apply));
    }

    private static String queue(int first, int count, int flags) {
        return text(List.of(expression(
                "queue",
                data -> data.put("NFTA_QUEUE_NUM", first)
                        .put("NFTA_QUEUE_TOTAL", count)
                        .put("NFTA_QUEUE_FLAGS", flags))));
    }

    @Test
    void queuesAreNamedWithTheirFlags() {
        assertEquals("queue to 0", queue(0, 1, 0));
        assertEquals("queue flags bypass,fanout to 3-5", queue(3, 3, 3));
        assertEquals(
                "queue flags bypass to numgen inc mod 4",
                text(List.of(
                        expression(
                                "numgen",
                                data -> data.put("NFTA_NG_DREG", 1)
                                        .put("NFTA_NG_MODULUS", 4)
                                        .put("NFTA_NG_TYPE", 0)),
                        expression(
                                "queue",
                                data -> data.put("NFTA_QUEUE_SREG_QNUM", 1).put("NFTA_QUEUE_FLAGS", 1)))));
    }

    @Test
    void whatFewKernelsHaveIsWrittenToo() {
        assertEquals(
                "flow add @ft", text(List.of(expression("flow_offload", d -> d.put("NFTA_FLOW_TABLE_NAME", "ft")))));
        assertEquals("last", text(List.of(expression("last", d -> d.put("NFTA_LAST_SET", 0)))));
        assertEquals(
                "tunnel path exists",
                text(List.of(
                        expression("tunnel", d -> d.put("NFTA_TUNNEL_DREG", 1).put("NFTA_TUNNEL_KEY", 0)),
                        new Expression.Compare("==", "01"))));
        assertEquals(
                "meta ibrpvid 100",
                text(List.of(
                        expression("meta", d -> d.put("NFTA_META_DREG", 1).put("NFTA_META_KEY", "ibrpvid")),
                        new Expression.Compare("==", host((short) 100)))));
        assertEquals(
                "dccp option 5 exists",
                text(List.of(
                        expression(
                                "exthdr",
                                d -> d.put("NFTA_EXTHDR_DREG", 1)
                                        .put("NFTA_EXTHDR_TYPE", 5)
                                        .put("NFTA_EXTHDR_FLAGS", 1)
                                        .put("NFTA_EXTHDR_OP", 4)),
                        new Expression.Compare("==", "01"))));
    }

    private static String host(short number) {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(Short.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putShort(number)
                        .array());
    }

    @Test
    void timesAreOfTheZoneOfTheMachine() {
        assertEquals("2d3h4m5s", TimeText.duration((((2 * 24 + 3) * 60 + 4) * 60 + 5) * 1000L));
        assertEquals("1s500ms", TimeText.duration(1500));
        assertEquals("0s", TimeText.duration(0));
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("GMT+05:30"));
            assertEquals("\"05:30\"", TimeText.hour(0));
            assertEquals("\"04:30:01\"", TimeText.hour(23 * 3600 + 1));
            assertEquals("\"1970-01-01 05:30:01\"", TimeText.date(1_000_000_000L));
        } finally {
            TimeZone.setDefault(zone);
        }
        assertEquals(RuleText.MORE, TimeText.date(1));
    }
}
