package nsx.dsl.verb.network

import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

class AddressSpec extends NetworkSpec {
    static final String SHOW = 'ip -4 -o addr show dev veth1; ip -6 -o addr show dev veth1; ip route; ip -6 route'

    def "an address is added once, said as ip does, and taken back"() {
        expect:
        keeps(CABLE, text, SHOW)
        where:
        text << [
            "address '10.0.0.11/24', dev: 'veth1'",
            "address '10.0.0.11', dev: 'veth1'",
            "address '10.0.0.10/31', dev: 'veth1'",
            "address '10.0.0.11/24', dev: 'veth1', broadcast: '10.0.0.99'",
            "address '10.0.0.11/24', dev: 'veth1', scope: 'link', label: 'veth1:x'",
            "address '10.0.0.11/24', dev: 'veth1', noprefixroute: true",
            "address '10.0.0.11/24', dev: 'veth1', metric: 50",
            "address '10.0.0.1', peer: '10.0.0.2', dev: 'veth1'",
            "address 'fd00::11/64', dev: 'veth1', nodad: true",
            "address 'fd00::11/64', dev: 'veth1', noprefixroute: true",
            "address 'fd00::11', dev: 'veth1'",
            "address '192.168.16.9', peer: '192.168.16.8/30', dev: 'veth1'",
            "address '10.0.0.11/24', dev: 'veth1', broadcast: false",
            "address 'fd00::11/64', dev: 'veth1', home: true",
            "address 'fd00::11/64', dev: 'veth1', mngtmpaddr: true",
            "address '239.1.2.3/32', dev: 'veth1', autojoin: true",
            "address 'ff05::7/128', dev: 'veth1', autojoin: true",
            "veth1.address '10.0.0.11/24'",
        ]
    }

    def "the origin of an address, which older ip(8) does not know"() {
        given:
        peer CABLE
        expect:
        changes("address '$address', dev: 'veth1', nodad: ${address.contains(':')}, protocol: 77") == ["add address $address to veth1"]
        operations[0].command().endsWith(' proto 77')
        changes("address '$address', dev: 'veth1', protocol: 77") == []
        eval("addresses(dev: 'veth1').find { it.address == '$address' }.protocol") == 77
        changes("address '$address', dev: 'veth1', protocol: 78") == ["set address $address of veth1"]
        changes("address '$address', dev: 'veth1', protocol: 78") == []
        where:
        address << ['10.0.0.11/24', 'fd00::11/64']
    }

    def "the broadcast address is the network's last"() {
        given:
        peer CABLE
        when:
        eval "address '10.0.0.11/28', dev: 'veth1'"
        then:
        peer('ip -4 -o addr show dev veth1').contains('10.0.0.11/28 brd 10.0.0.15 scope global veth1')
    }

    def "a lifetime is set, agrees on the second run, and can be changed"() {
        given:
        peer CABLE
        expect:
        changes("address '10.0.0.11/24', dev: 'veth1', lifetime: 100.seconds") == ['add address 10.0.0.11/24 to veth1']
        changes("address '10.0.0.11/24', dev: 'veth1', lifetime: 100.seconds") == []
        peer('ip -4 -o addr show dev veth1').contains('dynamic')
        changes("address '10.0.0.11/24', dev: 'veth1', lifetime: 10.minutes, preferred: 5.minutes") ==
            ['set address 10.0.0.11/24 of veth1']
        operations[0].command() ==
            'ip address replace 10.0.0.11/24 broadcast 10.0.0.255 dev veth1 valid_lft 600 preferred_lft 300'
        peer('ip -4 -o addr show dev veth1') =~ /valid_lft (600|599)sec preferred_lft (300|299)sec/
        changes("address '10.0.0.11/24', dev: 'veth1', lifetime: 10.minutes, preferred: 5.minutes") == []
        changes("address '10.0.0.11/24', dev: 'veth1'") == []
        changes("address '10.0.0.11/24', dev: 'veth1', lifetime: 'forever'") == ['set address 10.0.0.11/24 of veth1']
        peer('ip -4 -o addr show dev veth1').contains('valid_lft forever')
    }

    def "the kernel takes an address away when its time has come"() {
        given:
        peer CABLE
        when:
        eval "address '10.0.0.11/24', dev: 'veth1', lifetime: 1.second"
        then:
        peer('timeout 5 sh -c "while ip -4 addr show dev veth1 | grep -q 10.0.0.11; do sleep 0.1; done"') == ''
    }

