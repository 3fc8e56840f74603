package nsx.rtnl.kind;

import java.util.Map;
import nsx.netlink.AttributeType;

/** The two tag protocols of VLANs. */
final class VlanProtocol {
    static final AttributeType VLAN =
            AttributeType.enumerated(AttributeType.BE16, Map.of(0x8100L, "802.1Q", 0x88a8L, "802.1ad"));

    private VlanProtocol() {}
}
