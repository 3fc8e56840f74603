package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.rtnl.kind.Bridge;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Geneve;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Macvlan;
import nsx.rtnl.kind.Netkit;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Spelling;
import nsx.rtnl.kind.Tun;
import nsx.rtnl.kind.Vlan;
import nsx.rtnl.kind.Vxlan;
import org.junit.jupiter.api.Test;

/** What is asked of all kinds: their facts, and how options are set, written for ip-link(8) and refused. */
class KindFactsTest {
    @Test
    void numbersOfFewerBitsThanTheirAttributeHaveARange() {
        assertEquals(
                "id: 16777216 is not between 0 and 16777215",
                assertThrows(IllegalArgumentException.class, () -> Geneve.KIND.put(Geneve.KIND.data(), "id", 16777216))
                        .getMessage());
        assertEquals(16777215, Vxlan.KIND.put(Vxlan.KIND.data(), "id", 16777215).number("IFLA_VXLAN_ID"));
        assertThrows(IllegalArgumentException.class, () -> Vlan.KIND.put(Vlan.KIND.data(), "id", 4095));
        // ip-link(8) leaves the port 0 out, and the kernel would keep it
        assertEquals(
                "port: 0 is not between 1 and 65535",
                assertThrows(IllegalArgumentException.class, () -> Geneve.KIND.put(Geneve.KIND.data(), "port", 0))
                        .getMessage());
    }

    @Test
    void aNewTunnelGetsWhatIpGivesItButNotIfItsDataComeFromRoutes() {
        Kind sit = Kinds.named("sit").orElseThrow();
        Kind six = Kinds.named("ip6tnl").orElseThrow();
        assertEquals(0, sit.fresh(sit.data()).number("IFLA_IPTUN_TTL"));
        assertEquals(64, six.fresh(six.data()).number("IFLA_IPTUN_TTL"));
        assertFalse(six.fresh(six.put(six.data(), "external", true)).has("IFLA_IPTUN_TTL"));
        assertTrue(six.fresh(six.put(six.data(), "external", false)).has("IFLA_IPTUN_TTL"));
        // what it carries is said all the same; without it the kernel takes ipip only
        Kind four = Kinds.named("ipip").orElseThrow();
        Attributes external = four.fresh(four.put(four.data(), "external", true));
        assertEquals("any", external.string("IFLA_IPTUN_PROTO", ""));
        assertFalse(Vxlan.KIND
                .fresh(Vxlan.KIND.put(Vxlan.KIND.data(), "external", true))
                .truth("IFLA_VXLAN_LEARNING"));
    }

    @Test
    void greOverIpv6HasNoDontFragmentToIgnore() {
        assertEquals(1, Kinds.named("gre").orElseThrow().options("ignoreDf").size());
        for (String six : List.of("ip6gre", "ip6gretap")) {
            assertEquals(List.of(), Kinds.named(six).orElseThrow().options("ignoreDf"));
        }
    }

    @Test
    void linksAreAskedForTheirKindsFacts() {
        assertTrue(Kinds.isPair("veth") && Kinds.isPair("netkit") && !Kinds.isPair("bridge") && !Kinds.isPair(""));
        assertTrue(Kinds.isSwitch("bridge") && !Kinds.isSwitch("bond"));
        assertTrue(Kinds.takesPorts("bond") && Kinds.takesPorts("openvswitch") && !Kinds.takesPorts("veth"));
        assertEquals(Tun.TAP, Kinds.of("tun", tun("tap")).orElseThrow());
        assertEquals(Tun.KIND, Kinds.of("tun", tun("tun")).orElseThrow());
        assertThrows(
                IllegalArgumentException.class,
                () -> Links.pair(Bridge.KIND, "a", "b", Bridge.KIND.data(), OptionalInt.empty()));
    }

    private static Attributes tun(String type) {
        return Tun.KIND.data().put("IFLA_TUN_TYPE", type);
    }

