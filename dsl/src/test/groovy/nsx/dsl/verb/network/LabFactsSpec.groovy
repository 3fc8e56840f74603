package nsx.dsl.verb.network

import groovy.json.JsonSlurper
import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.rtnl.kind.Kind
import nsx.rtnl.kind.Kinds
import nsx.rtnl.kind.Unit

/** Each object that ip -d -j shows of the corpus of public labs is in nsx's lists, with the same facts. */
class LabFactsSpec extends LiveSpec {
    /** What ip shows of a kind that is no option: clocks, what follows from other facts, and what only bridge(8) sets. */
    static final Set<String> OTHERS = ['hello_timer', 'tcn_timer', 'topology_change_timer', 'gc_timer', 'bridge_id', 'root_id', 'topology_change',
        'topology_change_detected', 'mcast_hash_elasticity', 'id', 'no', 'designated_bridge', 'designated_root',
        'topology_change_ack', 'config_pending', 'group_fwd_mask_str', 'hold_timer', 'message_age_timer', 'forward_delay_timer', 'mac_addr_mode',
        'macaddr_count', 'usedbcqueuelen', 'port_range', 'ttl', 'remcsum_tx', 'remcsum_rx', 'localbypass', 'flags', 'ikey', 'okey', 'link',
        'inherit', 'pmtudisc', 'label_policy'] as Set

    /** Facts of a port that a link has under the same name as a fact of its own. */
    static final Set<String> CLASHES = ['port state', 'port learning'] as Set

    def "all that ip shows of #lab is in nsx's lists"() {
        given:
        peer "sh -e ${new File(PublicLabsSpec.LABS, lab + '.sh').absolutePath}"
        def spaces = [''] + (peer('ip -j netns list') ?: '[]').with { new JsonSlurper().parseText(it) }*.name

        and:
        def lacking = spaces.collectMany { space -> lacking(space) }

        expect:
        assert lacking.empty : lacking.join('\n')

        where:
        lab << PublicLabsSpec.NAMES.findAll { PublicLabsSpec.here(it) }
    }

    /** What ip shows and nsx does not, as text. */
    private List<String> lacking(String space) {
        def inside = { String list -> eval(space ? "netns('$space') { $list }" : list) as List }
        def lists = [
            'link': [said(space, 'link').collectMany { link(it) }, inside('links()').collectMany { own(it) }],
            'address': [said(space, 'address').collectMany { address(it) }, inside('addresses()').collect {
                [it.device, it.address, it.broadcast, it.scope, it.label ?: '', it.lifetime].join(' ') }],
            'route': [(said(space, 'route show table all') + said(space, '-6 route show table all')).findAll { !(it.type in ['multicast', 'anycast']) }.collect { route(it) },
                inside("routes(table: 'all')").collect { route(it) }],
            'rule': [(said(space, 'rule') + said(space, '-6 rule')).collect {
                [it.priority, it.src, it.iif, it.table, it.fwmark].join(' ') }, inside('rules()').collect {
                [it.priority, it.from, it.iif, it.table, it.fwmark].join(' ') }],
            'neigh': [said(space, 'neigh show nud permanent').collect { [it.dst, it.lladdr, it.dev].join(' ') },
                inside('neighbours()').collect { [it.address, it.mac, it.device].join(' ') }],
            'nexthop': [said(space, 'nexthop').collect { [it.id, it.gateway, it.dev, it.containsKey('blackhole'), it.group?.collect { g -> g.weight ? "$g.id,$g.weight" : "$g.id" }?.join('/')].join(' ') },
                inside('nexthops()').collect { [it.id, it.via, it.dev, !!fact(it, 'blackhole'), it.group].join(' ') }],
        ]
        lists.collectMany { what, both -> (both[0]*.toString() - both[1]*.toString()).collect { "$space $what: $it".toString() } }
    }

    private static List said(String space, String what) {
        def text = peer("ip ${space ? "-n $space " : ''}-d -j $what")
        (text ? new JsonSlurper().parseText(text) as List : []).findAll()
    }

