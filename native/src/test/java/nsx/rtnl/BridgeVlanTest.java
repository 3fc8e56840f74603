package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nsx.netlink.Attributes;
import nsx.rtnl.kind.VlanGlobals;
import org.junit.jupiter.api.Test;

/** VLANs of bridges in bytes made by hand from linux/if_bridge.h. */
class BridgeVlanTest {
    @Test
    void optionsAreSetWithoutTheVlanItself() {
        BridgeVlan vlan = new BridgeVlan(7, 10, true, true, Map.of(VlanOption.STATE, 4L));
        // BRIDGE_VLANDB_ENTRY of BRIDGE_VLANDB_ENTRY_INFO (only options, 10) and BRIDGE_VLANDB_ENTRY_STATE blocking
        assertEquals(
                "0700000007000000" + "14000180" + "0800010040000a00" + "0500030004000000",
                HexFormat.of().formatHex(vlan.set().body().encode()));
    }

    @Test
    void aRangeHasItsOptionsInEachVlan() {
        // 10-11, tagged, blocking, no multicast router, and 1 as a new VLAN is
        byte[] bytes = HexFormat.of()
                .parseHex("0700000007000000"
                        + "24000180" + "0800010000000a00" + "060002000b000000" + "0500030004000000" + "0500060000000000"
                        + "1c000180" + "0800010006000100" + "0500030003000000" + "0500060001000000");
        Attributes all = Attributes.decode(bytes, BridgeVlanTable.MESSAGE, BridgeVlanTable.TABLE);
        Map<VlanOption, Long> options = Map.of(VlanOption.STATE, 4L, VlanOption.MCAST_ROUTER, 0L);
        assertEquals(
                List.of(
                        new BridgeVlan(7, 10, false, false, options),
                        new BridgeVlan(7, 11, false, false, options),
                        new BridgeVlan(7, 1, true, true)),
                BridgeVlan.decode(all));
    }

    @Test
    void tunnelsOfARangeHaveConsecutiveNumbers() {
        // 10-11 in tunnels 1000-1001
        byte[] bytes = HexFormat.of()
                .parseHex("0700000007000000" + "20000180" + "0800010000000a00" + "060002000b000000" + "0c000480"
                        + "08000100e8030000");
        Attributes all = Attributes.decode(bytes, BridgeVlanTable.MESSAGE, BridgeVlanTable.TABLE);
        assertEquals(
                List.of(
                        new BridgeVlan(7, 10, false, false, Map.of(VlanOption.TUNNEL, 1000L)),
                        new BridgeVlan(7, 11, false, false, Map.of(VlanOption.TUNNEL, 1001L))),
                BridgeVlan.decode(all));
    }

    @Test
    void aTunnelIsSetAndTakenByACommand() {
        // BRIDGE_VLANDB_ENTRY_TUNNEL_INFO of an id and RTM_SETLINK or RTM_DELLINK
        String before = "0700000007000000" + "20000180" + "0800010040000a00" + "14000480";
        BridgeVlan in = new BridgeVlan(7, 10, false, false, Map.of(VlanOption.TUNNEL, 1000L));
        assertEquals(
                before + "08000100e8030000" + "0800020013000000",
                HexFormat.of().formatHex(in.set().body().encode()));
        BridgeVlan out = in.with(Map.of(VlanOption.TUNNEL, 0L));
        assertEquals(
                before + "0800010000000000" + "0800020011000000",
                HexFormat.of().formatHex(out.set().body().encode()));
    }

    @Test
    void optionsForAllPortsOfARangeAreThoseOfEachVlan() {
        // BRIDGE_VLANDB_GLOBAL_OPTIONS of 10-11: a querier that asks every 125 s, in tree 2
        byte[] bytes = HexFormat.of()
                .parseHex("0700000007000000" + "30000280" + "060001000a000000" + "060002000b000000"
                        + "0c000c00d430000000000000" + "05000f0001000000" + "0600120002000000");
        Attributes all = Attributes.decode(bytes, BridgeVlanTable.MESSAGE, BridgeVlanTable.TABLE);
        List<GlobalVlan> vlans = GlobalVlan.decode(all);
        assertEquals(List.of(10, 11), vlans.stream().map(GlobalVlan::id).toList());
        assertEquals(
                Map.of("mcastQueryInterval", Duration.ofSeconds(125), "mcastQuerier", true, "msti", 2L),
                VlanGlobals.KIND.values(vlans.get(1).options()));
        assertEquals(List.of(), BridgeVlan.decode(all));
    }

    @Test
    void optionsForAllPortsAreSetAndListed() {
        Attributes tree = VlanGlobals.KIND.put(VlanGlobals.KIND.data(), "msti", 2);
        assertEquals(
                "0700000007000000" + "14000280" + "060001000a000000" + "0600120002000000",
                HexFormat.of()
                        .formatHex(new GlobalVlan(7, 10, tree).set().body().encode()));
        assertEquals(
                "0700000000000000" + "0800010002000000",
                HexFormat.of().formatHex(GlobalVlan.dump().body().encode()));
    }

    @Test
    void theStateInATreeIsSetForAPort() {
        // IFLA_AF_SPEC of IFLA_BRIDGE_MST of IFLA_BRIDGE_MST_ENTRY: tree 2, blocking
        TreeState state = new TreeState(7, 2, 4);
        assertEquals(
                "07000000" + "07000000" + "00000000" + "00000000" + "1c001a80" + "18000680" + "14000180"
                        + "0600010002000000" + "0500020004000000",
                HexFormat.of().formatHex(state.set().body().encode()));
        assertEquals(state, TreeState.asked(state.set().body()));
    }
}
