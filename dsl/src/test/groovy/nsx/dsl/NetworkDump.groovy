package nsx.dsl

import groovy.json.JsonSlurper
import nsx.test.Peer

/**
 * What ip(8), bridge(8) and tc(8) tell as JSON of all named network namespaces and of the calling thread's, without what differs
 * between two builds of the same lab: numbers of devices, MAC addresses by chance, clocks, counters, and what IPv6 derives from these.
 */
final class NetworkDump {
    private static final Set<String> CHANCE = ['ifindex', 'link_index', 'link_netnsid', 'stats', 'hello_timer', 'tcn_timer', 'gc_timer',
        'topology_change_timer', 'message_age_timer', 'forward_delay_timer', 'hold_timer', 'cacheinfo', 'options_hash'] as Set
    /** They hold a MAC address. */
    private static final Set<String> BRIDGES = ['bridge_id', 'root_id', 'designated_bridge', 'designated_root'] as Set
    private static final String IP = 'link show\naddress show\nroute show table all\nrule show\nneigh show nud all\nneigh show proxy\nnexthop show\n'
    private static final String IP_6 = 'route show table all\nrule show\nneigh show proxy\nnexthop show\n'
    private static final String BRIDGE = 'link show\nfdb show\n' + (KernelHas.bridgeVlans() ? 'vlan show\n' : '')

    private NetworkDump() {}

    /** The dump once the kernel's workers are done, by namespace; an empty name stands for the one of the calling thread. */
    static Map<String, Map<String, List>> settled() {
        def end = System.nanoTime() + 10_000_000_000L
        while (true) {
            def raw = raw()
            def waiting = raw.collectMany { space, rows -> unsettled(rows['ip link show']).collect { "$space $it" } }
            if (!waiting) {
                return normal(raw)
            }
            assert System.nanoTime() < end : "not settled: $waiting"
            Thread.sleep(10)
        }
    }

    private static Map<String, Map<String, List>> raw() {
        def spaces = [''] + (Peer.run('ip -j netns list') ?: '[]').with { new JsonSlurper().parseText(it) }*.name
        spaces.collectEntries { space -> [space, of(space)] }
    }

    private static Map<String, List> of(String space) {
        def at = space ? "-n $space " : ''
        def all = batch("ip $at-d -j", 'ip', IP) + batch("ip $at-6 -d -j", 'ip -6', IP_6) + batch("bridge $at-d -j", 'bridge', BRIDGE) +
            batch("tc $at-j", 'tc', 'qdisc show\n')
        def queued = all['tc qdisc show'].findAll { it.kind in ['htb', 'hfsc', 'drr', 'ingress', 'clsact', 'prio'] }*.dev.unique()
        // of classes and filters tc(8) has no JSON
        def text = queued.collect { "tc $at-d class show dev $it; tc $at-d filter show dev $it; tc $at-d filter show dev $it ingress" }.join('; ')
        all + ['tc': text ? Peer.run(text).readLines().collect { [text: it.replaceAll(/ft?h [89][0-9a-f]*:|ht [89][0-9a-f]*:|index \d+ |\[\d+\]/, '').trim()] } : []]
    }

    /** The answers of one program to several lines, by line. */
    private static Map<String, List> batch(String program, String name, String lines) {
        lines.readLines().collectEntries { line ->
            def text = Peer.run("$program $line")
            ["$name $line".toString(), ((text ? new JsonSlurper().parseText(text) : []) as List).findAll()]
        }
    }

    /** The devices of which the kernel has not yet told what follows from their carriers. */
    private static List<String> unsettled(List links) {
        def up = links.findAll { 'UP' in it.flags && 'LOWER_UP' in it.flags }
        def forwarding = up.findAll { it.linkinfo?.info_slave_data?.state == 'forwarding' }*.master
        up.findAll { it.operstate != 'UP' && !(it.operstate == 'UNKNOWN' && !(it.linkinfo?.info_kind in ['veth', 'bridge'])) }*.ifname +
            links.findAll { it.ifname in forwarding && 'UP' in it.flags && !('LOWER_UP' in it.flags) }*.ifname +
            up.findAll { it.linkinfo?.info_slave_kind == 'bridge' && it.linkinfo.info_slave_data.state == 'disabled' }*.ifname
    }

    private static Map<String, Map<String, List>> normal(Map<String, Map<String, List>> raw) {
        def own = raw.values().collectMany { it['ip link show']*.address }.findAll { it =~ /^.[26ae]:/ } as Set
        raw.collectEntries { space, rows ->
            def ends = ends(raw, space)
            [space, rows.collectEntries { what, all ->
                [what, all.findAll { !passing(it) }.collect { row ->
                    def clean = clean(row, own)
                    // bridge(8) looks the number of the other end up in the wrong namespace
                    what == 'bridge link show' ? clean - [link: clean.link]
                        : what == 'ip link show' && row.link_netnsid != null ? clean + [link: ends[row.ifname]] : clean
                }.sort { it.toString() }]
            }]
        }
    }

    /** The other end of each device of a pair that is in another namespace, as NS:DEV. */
    private static Map<String, String> ends(Map<String, Map<String, List>> raw, String space) {
        def text = Peer.run("ip ${space ? "-n $space " : ''}-j netns list-id")
        def names = text ? new JsonSlurper().parseText(text).collectEntries { [it.nsid, it.name ?: ''] } : [:]
        raw[space]['ip link show'].findAll { it.link_netnsid != null }.collectEntries { link ->
            def there = names[link.link_netnsid] ?: ''
            [link.ifname, there + ':' + raw[there]['ip link show'].find { it.ifindex == link.link_index }?.ifname]
        }
    }

    /** What the kernel adds and takes away by itself, later than the command. */
    private static boolean passing(Map row) {
        def text = row.toString()
        text =~ /fe80:|ff00::|33:33:|dst:multicast/ || row.state instanceof List && !('PERMANENT' in row.state) || row.state == 'stale' ||
            row.dst == 'ff00::/8' || row.state == ''
    }

    private static Object clean(Object value, Set<String> own) {
        if (value instanceof Map) {
            return value.findAll { !(it.key in CHANCE) }.collectEntries { [it.key, it.key in BRIDGES ? '' : clean(it.value, own)] }
        }
        if (value instanceof List) {
            return value.findAll { !(it instanceof Map && it.scope == 'link' && it.family == 'inet6') }.collect { clean(it, own) }
        }
        value instanceof String ? own.inject(value) { String text, mac -> text.replace(mac, 'MAC') }.replaceAll(/^8[0-9a-f]{3}:$/, 'H:')
            .replaceAll(/^8[0-9a-f]{2}:(?=$|:)/, 'H:') : value
    }
}
