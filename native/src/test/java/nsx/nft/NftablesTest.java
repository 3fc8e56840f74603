package nsx.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.Connection;
import nsx.netlink.FakeKernel;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.MessageType;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import org.junit.jupiter.api.Test;

class NftablesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Function<Object, String> HEX_BYTES = bytes -> HEX.formatHex((byte[]) bytes);
    private static final String TABLE = "add table inet nsx";
    private static final Map<String, Nat> RULES = rules();

    private static Map<String, Nat> rules() {
        Map<String, Nat> all = new LinkedHashMap<>();
        all.put("postrouting ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24", masquerade("10.0.0.0", 24, ""));
        all.put("postrouting ip saddr 10.0.0.0/20 oifname \"eth0\"", masquerade("10.0.0.0", 20, "eth0"));
        all.put("postrouting ip6 saddr fd00::/64 ip6 daddr != fd00::/64", masquerade("fd00::", 64, ""));
        all.put("postrouting meta nfproto ipv4 oifname \"eth0\"", masquerade("0.0.0.0", 0, "eth0"));
        all.put(
                "prerouting meta nfproto ipv4 fib daddr type local tcp dport 8080",
                new Forward(Protocol.TCP, 8080, Ip.parse("10.0.0.11"), 80, ""));
        all.put(
                "prerouting meta nfproto ipv6 iifname \"eth0\" fib daddr type local udp dport 8080",
                new Forward(Protocol.UDP, 8080, Ip.parse("fd00::1"), 80, "eth0"));
        all.put(
                "output meta nfproto ipv4 fib daddr type local tcp dport 8080",
                new Forward(Protocol.TCP, 8080, Ip.parse("10.0.0.11"), 0, ""));
        return all;
    }

    private static Nat masquerade(String network, int length, String out) {
        return new Masquerade(Ip.parse(network), length, out);
    }

    private static List<String> lines(String file) {
        try (InputStream in = NftablesTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of nft(8) and the message that it sends for it. */
    private static Map<String, Message> sent() {
        List<String> lines = lines("sent.txt");
        Map<String, Message> all = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i += 2) {
            all.put(lines.get(i), message(lines.get(i + 1)));
        }
        return all;
    }

    static List<Message> listed() {
        return lines("listed.txt").stream().map(NftablesTest::message).toList();
    }

    private static Message message(String hex) {
        return Message.parse(HEX.parseHex(hex)).get(0);
    }

    private static MessageType type(Message message) {
        return Stream.of(Nftables.NEW_TABLE, Nftables.NEW_CHAIN, Nftables.NEW_RULE)
                .filter(type -> type.number() == message.type())
                .findFirst()
                .orElseThrow();
    }

    private static OwnChain chain(String text) {
        return OwnChain.valueOf(text.substring(0, text.indexOf(' ')).toUpperCase(Locale.ROOT));
    }

    private static NftRule rule(String chain, List<Expression> expressions) {
        return new NftRule(
                NftRule.create("nsx", chain, Expression.encode(expressions)).body());
    }

    @Test
    void whatWasCapturedIsReadAndWrittenAgain() {
        Stream.concat(sent().values().stream(), listed().stream()).forEach(message -> {
            Attributes read = type(message).decode(message);
            assertEquals(HEX.formatHex(message.payload()), HEX.formatHex(read.encode()), read.toString());
        });
    }

    @Test
    void rulesAreSentAsNftSendsThem() {
        Map<String, Message> sent = sent();
        RULES.forEach((words, nat) -> {
            List<OwnChain> chain = List.of(chain(words));
            String command = OwnTable.NAT.addCommand(nat, chain, 0);
            assertTrue(command.startsWith("add rule inet nsx " + words + " counter "), command);
            Request request = OwnTable.NAT.add(nat, chain, 0).get(1);
            assertEquals(
                    Nftables.NEW_RULE.decode(sent.get(command)).toString(),
                    request.body().toString());
            assertEquals(
                    HEX.formatHex(sent.get(command).payload()),
                    HEX.formatHex(request.body().encode()));
            assertEquals(sent.get(command).flags(), request.flags() | Flags.REQUEST);
        });
    }

    @Test
    void theTableAndItsChainsAreMadeAsNftMakesThem() {
        List<Request> requests = OwnTable.NAT.create(OwnTable.NAT.chains());
        List<String> commands = List.of(OwnTable.NAT
                .createCommand(OwnTable.NAT.chains())
                .replace("; add", "\nadd")
                .split("\n"));
        assertEquals(List.copyOf(sent().keySet()).subList(0, 4), commands);
        for (int i = 0; i < commands.size(); i++) {
            Message message = sent().get(commands.get(i));
            Request request = requests.get(i + 1);
            assertEquals(message.type(), request.type().number());
            Attributes nft = type(message).decode(message);
            nft.entries()
                    .forEach(entry -> assertEquals(
                            Optional.of(entry.value()),
                            request.body().value(entry.attribute().kernelName()),
                            nft.toString()));
        }
    }

    @Test
    void rulesOfTheKernelAreRecognised() {
        List<NftRule> rules = listed().stream()
                .filter(message -> message.type() == Nftables.NEW_RULE.number())
                .map(NftRule::decode)
                .toList();
        Set<Nat> found = new HashSet<>();
        rules.forEach(rule -> Nat.of(rule).ifPresent(found::add));
        assertEquals(Set.copyOf(RULES.values()), found);
        assertEquals(RULES.size() + 1, rules.size());
        NftRule other = rules.stream()
                .filter(rule -> Nat.of(rule).isEmpty())
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("meta", "cmp", "payload", "cmp", "limit", "counter", "masq"),
                other.expressions().stream().map(Expression::name).toList());
        Attributes restored = OwnTableState.none(OwnTable.NAT)
                .restore(List.of(new Placed(other, OptionalLong.empty())))
                .get(1)
                .body();
        assertEquals(other.expressions(), new NftRule(restored).expressions());
        assertEquals(
                other.body().value("NFTA_RULE_USERDATA").map(HEX_BYTES),
                restored.value("NFTA_RULE_USERDATA").map(HEX_BYTES));
    }

    @Test
    void aRuleInTheWrongChainOrWithMoreToItIsAnother() {
        Nat nat = masquerade("10.0.0.0", 24, "");
        assertEquals(Optional.of(nat), Nat.of(rule("postrouting", nat.expressions())));
        assertEquals(Optional.empty(), Nat.of(rule("input", nat.expressions())));
        List<Expression> more = new ArrayList<>(RuleConditions.device("iifname", "x"));
        more.addAll(nat.expressions());
        assertEquals(Optional.empty(), Nat.of(rule("postrouting", more)));
        assertEquals(Optional.empty(), Nat.of(rule("postrouting", List.of())));
    }

    @Test
    void countersAreReadAndDoNotMatter() {
        Nat nat = masquerade("10.0.0.0", 24, "eth0");
        List<Expression> counted = new ArrayList<>(nat.expressions());
        counted.replaceAll(e -> e.equals(Expression.Counter.ZERO) ? new Expression.Counter(3, 252) : e);
        NftRule rule = rule("postrouting", counted);
        assertEquals(new Expression.Counter(3, 252), rule.counted());
        assertEquals(Optional.of(nat), Nat.of(rule));
    }

    @Test
    void theTableIsReadInThreeDumps() {
        List<Message> all = listed();
        FakeKernel kernel = new FakeKernel(request -> FakeKernel.dump(
                request,
                all.stream().filter(m -> m.type() == request.type() - 1).toList()));
        OwnTableState table = OwnTableState.read(new Connection(kernel), OwnTable.NAT);
        assertTrue(table.exists());
        assertEquals(Set.copyOf(OwnTable.NAT.chains()), table.chains());
        assertEquals(8, table.rules().size());
        Nat forward = new Forward(Protocol.TCP, 8080, Ip.parse("10.0.0.11"), 80, "");
        assertEquals(1, table.rulesOf(forward).size());
        assertEquals(List.of(OwnChain.OUTPUT), table.missing(forward));
        assertEquals(List.of(), table.missingChains());
        OwnTableState none = OwnTableState.read(new Connection(FakeKernel.accepting()), OwnTable.NAT);
        assertEquals(OwnTableState.none(OwnTable.NAT), none);
    }

    @Test
    void batchesAreFramedAndOnlyTheirInsideIsAcknowledged() {
        FakeKernel kernel =
                new FakeKernel(request -> request.has(Flags.ACK) ? List.of(FakeKernel.ack(request)) : List.of());
        new Connection(kernel).pipeline(OwnTable.NAT.create(List.of(OwnChain.OUTPUT)));
        assertEquals(
                List.of(0x10, 0xa00, 0xa03, 0x11),
                kernel.requests().stream().map(Message::type).toList());
        assertEquals("0000000a", HEX.formatHex(kernel.requests().get(0).payload()));
        assertEquals(Flags.REQUEST, kernel.requests().get(3).flags());
    }

    @Test
    void aRefusalInABatchNamesTheExpression() {
        Nat nat = masquerade("10.0.0.0", 24, "");
        // 16 netlink header, 4 nfgenmsg, 8 table, 16 chain, 4 list
        FakeKernel kernel = new FakeKernel(
                request -> request.has(Flags.ACK) ? List.of(FakeKernel.error(request, 2, "", 48)) : List.of());
        List<Request> batch = OwnTable.NAT.add(nat, List.of(OwnChain.POSTROUTING), 0);
        NetlinkException e = assertThrows(NetlinkException.class, () -> new Connection(kernel).pipeline(batch));
        assertSame(batch.get(1), e.request());
        assertEquals(Optional.of("NFTA_RULE_EXPRESSIONS/NFTA_LIST_ELEM"), e.attribute());
    }

    @Test
    void aRefusalOfTheFrameEndsTheBatch() {
        FakeKernel kernel =
                new FakeKernel(request -> request.type() == 0x10 ? List.of(FakeKernel.error(request, 95)) : List.of());
        NetlinkException e =
                assertThrows(NetlinkException.class, () -> new Connection(kernel).pipeline(OwnTable.NAT.clear()));
        assertEquals(95, e.errno());
        assertEquals("change nftables", e.operation());
    }

    @Test
    void nftWouldTakeAnAsteriskForAnyEnding() {
        assertEquals(
                "ip saddr 10.0.0.0/24 oifname \"eth\\*\" counter masquerade",
                masquerade("10.0.0.0", 24, "eth*").command());
    }

    @Test
    void theTableIsNamed() {
        assertEquals(TABLE, OwnTable.NAT.createCommand(List.of()));
        assertEquals("delete table inet nsx", OwnTable.NAT.clearCommand());
    }
}
