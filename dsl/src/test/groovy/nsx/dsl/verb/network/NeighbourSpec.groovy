package nsx.dsl.verb.network

class NeighbourSpec extends NetworkSpec {
    static final String SHOW = "ip neigh show nud all | grep -v NOARP | sed 's/ *\$//' | sort"
    static final String FDB = 'bridge fdb'
    /** Until the port may have entries that age. */
    static final String FORWARDS = "ip link set br0 up; timeout 5 sh -c 'until bridge link show dev veth2 | grep -q \"state forwarding\"; do sleep 0.01; done'"

    def "a neighbour is set once, said as ip does, and taken back"() {
        expect:
        keeps("$CABLE\n$before", text, SHOW)
        where:
        before | text
        'true' | "neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'"
        'true' | "neighbor 'fd00::12', mac: '02:00:00:00:00:AA', dev: veth1"
        'ip neigh add 10.0.0.12 lladdr 02:00:00:00:00:99 dev veth1' | "neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'"
        'ip neigh add 10.0.0.12 lladdr 02:00:00:00:00:12 dev veth1 nud stale' | "neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'"
    }

    def "a neighbour with options is set once, said as ip does, and taken back: #text"() {
        expect:
        keeps("$CABLE\n$before", "neighbour '10.0.0.12', dev: 'veth1', $text", SHOW.replace('ip neigh', 'ip -d neigh').replace(' | grep -v NOARP', ''))
        where:
        before | text
        'true' | "mac: '02:00:00:00:00:12', state: 'stale'"
        'true' | "mac: '02:00:00:00:00:12', state: 'noarp'"
        'true' | "mac: '02:00:00:00:00:12', state: 'reachable'"
        'true' | "mac: '02:00:00:00:00:12', externLearn: true, protocol: 'static'"
        'true' | "mac: '02:00:00:00:00:12', state: 'stale', protocol: 77"
        'ip neigh add 10.0.0.12 lladdr 02:00:00:00:00:99 dev veth1 extern_learn' | "mac: '02:00:00:00:00:12'"
        'ip neigh add 10.0.0.12 lladdr 02:00:00:00:00:99 dev veth1' | "mac: '02:00:00:00:00:12', state: 'stale'"
    }

