package nsx.dsl.change

import com.sun.management.ThreadMXBean
import groovy.transform.CompileStatic
import java.lang.management.ManagementFactory
import nsx.dsl.LiveSpec
import nsx.dsl.session.Session
import nsx.netlink.Transport
import nsx.ns.Context
import spock.lang.Shared

/** Objects made one by one: what the kernel is asked for each of them does not grow with those that are there. */
class OneByOneSpec extends LiveSpec {
    static final String CABLE =
        "veth 'a', 'b'; address '10.0.0.1/8', dev: 'a'; link('a').up(); link('b').up(); link('b').up()\n"

    def setup() {
        session.close()
        session = Received.session(engine)
    }

    /** Bytes for the objects of two ranges of numbers of equal size, the second after many more have been made. */
    List<Long> costs(String before, String each) {
        eval("""$before
            make = { i -> $each }
            (0..<100).each(make)
            first = bytes(); (100..<150).each(make); first = bytes() - first
            (150..<550).each(make)
            last = bytes(); (550..<600).each(make); last = bytes() - last
            [first, last]""")
    }

    def "#what"() {
        when:
        def (first, last) = costs(before, each)

        then: 'but for what a list costs that has to be read anew'
        last <= first * 1.5

        and: 'all of them are there'
        peer(count).readLines().size() >= 600

        where:
        what          | before                               | each                                                                        || count
        'routes'      | CABLE                                | 'route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.2"'                      || 'ip route'
        'IPv6 routes' | CABLE                                | 'route "fd00:0:0:${Integer.toHexString(i + 1)}::/64", dev: "a"'              || 'ip -6 route'
        'addresses'   | CABLE                                | 'address "11.${i >> 8}.${i & 255}.1/24", dev: "a"'                           || 'ip -o address show dev a'
        'neighbours'  | CABLE                                | 'neighbour "10.9.${i >> 8}.${i & 255}", mac: "02:00:00:00:00:12", dev: "a"'  || 'ip neighbour show dev a'
        'rules'       | ''                                   | 'rule from: "11.${i >> 8}.${i & 255}.0/24", table: 100'                      || 'ip rule'
        'marks'       | ''                                   | 'rule fwmark: i + 1, table: 100'                                            || 'ip rule'
        'ports'       | "bridge 'br'"                        | 'veth "a$i", "b$i"; link("a$i").master("br")'                                || 'ip -o link show master br'
        'filters'     | ''                                   | 'filter.drop from: "11.${i >> 8}.${i & 255}.0/24"'                          || 'nft list table inet nsx-filter'
        'forwarding'  | ''                                   | 'nat.forward i + 1, to: "10.0.0.2:80"'                                      || 'nft list table inet nsx'
        'verdicts'    | ''                                   | 'filter.drop from: "11.${i >> 8}.${i & 255}.0/24"; filter.accept from: "11.${i >> 8}.${i & 255}.0/24"' || 'nft list table inet nsx-filter'
        'targets'     | ''                                   | 'nat.forward i + 1, to: "10.0.0.2:80"; nat.forward i + 1, to: "10.0.0.3:80"' || 'nft list table inet nsx'
        'gateways'    | CABLE                                | 'route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.2"; route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.3"' || 'ip route'
        'devices'     | CABLE                                | 'route "fd00:0:0:${Integer.toHexString(i + 1)}::/64", dev: "a"; route "fd00:0:0:${Integer.toHexString(i + 1)}::/64", dev: "b"' || 'ip -6 route'
        'qdiscs'      | ''                                   | 'veth "a$i", "b$i"; qdisc "a$i", tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]' || 'tc qdisc show'
        'classes'     | ''                                   | 'veth "a$i", "b$i"; qdisc "a$i", handle: "1:", htb: [:]; qdisc.class "a$i", "1:1", rate: 1.mbit' || 'tc qdisc show'
        'classes of one' | CABLE + 'qdisc "a", handle: "1:", htb: [:]' | 'qdisc.class "a", "1:${Integer.toHexString(i + 1)}", rate: 1.mbit' || 'tc class show dev a'
        'filters of one' | CABLE + 'qdisc "a", handle: "1:", htb: [:]; qdisc.class "a", "1:1", rate: 1.mbit' | 'qdisc.filter "a", priority: i + 1, to: "11.${i >> 8}.${i & 255}.0/24", class: "1:1"' || 'tc filter show dev a'
        'next hops'   | CABLE                                | 'nexthop i + 1, via: "10.0.0.2", dev: "a"; nexthop i + 1, via: "10.0.0.3", dev: "a"' || 'ip nexthop'
        'entries'     | 'bridge("br") { up() }; ' + CABLE + 'link("a").master("br")' | 'fdb String.format("02:00:00:00:%02x:%02x", i >> 8, i & 255), dev: "a"' || 'bridge fdb show dev a'
        'cables'      | ''                                   | 'veth "a$i", "b$i"; link("a$i").up(); link("b$i").up(); route "11.${i >> 8}.${i & 255}.0/24", dev: "a$i"' || 'ip -o link'
    }