    def "metric and, for IPv6, noprefixroute are set in one operation"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.11/24 brd + dev veth1; ip addr add fd00::11/64 dev veth1"
        expect:
        changes("address '10.0.0.11/24', dev: 'veth1', metric: 70") == ['set address 10.0.0.11/24 of veth1']
        peer('ip route').contains('10.0.0.0/24 dev veth1 proto kernel scope link src 10.0.0.11 metric 70')
        changes("address 'fd00::11/64', dev: 'veth1', noprefixroute: true") == ['set address fd00::11/64 of veth1']
        !peer('ip -6 route').contains('fd00::/64')
    }

    def "what is not asked about stays"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.11/24 brd 10.0.0.99 label veth1:x metric 50 valid_lft 500 preferred_lft 400 dev veth1"
        when:
        eval "address '10.0.0.11/24', dev: 'veth1', metric: 70"
        def is = peer('ip -4 -o addr show dev veth1')
        then:
        is.contains('10.0.0.11/24 metric 70 brd 10.0.0.99 scope global dynamic veth1:x')
        is =~ /valid_lft (500|499)sec preferred_lft (400|399)sec/
        eval("addresses(dev: 'veth1')[0].metric") == 70
    }

    def "an address that ip made without a broadcast agrees"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.11/24 dev veth1"
        expect:
        changes("address '10.0.0.11/24', dev: 'veth1'") == []
    }

    def "what the kernel cannot set is made anew where nothing hangs on it"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.11/24 dev veth1"
        when:
        def done = changes("address '10.0.0.11/24', dev: 'veth1', broadcast: '10.0.0.99'")
        then:
        done == ['delete address 10.0.0.11/24 from veth1', 'add address 10.0.0.11/24 to veth1']
        peer('ip -4 -o addr show dev veth1').contains('brd 10.0.0.99')
        when:
        peer 'ip route add default via 10.0.0.1'
        def e = refused("address '10.0.0.11/24', dev: 'veth1', broadcast: '10.0.0.255'")
        then:
        e.message == 'cannot set broadcast of address 10.0.0.11/24 of veth1'
    }

    def "deleting brings back with it what the kernel took too"() {
        given:
        peer """$CABLE
            ip addr add 10.0.0.11/24 brd + dev veth1; ip addr add 10.0.0.12/24 dev veth1
            ip route add default via 10.0.0.1; ip route add 10.9.0.0/16 via 10.0.0.1 src 10.0.0.11 metric 5 proto static"""
        def was = look(SHOW)
        when:
        def gone = changes("addresses(dev: 'veth1').find { it.ip == '10.0.0.11' }.delete()")
        then:
        gone == ['delete address 10.0.0.11/24 from veth1']
        peer('ip -4 -o addr show dev veth1') == ''
        peer('ip route') == ''
        when:
        undo(operations.collect())
        then:
        look(SHOW) == was
    }

    def "deleting all of them in one step brings everything back: #delete"() {
        given:
        peer """$CABLE
            ip addr add 10.0.0.11/24 brd + dev veth1; ip addr add 10.7.0.11/24 brd + dev veth1
            ip route add default via 10.0.0.1; ip route add 10.9.0.0/16 via 10.7.0.1 metric 5 proto static"""
        def was = look(SHOW)
        when:
        def gone = changes(delete)
        then:
        gone.size() == 2
        peer('ip route') == ''
        when:
        undo(operations.collect())
        then:
        look(SHOW) == was
        where:
        delete << ["delete address: ['10.0.0.11/24', '10.7.0.11/24'], dev: 'veth1'", "addresses(dev: 'veth1').where(ip: ~/10.*/).flush()"]
    }

    def "an IPv6 address takes the route to its network along, and brings it back"() {
        given:
        peer """$CABLE
            ip addr add fd00::11/64 dev veth1 nodad noprefixroute; ip route add fd00::/64 dev veth1 metric 7 proto static
            ip addr add 10.0.0.11/24 dev veth1"""
        def was = look(SHOW)
        when:
        changes("delete address: 'fd00::11/64', dev: 'veth1'")
        undo(operations.collect())
        then:
        look(SHOW) == was
    }

    def "addresses as values"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.11/24 brd + dev veth1; ip addr add fd00::11/64 dev veth2"
        expect:
        eval("addresses().collect { it.device + ' ' + it.address }") ==
            ['lo 127.0.0.1/8', 'veth1 10.0.0.11/24', 'lo ::1/128', 'veth2 fd00::11/64']
        eval("addresses(dev: 'veth1')*.broadcast") == ['10.0.0.255']
        eval("addresses(dev: 'veth2')[0].version") == 6
        eval("addresses(dev: veth1).shown()")[0..1] == ['device', 'address']
    }

    def "in another namespace by an endpoint, and by a block"() {
        given:
        peer 'ip netns add a; ip -n a link add veth1 type veth peer name veth2'
        expect:
        changes("address '10.0.0.11/24', dev: 'a:veth1'") == ['add address 10.0.0.11/24 to veth1']
        changes("netns('a') { address '10.0.0.11/24', dev: 'veth1' }") == []
    }

    def "an address inside the block of a device that does not exist yet"() {
        expect:
        changes("bridge br0 { address '10.0.0.10/24'; address 'fd00::1/64', nodad: true; up() }").containsAll(
            ['add address 10.0.0.10/24 to br0', 'add address fd00::1/64 to br0'])
        peer('ip -4 -o addr show dev br0').contains('10.0.0.10/24 brd 10.0.0.255')
        changes("bridge br0 { address '10.0.0.10/24'; address 'fd00::1/64', nodad: true; up() }") == []
    }

    def "bad input is refused before anything is made"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.11/24 dev veth2"
        when:
        def e = refused(text)
        then:
        e.message == message
        e.reason() == reason
        e.hint() == hint || hint == '*'
        e.exitCode() == ExitCode.FAILED
        where:
        text | message | reason | hint
        "address '10.0.0.300/24', dev: 'veth1'" | 'address: address cannot be 10.0.0.300/24' | 'not an IPv4 address: 300 is above 255' | null
        "address '10.0.0.1/33', dev: 'veth1'" | 'address: address cannot be 10.0.0.1/33' | 'the prefix is a number from 0 to 32, not 33' | null
        "address 'fd00::1/129', dev: 'veth1'" | 'address: address cannot be fd00::1/129' | 'the prefix is a number from 0 to 128, not 129' | null
        "address 'host.example', dev: 'veth1'" | 'address: address cannot be host.example' | "not an IPv4 address: 'host' is not a number" | null
        "address '10.0.0.1/24', dev: 'vet1'" | 'there is no device vet1' | null | "did you mean 'veth1'?"
        "address '10.0.0.1/24'" | 'address needs dev:' | null | "such as dev: 'veth1'"
        "address '10.0.0.1/24', dev: 'veth1', home: true" | 'address: home cannot be true' | 'home is for IPv6 addresses only' | null
        "address '10.0.0.1/24', dev: 'veth1', protocol: 3" | 'address: protocol cannot be 3' | 'protocol is a whole number from 4 to 255' | null
        "address '10.0.0.1/24', dev: 'veth1', autojoin: true" | 'cannot add address 10.0.0.1/24 to veth1' | 'ipv4: Multicast auto join failed: Invalid argument (EINVAL)' | '*'
        "address '10.0.0.1/24', dev: 'veth1', scope: 'moon'" | 'address: scope cannot be moon' | 'scope is global, site, link or host' | null
        "address '10.0.0.1/24', dev: 'veth1', lifetime: 'long'" | 'address: lifetime cannot be long' | "lifetime is a duration from 1.second to 136 years, or 'forever'" | null
        "address '10.0.0.1/24', dev: 'veth1', lifetime: 0.seconds" | 'address: lifetime cannot be 0s' | "lifetime is a duration from 1.second to 136 years, or 'forever'" | null
        "address '10.0.0.1/24', dev: 'veth1', lifetime: 5.seconds, preferred: 9.seconds" | 'address: preferred cannot be 9s' | 'preferred is at most the lifetime, 5' | null
        "address '10.0.0.1/24', dev: 'veth1', metric: 'x'" | 'address: metric cannot be x' | 'metric is a whole number from 0 to 4294967295' | null
        "address '10.0.0.1/24', dev: 'veth1', broadcast: 'fd00::1'" | 'address: broadcast cannot be fd00::1' | 'broadcast is an IPv4 address' | null
        "address 'fd00::1/64', dev: 'veth1', broadcast: 'fd00::2'" | 'an IPv6 address has no broadcast:' | 'IPv6 has no broadcast, and the scope is in the address itself' | null
        "address '10.0.0.1/24', dev: 'veth1', brodcast: '10.0.0.255'" | "address has no option 'brodcast'" | null | "did you mean 'broadcast'?"
        "address '10.0.0.11/24', dev: 'veth1'" | 'cannot add address 10.0.0.11/24 to veth1' | 'veth2 already has it' | '*'
        "address '10.0.0.11/16', dev: 'veth2'" | 'cannot add address 10.0.0.11/16 to veth2' | 'veth2 already has it, as 10.0.0.11/24' | '*'
    }

    def "an address may be on a second device where it makes sense"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.11/24 dev veth2; ip addr add fe80::1/64 dev veth2"
        expect:
        changes(text).size() == 1
        where:
        text << [
            "address '10.0.0.11', dev: 'veth1'",
            "address 'fe80::1/64', dev: 'veth1'",
            "address '10.0.0.11/24', dev: 'veth1', force: true",
        ]
    }

    def "deleting what is gone is an error"() {
        given:
        peer "$CABLE\nip addr add 10.0.0.11/24 dev veth1"
        when:
        eval "def a = addresses(dev: 'veth1')[0]; a.delete(); a.delete()"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot delete address 10.0.0.11/24 from veth1'
        e.reason().endsWith('(EADDRNOTAVAIL)')
    }
}