    private static List<String> link(Map row) {
        def info = row.linkinfo ?: [:]
        def usual = [kind: info.info_kind ?: 'loopback', mtu: row.mtu, mac: row.address, master: row.master, up: 'UP' in row.flags,
                     txqueuelen: row.txqlen, promisc: 'PROMISC' in row.flags, arp: !('NOARP' in row.flags)]
        (usual + (info.info_data ?: [:]) + (info.info_slave_data ?: [:]).collectEntries { ["port $it.key".toString(), it.value] })
            .findAll { !(it.key - 'port ' in OTHERS || it.key in CLASHES) }.collect { key, value -> "$row.ifname $key ${plain(value)}".toString() }
    }

    /** The same of a device of nsx, with the words of ip-link(8) for the options. */
    private static List<String> own(Object link) {
        def usual = [kind: link.kind, mtu: link.mtu, mac: link.mac, master: link.master, up: link.up, txqueuelen: link.txqueuelen,
                     promisc: link.promisc, arp: link.arp]
        def options = { Kind kind, String prefix ->
            kind ? kind.options().findAll { it.ipName() || it.name() }.collectMany { option ->
                def value = fact(link, option.name())
                [WORDS[option.ipName()] ?: option.ipName(), option.ipName(), option.name().replaceAll(/[A-Z]/) { '_' + it.toLowerCase() }]
                    .unique().collect { [prefix + it, number(value, option.unit())] }
            }.collectEntries { it } : [:]
        }
        (usual + options(Kinds.named(link.kind).orElse(null), '') + options(link.master ? Kinds.portOf('bridge').orElse(null) : null, 'port '))
            .collect { key, value -> "$link.name $key ${plain(value)}".toString() }
    }

    /** The keys of ip's JSON that differ from its words. */
    private static final Map<String, String> WORDS = [dstport: 'port', ageing_time: 'ageing_time', mcast_last_member_count: 'mcast_last_member_cnt',
        mcast_startup_query_count: 'mcast_startup_query_cnt', mcast_last_member_interval: 'mcast_last_member_intvl',
        mcast_membership_interval: 'mcast_membership_intvl', mcast_querier_interval: 'mcast_querier_intvl', mcast_query_interval: 'mcast_query_intvl',
        mcast_query_response_interval: 'mcast_query_response_intvl', mcast_startup_query_interval: 'mcast_startup_query_intvl',
        group_address: 'group_addr', mcast_router: 'multicast_router', maxaddress: 'limit',
        udp6zerocsumtx: 'udp_zero_csum6_tx', udp6zerocsumrx: 'udp_zero_csum6_rx']

    /** A fact, or null where an object has none of that name. */
    private static Object fact(Object row, String name) {
        try {
            return row."$name"
        } catch (MissingPropertyException e) {
            return null
        }
    }

    private static Object number(Object value, Unit unit) {
        if (!(value instanceof Duration)) {
            return value
        }
        unit == Unit.CENTISECONDS ? value.toMillis().intdiv(10) : unit == Unit.SECONDS ? value.toSeconds() : value.toMillis()
    }

    private static String plain(Object value) {
        def text = value instanceof InetAddress ? value.hostAddress : value == null || value == false ? '0' : value == true ? '1' : value.toString()
        text.startsWith('0x') ? Long.decode(text).toString() : text
    }

    private static List<String> address(Map row) {
        row.addr_info.collect {
            [row.ifname, it.address ? "$it.local/32" : "$it.local/$it.prefixlen", it.broadcast, it.scope, it.label ?: '', it.valid_life_time == 4294967295L ? null : it.valid_life_time].join(' ')
        }
    }

    private static String route(Object row) {
        def ip = row instanceof Map
        def hops = ip ? (row.nexthops ?: []).collect { [it.gateway, it.dev, it.weight] } : row.hops.collect { [it.via, it.dev, it.weight] }
        def one = hops ? [] : [ip ? row.gateway : row.via, row.dev]
        [ip ? row.dst : row.destination, ip ? row.type : row.type, one, hops, row.metric, ip ? row.prefsrc : row.src, row.table ?: 'main', row.protocol,
         ip ? row.nhid : fact(row, 'nexthop'), !!fact(row, 'encap')].join(' ')
    }
}