    def "a neighbour that the kernel looks after"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.1/24 dev veth1"
        def text = "neighbour '10.0.0.12', dev: 'veth1', managed: true"
        when:
        changes(text)
        def done = operations.collect()
        then:
        done*.command() == ['ip neighbour replace 10.0.0.12 managed dev veth1']
        peer('ip neigh show nud all dev veth1').contains('10.0.0.12 managed')
        changes(text) == []
        eval("neighbours(dev: 'veth1').find { it.address == '10.0.0.12' }.managed")
        when:
        undo(done)
        then:
        !peer('ip neigh show nud all dev veth1').contains('managed')
    }

    def "a proxy is made once, said as ip does, and taken back"() {
        given:
        def show = 'ip neigh show proxy'
        expect:
        keeps(CABLE, "neighbour '10.0.0.9', dev: 'veth1', proxy: true", show)
        eval("neighbours(proxy: true).collect { it.address + ' ' + it.device }") == ['10.0.0.9 veth1']
        changes("delete neighbour: '10.0.0.9', dev: 'veth1', proxy: true") == ['delete proxy neighbour 10.0.0.9 from veth1']
        look(show).trim() == ''
    }

    def "what is not asked about a neighbour stays"() {
        expect:
        keeps("$CABLE\nip neigh add fd00::12 lladdr 02:00:00:00:00:99 dev veth1 router", "neighbour 'fd00::12', mac: '02:00:00:00:00:12', dev: 'veth1'", SHOW)
        look(SHOW).contains('fd00::12 dev veth1 lladdr 02:00:00:00:00:12 router PERMANENT')
        eval("neighbours()[0].router")
    }

    def "several far ends of one address"() {
        given:
        def vx = 'ip link add vx0 address 02:00:00:00:00:a0 type vxlan id 5 dstport 4789 dev veth1'
        def far = "fdb '00:00:00:00:00:00', dev: 'vx0', to:"
        expect:
        keeps("$CABLE\n$vx", "$far '10.0.0.1'; $far '10.0.0.3'", FDB)*.command() == [
            'bridge fdb add 00:00:00:00:00:00 dev vx0 dst 10.0.0.1 self permanent',
            'bridge fdb append 00:00:00:00:00:00 dev vx0 dst 10.0.0.3 self permanent']
        eval("fdb(dev: 'vx0')*.to.sort()") == ['10.0.0.1', '10.0.0.3']
        changes("delete fdb: '00:00:00:00:00:00', dev: 'vx0', to: '10.0.0.3'").size() == 1
        eval("fdb(dev: 'vx0')*.to") == ['10.0.0.1']
    }

    def "a far end is of the vxlan's own table, also where that is a port of a bridge"() {
        given:
        def vx = 'ip link add vx0 address 02:00:00:00:00:a0 type vxlan id 5 dstport 4789 dev veth1; ip link add br1 type bridge; ip link set vx0 master br1'
        expect:
        keeps("$CABLE\n$vx", "fdb '02:00:00:00:00:77', dev: 'vx0', to: '10.0.0.3'", FDB)*.command() == [
            'bridge fdb add 02:00:00:00:00:77 dev vx0 dst 10.0.0.3 self permanent']
        refused("fdb '02:00:00:00:00:77', dev: 'vx0', to: '10.0.0.3', self: false").reason() == null
    }

    def "an address that moves to another far end"() {
        given:
        def vx = 'ip link add vx0 address 02:00:00:00:00:a0 type vxlan id 5 dstport 4789 dev veth1'
        expect:
        keeps("$CABLE\n$vx; bridge fdb add 02:00:00:00:00:77 dev vx0 dst 10.0.0.1 port 8472 vni 9",
            "fdb '02:00:00:00:00:77', dev: 'vx0', to: '10.0.0.3'", FDB).size() == 1
        peer('bridge fdb show dev vx0').contains('02:00:00:00:00:77 dst 10.0.0.3 port 8472 vni 9 self permanent')
        eval("fdb(dev: 'vx0').find { it.mac == '02:00:00:00:00:77' }.port") == 8472
    }

    def "neighbours as values"() {
        given:
        peer "$CABLE\nip neigh add 10.0.0.12 lladdr 02:00:00:00:00:12 dev veth1; ip neigh add 10.0.0.13 lladdr 02:00:00:00:00:13 dev veth2 nud stale"
        def was = look(SHOW)
        expect:
        eval('neighbours().collect { it.address + " " + it.mac + " " + it.device + " " + it.state }.sort()') ==
            ['10.0.0.12 02:00:00:00:00:12 veth1 permanent', '10.0.0.13 02:00:00:00:00:13 veth2 stale']
        eval("neighbors(dev: 'veth1').size()") == 1
        changes("neighbours(dev: 'veth1')[0].delete()") == ['delete neighbour 10.0.0.12 from veth1']
        !look(SHOW).contains('10.0.0.12')
        when:
        undo(operations.collect())
        then:
        look(SHOW) == was
    }

    def "a neighbour that did not answer is set like a new one"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.1/24 dev veth1; ip neigh add 10.0.0.12 dev veth1 nud failed"
        expect:
        changes("neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'") ==
            ['add neighbour 10.0.0.12 at 02:00:00:00:00:12 on veth1']
    }

    def "a forwarding entry is set once, said as bridge does, and taken back"() {
        expect:
        keeps("$CABLE\nip link add br0 address 02:00:00:00:00:b0 type bridge; ip link set veth2 master br0; $before", text, FDB)
        where:
        before | text
        'true' | "fdb '02:00:00:00:00:77', dev: 'veth2'"
        'true' | "fdb '02:00:00:00:00:77', dev: 'veth1'"
        'true' | "fdb '02:00:00:00:00:77', dev: 'veth2', state: 'permanent'"
        FORWARDS | "fdb '02:00:00:00:00:77', dev: 'veth2', state: 'dynamic'"
        'true' | "fdb '02:00:00:00:00:77', dev: 'veth2', externLearn: true"
        "$FORWARDS; bridge fdb add 02:00:00:00:00:77 dev veth2 master dynamic" | "fdb '02:00:00:00:00:77', dev: 'veth2'"
        'ip link add vx0 address 02:00:00:00:00:a0 type vxlan id 5 dstport 4789 dev veth1; ip nexthop add id 7 via 10.0.0.9 fdb; ip nexthop add id 8 group 7 fdb' | "fdb '02:00:00:00:00:77', dev: 'vx0', nexthop: 8"
        'ip link set veth1 master br0; bridge fdb add 02:00:00:00:00:77 dev veth1 master static' | "fdb '02:00:00:00:00:77', dev: 'veth2'"
        'ip link add vx0 address 02:00:00:00:00:a0 type vxlan id 5 dstport 4789 dev veth1' | "fdb '02:00:00:00:00:77', dev: 'vx0', to: '10.0.0.9'"
    }

    def "an entry that ages needs a port that learns"() {
        given:
        peer "$CABLE\nip link add br0 type bridge; ip link set veth2 master br0"
        when:
        def e = refused("fdb '02:00:00:00:00:77', dev: 'veth2', state: 'dynamic'")
        then:
        e.message == 'cannot add forwarding entry 02:00:00:00:00:77 to veth2'
        e.reason() == 'the port is disabled, and an entry that ages needs one that learns'
    }

    def "forwarding entries as values"() {
        given:
        peer "$CABLE\nip link add br0 type bridge; ip link set veth2 master br0; bridge fdb add 02:00:00:00:00:77 dev veth2 master static"
        def was = look(FDB)
        expect:
        eval("def f = fdb(dev: 'br0').find { it.mac == '02:00:00:00:00:77' }; [f.device, f.master, f.state]") == ['veth2', 'br0', 'static']
        eval('fdb().size()') == was.readLines().size()
        changes("fdb().find { it.mac == '02:00:00:00:00:77' }.delete()") == ['delete forwarding entry 02:00:00:00:00:77 from veth2']
        !look(FDB).contains('02:00:00:00:00:77')
        when:
        undo(operations.collect())
        then:
        look(FDB) == was
    }

    def "bad input"() {
        given:
        peer CABLE
        when:
        def e = refused(text)
        then:
        e.message == message
        e.reason() == reason
        where:
        text | message | reason
        "neighbour '10.0.0.12', dev: 'veth1'" | 'neighbour needs mac:' | null
        "neighbour '10.0.0.12', mac: '02:00:00:00:00:12'" | 'neighbour needs dev:' | null
        "neighbour '10.0.0.12', mac: '02:00', dev: 'veth1'" | 'neighbour: mac cannot be 02:00' | 'a MAC address is six pairs of hexadecimal digits, such as 02:00:00:00:00:01'
        "neighbour '10.0.0.412', mac: '02:00:00:00:00:12', dev: 'veth1'" | 'neighbour: address cannot be 10.0.0.412' | 'not an IPv4 address: 412 is above 255'
        "neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'vethx'" | 'there is no device vethx' | null
        "neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'lo'" | 'cannot add neighbour 10.0.0.12 to lo' | 'the kernel keeps no address of an IPv4 neighbour on a loopback or point-to-point device'
        "neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1', state: 'gone'" | 'neighbour: state cannot be gone' | 'state is permanent, noarp, reachable or stale'
        "neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1', protocol: 256" | 'neighbour: protocol cannot be 256' | 'protocol is boot, static, kernel, ra, dhcp, redirect or a number from 1 to 255'
        "fdb '02:00:00:00:00:77', dev: 'veth1', self: false" | 'cannot add forwarding entry 02:00:00:00:00:77 to veth1' | 'veth1 is not a port of a bridge'
        "fdb '02:00:00:00:00:77', dev: 'veth1', vlan: 5000" | 'fdb: vlan cannot be 5000' | 'vlan is a whole number from 1 to 4094'
        "fdb '02:00:00:00:00:77', dev: 'veth1', state: 'gone'" | 'fdb: state cannot be gone' | 'state is static, dynamic or permanent'
        "fdb '02:00:00:00:00:77'" | 'fdb needs dev:' | null
    }
}
