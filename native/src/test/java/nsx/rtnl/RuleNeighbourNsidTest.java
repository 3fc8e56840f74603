package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

class RuleNeighbourNsidTest {
    @Test
    void rules() {
        RoutingRule rule = RoutingRule.decode(Captured.message("rule"));
        assertEquals(Optional.of(Prefix.parse("10.0.0.0/8")), rule.from());
        assertEquals(Optional.of(Prefix.parse("10.1.0.0/16")), rule.to());
        assertEquals(1000, rule.table());
        assertEquals("lookup", rule.action());
        assertEquals(5, rule.priority());
        assertEquals(Optional.of("vb"), rule.iif());
        assertEquals(OptionalInt.of(5), rule.fwmark());
        RoutingRule other = RoutingRule.decode(Captured.message("rule6"));
        assertEquals("unreachable", other.action());
        assertEquals(Family.INET6, other.family());
        assertEquals(
                "RTM_NEWRULE flags NLM_F_EXCL|NLM_F_CREATE fib_rule_hdr{family=2 src_len=8 table=100 action=1}"
                        + " FRA_SRC=10.0.0.0 FRA_PRIORITY=5",
                RuleBuilder.of(Family.INET)
                        .from(Optional.of(Prefix.parse("10.0.0.0/8")))
                        .table(100)
                        .priority(OptionalInt.of(5))
                        .add()
                        .describe());
        assertThrows(
                IllegalArgumentException.class,
                () -> RuleBuilder.of(Family.INET6).from(Optional.of(Prefix.parse("10.0.0.0/8"))));
    }

    @Test
    void neighbours() {
        Neighbour neighbour = Neighbour.decode(Captured.message("neighbour"));
        assertEquals(Optional.of(Ip.parse("10.0.0.12")), neighbour.address());
        assertEquals(Optional.of("02:00:00:00:00:12"), neighbour.mac());
        assertEquals("permanent", neighbour.state());
        assertEquals(
                "RTM_NEWNEIGH flags NLM_F_EXCL|NLM_F_CREATE ndmsg{ndm_family=2 ndm_ifindex=3 ndm_state=128}"
                        + " NDA_DST=10.0.0.12 NDA_LLADDR=02:00:00:00:00:12",
                NeighbourBuilder.add(3, Ip.parse("10.0.0.12"), "02:00:00:00:00:12")
                        .describe());
    }

    @Test
    void forwardingTables() {
        Neighbour bridge = Neighbour.decode(Captured.message("fdb-bridge"));
        assertEquals(Family.BRIDGE, bridge.family());
        assertEquals(Optional.of("02:00:00:00:00:77"), bridge.mac());
        assertEquals("noarp", bridge.state());
        assertEquals(OptionalInt.of(Link.decode(Captured.message("link-bridge")).index()), bridge.master());
        Neighbour vxlan = Neighbour.decode(Captured.message("fdb-vxlan"));
        assertEquals(Optional.of(Ip.parse("10.0.0.9")), vxlan.address());
        assertEquals(
                "RTM_NEWNEIGH flags NLM_F_EXCL|NLM_F_CREATE ndmsg{ndm_family=7 ndm_ifindex=3 ndm_state=64 ndm_flags=0x4}"
                        + " NDA_LLADDR=02:00:00:00:00:77 NDA_VLAN=5",
                NeighbourBuilder.addFdb(3, "02:00:00:00:00:77", OptionalInt.of(5), Optional.empty(), false)
                        .describe());
    }

    @Test
    void namespaceIds() {
        assertEquals(OptionalInt.of(0), Nsid.decode(Captured.message("nsid")).id());
        assertEquals(OptionalInt.empty(), Nsid.decode(Nsids.set(5, -1).encode()).id());
        assertEquals(
                "RTM_NEWNSID rtgenmsg{} NETNSA_FD=5 NETNSA_NSID=99",
                Nsids.set(5, 99).describe());
    }
}
