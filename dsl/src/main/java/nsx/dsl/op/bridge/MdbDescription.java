package nsx.dsl.op.bridge;

import java.util.LinkedHashMap;
import java.util.Map;
import nsx.dsl.session.DeviceNames;
import nsx.netlink.Ip;
import nsx.rtnl.MulticastGroup;
import nsx.rtnl.MulticastGroup.Group;

/**
 * A wanted or an existing entry of a bridge's multicast groups.
 *
 * @param device the port that gets the group; the bridge for the host itself
 * @param vlan the VLAN number; 0 for none
 * @param permanent false for an entry that ages like one that a host asked for
 */
public record MdbDescription(String bridge, String device, Group group, int vlan, boolean permanent) {
    /** An entry as the kernel reports it. */
    public static MdbDescription of(MulticastGroup entry, DeviceNames names) {
        return new MdbDescription(
                names.get(entry.bridge()), names.get(entry.index()), entry.group(), entry.vlan(), entry.permanent());
    }

    /** The entry with the indexes of its devices. */
    MulticastGroup at(int bridgeIndex, int index) {
        return new MulticastGroup(bridgeIndex, index, group, vlan, permanent, 0);
    }

    /** The options of a script's line beside the device; the state only if it is not the usual one. */
    public Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        group.source().ifPresent(source -> options.put(MdbOperations.SOURCE.name(), Ip.text(source)));
        if (vlan != 0) {
            options.put(MdbOperations.VLAN.name(), vlan);
        }
        if (!permanent) {
            options.put(MdbOperations.STATE.name(), MdbOperations.LEARNED);
        }
        return options;
    }

    @Override
    public String toString() {
        return group.address()
                + group.source().map(source -> " from " + Ip.text(source)).orElse("")
                + (vlan == 0 ? "" : " in VLAN " + vlan);
    }
}
