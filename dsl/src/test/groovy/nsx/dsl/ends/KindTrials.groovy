package nsx.dsl.ends

import nsx.dsl.op.bridge.VlanWish
import nsx.dsl.op.link.LinkProperty
import nsx.dsl.value.link.KindParameters
import nsx.rtnl.kind.BridgePort
import nsx.rtnl.kind.Kind
import nsx.rtnl.kind.Kinds
import nsx.rtnl.kind.Unit
import nsx.rtnl.kind.Vxlan

/** How the options of every kind of link, of ports of bridges, and of links of any kind are tried. */
final class KindTrials {
    static final List<String> BEFORE = ['ip link add p type veth peer name q', 'ip link add p2 type veth peer name q2']
    private static final String ENDS_4 = "local: '192.0.2.1', remote: '192.0.2.7'"
    private static final String ENDS_6 = "local: 'fd00::1', remote: 'fd00::7'"
    /** What a link of the kind needs. */
    static final Map<String, String> NEEDS = [
        vlan: "dev: 'p', id: 5", vxlan: "id: 5, port: 4789, remote: '192.0.2.7'", geneve: "id: 5, remote: '192.0.2.7'", gre: ENDS_4, gretap: ENDS_4,
        ip6gre: ENDS_6, ip6gretap: ENDS_6, ipip: ENDS_4, sit: ENDS_4, ip6tnl: ENDS_6, vti: ENDS_4, xfrm: "dev: 'p', id: 5",
        bareudp: "port: 6635, ethertype: 'ipv4'", macsec: "dev: 'p'", macvlan: "dev: 'p'", macvtap: "dev: 'p'", ipvlan: "dev: 'p'",
        ipvtap: "dev: 'p'", vrf: 'table: 10', hsr: "slave1: 'p', slave2: 'p2'", bond: "mode: 'active-backup'",
    ]

    private KindTrials() {}

    /** Those of a kind of link. */
    static Tried link(Kind table) {
        def kind = table.name()
        def needs = NEEDS[kind]?.split(', ')?.collectEntries { it.split(': ') as List } ?: [:]
        new Tried(
            options: KindParameters.options(table),
            before: BEFORE,
            script: { "$kind 'k9', ${TableTrials.text(it)}" },
            besides: { name, value -> besides(kind, needs, name, value) },
            show: 'ip link show k9',
            remove: ['ip link del k9'],
            values: values(table),
            kernels: kind == 'batadv' ? ['routing'] : [],
            // the kernel tells the primary link of a bond once it is a port
            untold: { name -> kind == 'bond' && name == 'primary' || !table.options(name).every { it.reported() } },
        )
    }

    static Tried port() {
        def options = KindParameters.options(BridgePort.KIND)
        new Tried(
            options: options,
            alone: options*.name(),
            before: BEFORE + ['ip link add br9 type bridge', 'ip link set dev p master br9', 'ip link set dev p2 master br9'],
            script: { "bridge('br9') { port 'p', ${TableTrials.text(it).replace("'p'", "'p2'")} }" },
            show: 'ip link show p',
            values: values(BridgePort.KIND),
        )
    }

    /** The options of a port for its VLANs; the bridge stays, and each value is tried by itself. */
    static Tried vlans() {
        def several = ['1', '[2, 4094]', '1..4094']
        new Tried(
            options: VlanWish.PARAMETERS,
            alone: VlanWish.PARAMETERS*.name(),
            before: BEFORE + ['ip link add br9 type bridge vlan_filtering 1', 'ip link set dev p master br9'],
            script: { "bridge('br9') { port 'p', ${TableTrials.text(it)} }" },
            show: 'bridge vlan show dev p',
            values: [untagged: several, vlans: several],
        )
    }

    static Tried property() {
        def options = LinkProperty.values().findAll { it.settable }*.parameter()
        new Tried(
            options: options,
            alone: options*.name(),
            before: BEFORE,
            script: { it.collect { name, value -> "link('p').$name = $value" }.first() },
            show: 'ip link show p',
        )
    }

    /** The kinds whose links are made one by one and have options. */
    static List<Kind> kinds() {
        Kinds.ALL.findAll { !it.pair && KindParameters.options(it) && it.name() in (System.getenv('NSX_KINDS')?.split(',') ?: [it.name()]) }
    }

    /** What is said besides an option: the usual, but for what the option has no use for and ip(8) leaves out. */
    private static Map<String, String> besides(String kind, Map<String, String> needs, String name, String value) {
        if (name == 'external' && value == 'true') {
            return kind in ['vxlan', 'geneve'] ? [port: '7'] : [:]
        }
        if (kind == 'macsec' && name == 'window') {
            return needs + [replayProtect: 'true']
        }
        if (kind == 'bridge') {
            return [mcastVlanSnooping: [vlanFiltering: 'true'], mst: [vlanDefaultPvid: '0']][name] ?: needs
        }
        if (kind == 'bond') {
            return bond(name) ?: needs
        }
        if (kind == 'geneve' && name.startsWith('udp6')) {
            return needs + [remote: "'fd00::7'"]
        }
        name == 'group' ? needs.findAll { it.key != 'remote' } : needs
    }

    /** A bond whose mode has the option. */
    private static Map<String, String> bond(String option) {
        option =~ /^(ad[A-Z]|lacp)/ ? [mode: "'802.3ad'"]
            : option in ['updelay', 'downdelay', 'peerNotifyDelay'] ? [mode: "'active-backup'", miimon: '1.ms']
            : option == 'packetsPerSlave' ? [mode: "'balance-rr'"] : option == 'tlbDynamicLb' ? [mode: "'balance-tlb'"] : [:]
    }

    /** Times that the kernel's clocks of 100, 250 and 1000 ticks a second have, and that its timers hold. */
    private static Map<String, List<String>> values(Kind kind) {
        def units = [(Unit.CENTISECONDS): ['20.ms', '40.seconds', '1.hour'], (Unit.MILLISECONDS): ['0.ms', '1.ms', '40.seconds'],
                     (Unit.SECONDS): ['0.seconds', '1.second', '4294967295L']]
        kind.options().findAll { it.unit() in units.keySet() }.collectEntries { [it.name(), units[it.unit()]] } +
            // 0 is the usual time; the kernel takes no shorter one
            (kind == Vxlan.KIND ? [ageing: ['1.second', '4294967295L']] : [:]) +
            // ip(8) takes the greatest number of packets for none
            [egressQosMap: ['[0: 7]', '[4294967295L: 1]', '[0: 0]'], ingressQosMap: ['[0: 4294967295L]', '[7: 1]'],
             srcport: ["'1-65535'", '20000..20100', "'0-0'"], window: ['0', '1', '4294967294L'], mcastQueryInterval: ['1.second', '1.hour'], mcastStartupQueryInterval: ['1.second', '1.hour']]
    }
}
