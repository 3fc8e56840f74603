package nsx.dsl

import groovy.json.JsonSlurper
import nsx.test.Peer

/**
 * What ip(8), bridge(8) and tc(8) tell as JSON of all named network namespaces and of the calling thread's, without what differs
 * between two builds of the same lab: numbers of devices, MAC addresses by chance, clocks, counters, and what IPv6 derives from these.
 */
final class NetworkDump {
    private static final Set<String> CHANCE = ['ifindex', 'link_index', 'link_netnsid', 'stats', 'hello_timer', 'tcn_timer', 'gc_timer',
        'topology_change_timer', 'message_age_timer', 'forward_delay_timer', 'hold_timer', 'cacheinfo', 'options_hash', 'permaddr'] as Set
    /** They hold a MAC address. */
    private static final Set<String> BRIDGES = ['bridge_id', 'root_id', 'designated_bridge', 'designated_root'] as Set
    /** What is asked, by program: each answers its lines in one process, one line of JSON each. An emulated kernel is slow to start programs. */
    private static final Map<String, List<String>> ALL = [
        'ip': ['link show', 'address show', 'route show table all', 'rule show', 'neigh show nud all', 'neigh show proxy', 'nexthop show', 'netns list-id'],
        'ip -6': ['route show table all', 'rule show', 'neigh show proxy', 'nexthop show'],
        'bridge': ['link show', 'fdb show'] + (KernelHas.bridgeVlans() ? ['vlan show'] : []),
        'tc': ['qdisc show'],
    ]
    private static final Map<String, List<String>> LINKS = ['ip': ['link show']]
    private static final String NAMES = 'ip netns list-id'

    private NetworkDump() {}

    /** The dump once the kernel's workers are done, by namespace; an empty name stands for the one of the calling thread. */
    static Map<String, Map<String, List>> settled() {
        def spaces = [''] + (Peer.run('ip -j netns list') ?: '[]').with { new JsonSlurper().parseText(it) }*.name
        def end = System.nanoTime() + 60_000_000_000L
        while (true) {
            def waiting = answers(spaces, LINKS).collectMany { space, rows -> unsettled(rows['ip link show']).collect { "$space $it" } }
            if (!waiting) {
                return normal(answers(spaces, ALL).collectEntries { space, rows -> [space, rows + [tc: queues(space, rows['tc qdisc show'])]] })
            }
            assert System.nanoTime() < end : "not settled: $waiting"
            Thread.sleep(10)
        }
    }

    /** The answers in each namespace, by program and line; all are asked by one shell. */
    private static Map<String, Map<String, List>> answers(List<String> spaces, Map<String, List<String>> asked) {
        def shell = spaces.collectMany { space ->
            asked.collect { program, lines -> "printf '${lines.collect { it + '\\n' }.join()}' | $program ${space ? "-n $space " : ''}-d -j -batch -" }
        }
        def said = Peer.run("set -e\n${shell.join('\n')}").readLines().iterator()
        def all = spaces.collectEntries { space ->
            [space, asked.collectMany { program, lines -> lines.collect { "$program $it".toString() } }
                .collectEntries { [it, (new JsonSlurper().parseText(said.next()) as List).findAll()] }]
        }
        assert !said.hasNext()
        all
    }

    /** Classes and filters, of which tc(8) has no JSON. */
    private static List queues(String space, List qdiscs) {
        def queued = qdiscs.findAll { it.kind in ['htb', 'hfsc', 'drr', 'ingress', 'clsact', 'prio'] }*.dev.unique()
        def lines = queued.collectMany { ["class show dev $it", "filter show dev $it", "filter show dev $it ingress"] }
        def text = queued ? Peer.run("printf '${lines.collect { it + '\\n' }.join()}' | tc ${space ? "-n $space " : ''}-d -batch -") : ''
        text.readLines().collect { [text: it.replaceAll(/ft?h [89][0-9a-f]*:|ht [89][0-9a-f]*:|index \d+ |\[\d+\]/, '').trim()] }
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
            [space, rows.findAll { it.key != NAMES }.collectEntries { what, all ->
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
        def names = raw[space][NAMES].collectEntries { [it.nsid, it.name ?: ''] }
        raw[space]['ip link show'].findAll { it.link_netnsid != null }.collectEntries { link ->
            def there = names[link.link_netnsid] ?: ''
            [link.ifname, there + ':' + raw[there]['ip link show'].find { it.ifindex == link.link_index }?.ifname]
        }
    }

    /** What the kernel adds and takes away by itself, later than the command. */
    private static boolean passing(Map row) {
        def text = row.toString()
        text =~ /fe80:|ff00::|dst:multicast/ || row.mac.toString().startsWith('33:33:') || row.state instanceof List && !('PERMANENT' in row.state) || row.state == 'stale' ||
            row.dst == 'ff00::/8' || row.state == ''
    }

    private static Object clean(Object value, Set<String> own) {
        if (value instanceof Map) {
            return value.findAll { !(it.key in CHANCE) }.collectEntries { [it.key, it.key in BRIDGES ? '' : clean(it.value, own)] }
        }
        if (value instanceof List) {
            return value.findAll { !(it instanceof Map && it.scope == 'link' && it.family == 'inet6') }.collect { clean(it, own) }
        }
        value instanceof String ? own.inject(value) { String text, mac -> text.replace(mac, 'MAC') }.replaceAll(/^[89a-f][0-9a-f]{3}:$/, 'H:')
            .replaceAll(/^8[0-9a-f]{2}:(?=$|:)/, 'H:') : value
    }
}