    def "taking back costs the same for each of many: #what"() {
        when: 'atomic takes back a few, and then many times as many'
        def (few, many) = eval("""$before
            back = { count ->
                made = 0
                try {
                    atomic { (0..<count).each { i -> $each }; made = bytes(); throw new IllegalStateException() }
                } catch (IllegalStateException expected) { }
                bytes() - made
            }
            [back(40), back(400)]""")

        then:
        many <= 10 * few * 1.5

        where:
        what         | before                           | each
        'routes'     | CABLE                            | 'route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.2"'
        'addresses'  | CABLE                            | 'address "11.${i >> 8}.${i & 255}.1/32", dev: "a"'
        'rules'      | ''                               | 'rule from: "11.${i >> 8}.${i & 255}.0/24", table: 100'
        'cables'     | ''                               | 'veth "a$i", "b$i"; link("a$i").up()'
        'filters'    | ''                               | 'filter.drop from: "11.${i >> 8}.${i & 255}.0/24"'
        'verdicts'   | ''                               | 'filter.drop from: "11.${i >> 8}.${i & 255}.0/24"; filter.accept from: "11.${i >> 8}.${i & 255}.0/24"'
        'gateways'   | CABLE                            | 'route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.2"; route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.3"'
        'qdiscs'     | ''                               | 'veth "a$i", "b$i"; qdisc "a$i", tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]'
        'ports'      | "bridge('br') { up() }"          | 'veth "a$i", "b$i"; link("a$i").master("br")'
    }

    def "deleting one by one costs the same for each of many: #what"() {
        when:
        def (few, many) = eval("""$CABLE
            take = { count ->
                (0..<count).each { i -> $each }
                before = bytes()
                (0..<count).each { i -> $delete }
                bytes() - before
            }
            [take(40), take(400)]""")

        then:
        many <= 10 * few * 1.5

        where:
        what        | each                                                   | delete
        'routes'    | 'route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.2"' | 'delete route: "11.${i >> 8}.${i & 255}.0/24"'
        'links'     | 'veth "p$i", "q$i"'                                    | 'delete link: "p$i"'
        'addresses' | 'address "11.${i >> 8}.${i & 255}.1/32", dev: "a"'     | 'delete address: "11.${i >> 8}.${i & 255}.1/32", dev: "a"'
        'networks'  | 'address "11.${i >> 8}.${i & 255}.1/24", dev: "a"'     | 'delete address: "11.${i >> 8}.${i & 255}.1/24", dev: "a"'
        'secondary' | 'address "10.1.${i >> 8}.${i & 255}/8", dev: "a"'      | 'delete address: "10.1.${i >> 8}.${i & 255}/8", dev: "a"'
        'filters'   | 'all = i == 0 ? [] : all; all << filter.drop(from: "11.${i >> 8}.${i & 255}.0/24")' | 'all[i].delete()'
        'forwarding' | 'all = i == 0 ? [] : all; all << nat.forward(i + 1, to: "10.0.0.2:80")' | 'all[i].delete()'
        'next hops' | 'nexthop i + 1, via: "10.0.0.2", dev: "a"'             | 'delete nexthop: i + 1'
        'of devices' | 'veth "p$i", "q$i"; address "11.${i >> 8}.${i & 255}.1/24", dev: "p$i"' | 'delete address: "11.${i >> 8}.${i & 255}.1/24", dev: "p$i"'
        'IPv6'      | 'address "fd00:0:0:${Integer.toHexString(i + 1)}::1/64", dev: "a"' | 'delete address: "fd00:0:0:${Integer.toHexString(i + 1)}::1/64", dev: "a"'
    }

    def "deleting what can come back costs the same for each of many: #what"() {
        when:
        def (few, many) = eval("""$before
            take = { count ->
                atomic {
                    (0..<count).each { i -> $each }
                    left = bytes()
                    (0..<count).each { i -> $delete }
                    bytes() - left
                }
            }
            [take(40), take(240)]""")

        then:
        many <= 6 * few * 1.5

        where:
        what                | before                  | each                                                  | delete
        'links'             | ''                      | 'veth "p$i", "q$i"; link("p$i").up()'                 | 'delete link: "p$i"'
        'ports'             | "bridge('br') { up() }" | 'veth "p$i", "q$i"; link("p$i").master("br"); link("p$i").up()' | 'delete link: "p$i"'
        'networks'          | ''                      | 'veth "p$i", "q$i"; link("p$i").up(); address "11.${i >> 8}.${i & 255}.1/24", dev: "p$i"; route "12.${i >> 8}.${i & 255}.0/24", via: "11.${i >> 8}.${i & 255}.2"' | 'delete link: "p$i"'
        'cables'            | ''                      | 'netns "n$i"; veth "n$i:eth0", "v$i"; link("v$i").up()' | 'delete netns: "n$i"'
        'devices set down'  | ''                      | 'veth "p$i", "q$i"; link("p$i").up()'                 | 'link("p$i").down()'
    }