    @Test
    void optionsAreSpeltAsIpDoes() {
        assertEquals("stp_state 1", spelt(Bridge.KIND, "stp", true));
        assertEquals("isolated off", spelt(BridgePort.KIND, "isolated", false));
        assertEquals("nolearning", spelt(Vxlan.KIND, "learning", false));
        assertEquals("ttl 5", spelt(Vxlan.KIND, "ttl", 5));
        assertEquals("tos 0x10", spelt(Vxlan.KIND, "tos", 16L));
        assertEquals("private", spelt(Kinds.named("ipvlan").orElseThrow(), "flag", "private"));
        assertEquals(
                Spelling.NUMBER,
                Kinds.named("hsr").orElseThrow().options("protocol").get(0).spelling());
        assertEquals("blackhole", spelt(Netkit.KIND, "policy", "blackhole"));
    }

    private static String spelt(Kind kind, String name, Object value) {
        Option option = kind.options(name).get(0);
        return option.spelling().text(option.ipName(), value);
    }

    @Test
    void optionsAreSetByTheirUsualNames() {
        Attributes data = Bridge.KIND.put(Bridge.KIND.data(), "forwardDelay", Duration.ofSeconds(4));
        assertEquals(400, data.number("IFLA_BR_FORWARD_DELAY"));
        assertEquals(15, Bridge.KIND.put(data, "maxAge", 15).number("IFLA_BR_MAX_AGE"));
        Attributes remote = Vxlan.KIND.put(Vxlan.KIND.data(), "remote", "fd00::2");
        assertEquals("fd00::2", remote.string("IFLA_VXLAN_GROUP6"));
        assertEquals(
                "239.1.1.1",
                Vxlan.KIND.put(Vxlan.KIND.data(), "group", "239.1.1.1").string("IFLA_VXLAN_GROUP"));
    }

    @Test
    void wrongOptionsSayWhatWouldBeRight() {
        assertEquals(
                "bridge has no option sttp",
                assertThrows(IllegalArgumentException.class, () -> Bridge.KIND.put(Bridge.KIND.data(), "sttp", true))
                        .getMessage());
        assertEquals(
                "mode: bridged is not one of private, vepa, bridge, passthru, source",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Macvlan.KIND.put(Macvlan.KIND.data(), "mode", "bridged"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Bridge.KIND.put(Bridge.KIND.data(), "rootPathCost", 1));
    }

    @Test
    void tablesAreComplete() {
        for (Kind kind : Kinds.ALL) {
            assertEquals(kind, Kinds.named(kind.name()).orElseThrow());
            assertFalse(kind.summary().isBlank());
            for (Option option : kind.options()) {
                assertFalse(option.summary().isBlank(), option.name());
                assertTrue(option.attribute().kernelName().matches("[A-Z][A-Z0-9_]+"), option.name());
                assertTrue(option.name().matches("[a-z][A-Za-z0-9]+"), option.name());
            }
        }
    }

    @Test
    void aChangeSaysAgainWhatIpWants() {
        Attributes now = Geneve.KIND.put(Geneve.KIND.put(Geneve.KIND.data(), "id", 42), "remote", "192.0.2.7");
        Attributes after = Geneve.KIND.put(Geneve.KIND.data(), "ttl", 1);
        assertEquals(
                "{id=42, ttl=1}",
                Geneve.KIND.values(Geneve.KIND.said(now, after)).toString());
        assertEquals(after, Geneve.KIND.said(Geneve.KIND.data(), after));
        assertEquals(Map.of("ageing", Duration.ofSeconds(9)), changed(Vxlan.KIND, "ageing", 9));
    }

    private static Map<String, Object> changed(Kind kind, String option, Object value) {
        Attributes now = kind.put(kind.data(), "id", 42);
        return kind.values(kind.said(now, kind.put(kind.data(), option, value)));
    }
}
