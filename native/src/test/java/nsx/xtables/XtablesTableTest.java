package nsx.xtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.filter.Action;
import nsx.filter.Effect;
import nsx.filter.Judgement;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as a kernel 6.18 on x86-64 gave them, beside what iptables-legacy -S printed of them. */
class XtablesTableTest {
    private static final int INFO = 84;
    private static final int HEAD = 40;
    private static final Packet.Device IN = new Packet.Device(2, "br0");
    private static final Packet.Device OUT = new Packet.Device(3, "uplink");
    private static final Packet PING = packet(Packet.ICMP, "10.0.0.11", "192.0.2.2", 0);

    private static Packet packet(int protocol, String from, String to, int port) {
        return new Packet(Ip.parse(from), Ip.parse(to), protocol, 0, port, false, IN, OUT);
    }

    private static String text(String file) {
        try (InputStream in = XtablesTableTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the kernel gave: an info, a head, the rules. */
    static byte[] bytes(String file) {
        return HexFormat.of().parseHex(text(file + ".hex").replaceAll("\\s", ""));
    }

    private static XtablesTable table(String file) {
        byte[] all = bytes(file);
        TableFamily family = file.startsWith("ipv4") ? TableFamily.IPV4 : TableFamily.IPV6;
        return XtablesTable.parse(
                family, Arrays.copyOf(all, INFO), Arrays.copyOfRange(all, INFO + HEAD, all.length), SetNames.NONE);
    }

    /** The rules of one chain alone, in a table whose other chains are there to be jumped to. */
    private static Judgement<Chain, XtablesRule> judge(String file, String hook, Packet packet, int... rules) {
        XtablesTable table = table(file);
        List<Chain> chains = table.chains().stream()
                .map(c -> rules.length > 0 && c.builtIn()
                        ? c.with(c.rules().stream()
                                .filter(r -> Arrays.stream(rules).anyMatch(n -> n == r.number()))
                                .toList())
                        : c)
                .toList();
        Surroundings around = new Surroundings(Ip.parse("10.0.0.10")::equals, false);
        return new Tables(List.of(new XtablesTable(table.family(), table.name(), chains)))
                .judge(hook, packet, around, name -> true);
    }

    private static Optional<Integer> stops(Packet packet, int... rules) {
        return judge("ipv4-filter", "forward", packet, rules)
                .stop()
                .map(stop -> stop.rule().map(XtablesRule::number).orElse(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipv4-filter", "ipv4-nat", "ipv6-filter", "ipv6-nat"})
    void whatIsReadIsWhatIptablesPrints(String file) {
        XtablesTable table = table(file);
        List<String> read = Stream.of(
                        table.chains().stream().filter(Chain::builtIn).map(Chain::policy),
                        table.chains().stream().filter(c -> !c.builtIn()).map(c -> "-N " + c.name()),
                        table.chains().stream().flatMap(c -> c.rules().stream()).map(XtablesRule::toString))
                .flatMap(all -> all)
                .toList();
        assertEquals(text(file + ".txt").lines().toList(), read);
    }

    @Test
    void whatIsUnderstoodIsDecided() {
        assertEquals(Optional.of(2), stops(PING), "the second rule of the chain that pings are sent to");
        assertEquals(Optional.empty(), stops(packet(6, "10.0.0.11", "192.0.2.2", 80), 1));
        assertEquals(Optional.of(0), stops(packet(6, "10.0.0.11", "192.0.2.2", 81), 1));
        assertEquals(Optional.of(2), stops(packet(17, "10.0.0.11", "192.0.2.2", 54), 2));
        assertEquals(Optional.of(0), stops(packet(17, "10.0.0.11", "192.0.2.2", 53), 2));
        assertEquals(Optional.of(0), stops(packet(17, "10.9.0.11", "192.0.2.2", 54), 2));
        assertEquals(Optional.of(6), stops(packet(6, "10.0.0.11", "192.0.2.2", 85), 6));
        assertEquals(Optional.of(0), stops(packet(6, "10.0.0.11", "192.0.2.2", 91), 6));
        assertEquals(Optional.of(8), stops(packet(6, "10.0.0.11", "10.0.0.10", 1), 8));
    }

    @Test
    void anAnswerBelongsToAConnection() {
        Packet answer = new Packet(Ip.parse("192.0.2.2"), Ip.parse("10.0.0.11"), 1, 0, 0, true, OUT, IN);
        assertEquals(Optional.empty(), stops(answer, 4));
        assertEquals(Optional.of(0), stops(PING, 4));
        assertEquals(Optional.of(2), stops(PING, 5), "goto");
        assertEquals(Optional.of(0), stops(answer, 5));
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        Judgement<Chain, XtablesRule> judgement = judge("ipv4-filter", "forward", PING, 9);
        assertTrue(judgement.stop().isEmpty());
        assertEquals(
                List.of("-A FORWARD -m limit --limit 5/sec -j ACCEPT"),
                judgement.doubts().stream()
                        .map(d -> d.unsure().orElseThrow().toString())
                        .toList());
        assertTrue(judgement.doubts().get(0).rule().isEmpty(), "it is the policy that may drop");
    }

    @Test
    void whatDeletesItSaysItWhole() {
        List<XtablesRule> rules =
                table("ipv4-filter").chain("FORWARD").orElseThrow().rules();
        assertEquals(
                "iptables-legacy -D FORWARD ! -s 10.9.0.0/16 -p udp -m udp ! --dport 53 -j DROP",
                rules.get(1).deletion());
        assertEquals(
                "ip6tables-legacy -t nat -D PREROUTING -p tcp -m tcp --dport 8080 -j DNAT --to-destination [fd00::11]:80",
                table("ipv6-nat")
                        .chain("PREROUTING")
                        .orElseThrow()
                        .rules()
                        .get(0)
                        .deletion());
    }

    @Test
    void translationsAreRead() {
        Action hidden = judge("ipv4-nat", "postrouting", PING).translation().orElseThrow();
        assertEquals(Action.Kind.MASQUERADE, hidden.kind());
        Action source = judge("ipv4-nat", "postrouting", packet(1, "10.3.0.1", "10.7.0.1", 0))
                .translation()
                .orElseThrow();
        assertEquals(Optional.of(Ip.parse("192.0.2.9")), source.to());
        Action forward = judge("ipv4-nat", "prerouting", packet(6, "10.3.0.1", "192.0.2.1", 8080))
                .translation()
                .orElseThrow();
        assertEquals(new Action(Action.Kind.DESTINATION_NAT, "", Optional.of(Ip.parse("10.0.0.11")), 80), forward);
        Action six = judge("ipv6-nat", "postrouting", packet(58, "fd01::1", "2001:db8::2", 0))
                .translation()
                .orElseThrow();
        assertEquals(Optional.of(Ip.parse("2001:db8::9")), six.to());
    }

    @Test
    void ipv6IsJudged() {
        Packet.Device eth0 = new Packet.Device(2, "eth0");
        Packet ping = packet(58, "fd01::1", "fd00::11", 0).between(eth0, Packet.Device.NONE);
        assertEquals(
                1,
                judge("ipv6-filter", "input", ping)
                        .stop()
                        .orElseThrow()
                        .rule()
                        .orElseThrow()
                        .number());
        assertTrue(
                judge("ipv6-filter", "input", packet(58, "fd01::1", "fd00::11", 0))
                        .stop()
                        .isEmpty(),
                "by br0");
    }

    @Test
    void flagsOfTcpAreInverted() {
        byte[] syn = {0, 0, -1, -1, 0, 0, -1, -1, 0, 0x17, 0x02, 0};
        byte[] notSyn = syn.clone();
        notSyn[11] = 4;
        Packet opening = packet(6, "10.0.0.11", "192.0.2.2", 80);
        Surroundings around = new Surroundings(Ip.parse("10.0.0.10")::equals, false);
        assertEquals(Truth.YES, Extensions.match("tcp", 0, syn, opening, around));
        assertEquals(Truth.NO, Extensions.match("tcp", 0, notSyn, opening, around));
    }

    @Test
    void markOfTheConnectionIsRestored() {
        byte[] first = new byte[16];
        first[12] = 2;
        byte[] second = new byte[16];
        second[14] = 2;
        assertEquals(
                Effect.UNKNOWN_MARK,
                Extensions.target(false, "CONNMARK", 1, first).effect());
        assertEquals(
                Effect.UNKNOWN_MARK,
                Extensions.target(false, "CONNMARK", 2, second).effect());
        assertEquals(Effect.NONE, Extensions.target(false, "CONNMARK", 2, first).effect());
    }

    @Test
    void wordsOfOthersAreQuotedForAShell() {
        assertEquals("'it'\\''s; reboot'", ShellWords.quoted("it's; reboot"));
        assertEquals("eth0.1+", ShellWords.quoted("eth0.1+"));
        assertEquals(
                "! --comment 'it'\\''s \"$(reboot)\" \\' -j …",
                SavedWords.forShell("! --comment " + SavedWords.text("it's \"$(reboot)\" \\") + " -j …"));
    }
}
