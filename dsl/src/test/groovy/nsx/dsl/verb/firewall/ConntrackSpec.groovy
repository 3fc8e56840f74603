package nsx.dsl.verb.firewall

import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Needs

/** What the kernel tracks, of connections that are made here. */
class ConntrackSpec extends LiveSpec {
    private static final TRACK = '''set -e; ip link set lo up
        nft add table inet t; nft 'add chain inet t in { type filter hook input priority 0; }'; nft add rule inet t in ct state new accept'''

    def setup() {
        Needs.programs('nft')
        peer TRACK
    }

    def "a connection over #address has both directions"() {
        given:
        def server = eval('listen 0')
        def socket = new Socket(address, server.port)
        when:
        def rows = eval("conntrack(port: $server.port)")
        then:
        rows.size() == 1
        with(rows[0]) {
            [proto, state, from, to, port, sport] == ['tcp', 'established', address, address, server.port, socket.localPort]
            [replyFrom, replyTo] == [end(address, server.port), end(address, socket.localPort)]
            nat == null
            answered
            assured
            timeout > Duration.ofHours(1)
            [mark, zone, packets, bytes] == [0L, 0, null, null]
        }
        eval("conntrack(from: '$address', proto: 'tcp', state: 'established', to: '$address')").size() == 1
        eval("conntrack(from: '10.9.9.9')").size() == 0
        eval('conntrack.count').count == 1
        eval('conntrack.count()').limit == peer('cat /proc/sys/net/netfilter/nf_conntrack_max') as long
        cleanup:
        socket?.close()
        where:
        address << ['127.0.0.1', '::1']
    }

    private static String end(String address, int port) {
        address.contains(':') ? "[$address]:$port" : "$address:$port"
    }

    def "translation, marks and counters are told"() {
        given:
        peer '''nft 'add chain inet t out { type nat hook output priority -100; }'; nft add rule inet t out tcp dport 99 ct mark set 7 redirect to :80
            echo 1 >/proc/sys/net/netfilter/nf_conntrack_acct'''
        eval "listen 80"
        when:
        eval "connect '127.0.0.1', port: 99, send: 'x'"
        def row = eval("conntrack(port: 99)")[0]
        then:
        [row.nat, row.replyFrom, row.mark] == ['destination', '127.0.0.1:80', 7L]
        row.packets > 4
        row.bytes > 200
        eval("conntrack(nat: 'destination')").size() == 1
    }

    def "labels, the helper and the zone of one direction are told"() {
        given:
        peer '''nft 'add ct helper inet t ftp { type "ftp" protocol tcp; }'
            nft 'add chain inet t early { type filter hook output priority -300; }; add chain inet t late { type filter hook output priority 0; }'
            nft add rule inet t early udp dport 9 ct original zone set 6
            nft add rule inet t late tcp dport 99 ct helper set ftp ct label set 3 ct label set 40'''
        eval 'listen 99'
        when:
        eval "connect '127.0.0.1', port: 99; connect '127.0.0.1', port: 9, proto: 'udp', timeout: 10.ms"
        def row = eval('conntrack(port: 99)')[0]
        def zoned = eval('conntrack(zone: 6)')
        then:
        [row.helper, row.labels, row.zone] == ['ftp', [3, 40], 0]
        zoned*.port == [9]
        when:
        zoned[0].delete()
        then:
        eval('conntrack(port: 9)').isEmpty()
    }

    def "some are forgotten, by what they have; nothing takes it back"() {
        given:
        eval 'listen 80; listen 81'
        (1..3).each { eval "connect '127.0.0.1', port: 80" }
        eval "connect '127.0.0.1', port: 81"
        when:
        def sport = eval('conntrack(port: 81)')[0].sport
        changes('delete conntrack: [port: 81]') == ['forget the connection tcp from 127.0.0.1 to 127.0.0.1 port 81']
        then:
        operations*.command() == ["conntrack -D -p tcp -s 127.0.0.1 -d 127.0.0.1 --sport $sport --dport 81" as String]
        operations*.irreversible == [true]
        eval('conntrack()')*.port == [80, 80, 80]
        when:
        eval('delete conntrack()[0]')
        then:
        eval('conntrack()')*.port == [80, 80]
        when:
        eval "delete conntrack: [from: '127.0.0.1', proto: 'tcp']"
        then:
        eval('conntrack()') == []
        eval('conntrack.count.count') == 0
    }

    def "a plan says what it would forget"() {
        given:
        eval 'listen 80'
        eval "connect '127.0.0.1', port: 80"
        expect:
        eval("plan { delete conntrack: [port: 80] }")*.command.every { it.startsWith('conntrack -D -p tcp') }
        eval('conntrack()').size() == 1
    }

    def "bad input: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message.contains(message)
        where:
        line                                   | message
        "delete conntrack: [port: 80]"         | 'no tracked connection has port: 80'
        "delete conntrack: 'x'"                | 'delete conntrack'
        "delete conntrack: [:]"                | 'delete conntrack'
        "conntrack(nowhere: 1)"                | "conntrack has no option 'nowhere'"
    }

    def "what happens is seen while it happens, as far as it is asked for"() {
        given:
        def server = eval('listen 0')
        def other = eval('listen 0')
        when: 'connections are made again and again until the watch, which ends by itself, has seen two'
        def ended = new java.util.concurrent.atomic.AtomicBoolean()
        def maker = Thread.start {
            while (!ended.get()) {
                new Socket('127.0.0.1', other.port).close()
                new Socket('127.0.0.1', server.port).close()
            }
        }
        def rows = eval("conntrack.watch(count: 2, event: 'new', port: $server.port)")
        ended.set(true)
        maker.join()
        then:
        rows.size() == 2
        rows.collect { [it.event, it.proto, it.from, it.to, it.port] }.unique() == [['new', 'tcp', '127.0.0.1', '127.0.0.1', server.port]]
        rows*.sport.unique().size() == 2
        and:
        eval("conntrack.watch(seconds: 0.05, from: '10.9.9.9')") == []
        cleanup:
        ended?.set(true)
        [server, other]*.stop()
    }
}
