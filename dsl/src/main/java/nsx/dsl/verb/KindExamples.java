package nsx.dsl.verb;

import java.util.Map;
import nsx.dsl.Example;
import nsx.rtnl.kind.Kind;

/** One example for each kind of device; {@code needs} names the kind, for a kernel may lack it. */
final class KindExamples {
    private static final Map<String, String> SCRIPTS = Map.ofEntries(
            Map.entry(
                    "bridge",
                    "veth 'p', 'q'\nbridge br0 {\n    port 'p'\n    address '10.0.0.10/24'\n    stp true\n    up()\n}"),
            Map.entry("vlan", "veth 'p', 'q'\nvlan 'p.10', dev: 'p', id: 10"),
            Map.entry("vxlan", "vxlan 'vx0', id: 42, remote: '192.0.2.7', port: 4789"),
            Map.entry("macvlan", "veth 'p', 'q'\nmacvlan 'm0', dev: 'p', mode: 'bridge'"),
            Map.entry("ipvlan", "veth 'p', 'q'\nipvlan 'i0', dev: 'p', mode: 'l2'"),
            Map.entry("vrf", "vrf 'red', table: 10"),
            Map.entry("bond", "bond 'bond0', mode: 'active-backup', miimon: 100.ms"));

    private KindExamples() {}

    static Example of(Kind kind) {
        String plain = kind.name() + " '" + kind.name() + "0', mtu: 1400";
        return new Example("make " + kind.summary(), SCRIPTS.getOrDefault(kind.name(), plain), kind.name());
    }
}