    /** Bytes of memory that this thread has asked for so far. */
    @CompileStatic
    static long asked() {
        ((ThreadMXBean) ManagementFactory.threadMXBean).getThreadAllocatedBytes(Thread.currentThread().id)
    }

    def "deleting a namespace costs the same among few and among many: #what"() {
        given:
        session.binding().setVariable('asked', { asked() })

        when: 'bytes of memory for 20 of them'
        def (few, many) = eval("""
            take = { count ->
                count.times { netns "n\$it" }
                before = asked()
                20.times { $delete }
                cost = asked() - before
                delete netns: 'n*'
                cost
            }
            take(25); [take(25), take(400)]""")

        then:
        many <= few * 1.5

        where:
        what         | delete
        'by name'    | 'delete netns: "n$it"'
        'as a value' | 'netns("n$it").delete()'
    }

    def "they are made once: a second run changes nothing"() {
        given:
        def each = 'route "11.0.${i}.0/24", via: "10.0.0.2"; address "12.0.${i}.1/24", dev: "a"; rule from: "11.0.${i}.0/24", table: 100'

        expect:
        eval("$CABLE (0..<200).each { i -> $each }; (0..<200).each { i -> $each }; true")
        peer('ip rule').readLines().size() == 203
    }

    def "what others change in nsx's rules between two words is seen: #change"() {
        given:
        def all = '(0..<100).each { i -> filter.drop from: "11.0.${i}.0/24" }'

        when:
        eval("$all; sh '''$change'''; $all; true")

        then:
        peer('nft list chain inet nsx-filter forward').readLines().count { it.contains('ip saddr 11.0.') && it.contains('drop') } == 100

        where:
        change << [
            'nft flush chain inet nsx-filter forward',
            'nft delete rule inet nsx-filter forward handle "$(nft -a list table inet nsx-filter | sed -n "s/.*11.0.7.0.*handle //p")"',
            'nft insert rule inet nsx-filter forward ip saddr 12.0.0.0/8 counter drop',
            'nft delete table inet nsx-filter',
        ]
    }

    def "a rule among many keeps its place when its verdict changes"() {
        given:
        def order = { (peer('nft list chain inet nsx-filter forward') =~ /ip saddr 11\.0\.(\d+)\.0/).collect { it[1] as int } }

        when: 'the list of rules is kept by now, and others have changed it in front, between and behind'
        eval("""
            (0..<100).each { i -> filter.drop from: "11.0.\${i}.0/24" }
            sh 'nft insert rule inet nsx-filter forward ip saddr 11.0.200.0/24 counter drop'
            filter.drop from: '11.0.201.0/24'
            sh 'nft insert rule inet nsx-filter forward handle "\$(nft -a list table inet nsx-filter | sed -n "s/.*11.0.50.0.*handle //p")" ip saddr 11.0.202.0/24 counter drop'
            filter.drop from: '11.0.203.0/24'
            atomic { filter.accept from: '11.0.50.0/24'; filter.drop from: '11.0.50.0/24' }
            true""")

        then:
        order() == [200] + (0..<50) + [202] + (50..<100) + [201, 203]
    }

    def "a port that others gave a bridge is remembered with it"() {
        when: 'the places of devices are a list that is kept by now'
        eval("""
            bridge('br')
            atomic {
                (0..<80).each { veth "a\$it", "b\$it" }
                (0..<3).each { delete link: "a\$it" }
                sh 'ip link set dev a9 master br; ip link set dev a9 address 02:00:00:00:00:99'
                try { atomic { delete link: 'br'; throw new IllegalStateException() } } catch (IllegalStateException expected) { }
            }
            true""")

        then:
        peer('ip -o link show master br').contains(' a9@b9:')
    }

    def "what others change between two words is seen: #change"() {
        when:
        eval("""$CABLE
            (0..<100).each { i -> route "11.0.\${i}.0/24", via: '10.0.0.2'; address "12.0.\${i}.1/24", dev: 'a'; rule from: "11.0.\${i}.0/24", table: 100 }
            sh '''$change'''
            (0..<100).each { i -> route "11.0.\${i}.0/24", via: '10.0.0.2'; address "12.0.\${i}.1/24", dev: 'a'; rule from: "11.0.\${i}.0/24", table: 100 }""")

        then:
        peer('ip route').readLines().count { it.startsWith('11.0.') } == 100
        peer('ip -o address show dev a').readLines().count { it.contains(' 12.0.') } == 100
        peer('ip rule').readLines().count { it =~ /from 11\.0\..* lookup 100/ } == 100

        where:
        change << [
            'ip route del 11.0.7.0/24; ip route replace 11.0.8.0/24 dev b',
            'ip route flush root 11.0.0.0/16',
            'ip link set dev a down; ip link set dev a up',
            'ip address flush dev a; ip address add 10.0.0.1/8 dev a',
            'ip rule del from 11.0.9.0/24 table 100; ip rule add from 11.0.10.0/24 table 7; ip rule add from 11.0.200.0/24 iif b table 7',
            'ip route append 11.0.7.0/24 via 10.0.0.3; ip route del 11.0.7.0/24 via 10.0.0.2',
        ]
    }
}
