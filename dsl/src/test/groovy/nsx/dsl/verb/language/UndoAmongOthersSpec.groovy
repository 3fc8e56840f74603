package nsx.dsl.verb.language

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

import static nsx.dsl.verb.language.NetworkDump.dump
import static nsx.dsl.verb.language.NetworkDump.unchanged

/** What others changed since is seen before anything is taken back. */
class UndoAmongOthersSpec extends LiveSpec {
    def setup() {
        session.keepDefinitions()
    }

    def 'touches nothing when somebody else has changed it since, but when forced'() {
        given:
        eval("veth 'a', 'b'")
        eval("link('a').mtu = 1400")
        peer('ip link set dev a mtu 1300')

        when:
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.message == "somebody else has changed what this line left: link('a').mtu = 1400"
        e.reason() == 'mtu of a was 1400 and is 1300'
        e.hint() == 'undo(force: true) takes it back all the same'
        eval("link('a').mtu") == 1300

        when:
        eval('undo(force: true)')

        then:
        eval("link('a').mtu") == 1500
    }

    def 'what others did to IPC objects is said in words'() {
        given:
        eval("shm(0x1234, size: 8).write 'x'")
        peer('ipcrm -M 0x1234')

        when:
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.reason() ==~ /IPC objects was shm 0x00001234 \(id \d+, mode 666, owner 0:0\) of 8 bytes and is none/
    }

    def 'what is gone already counts as taken back, and is said: #line'() {
        given:
        eval("veth 'a', 'b'\nlink('a').up()\nlink('b').up()\naddress '10.0.0.1/24', dev: 'a'")
        eval(line)
        peer(others)

        when:
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.message.startsWith('somebody else has changed what this line left')

        when:
        def back = eval('undo(force: true)')

        then:
        notices == []
        back*.does.last() =~ /: gone already$/
        back*.command.last() == ''

        where:
        line                                                           | others
        "neighbour '10.0.0.7', mac: '02:00:00:00:00:07', dev: 'a'"     | 'ip neigh del 10.0.0.7 dev a'
        "neighbour '10.0.0.7', mac: '02:00:00:00:00:07', dev: 'a'"     | 'ip link del dev a'
        "address '10.0.0.2/24', dev: 'a'"                              | 'ip addr del 10.0.0.2/24 dev a'
        "route '10.9.0.0/16', via: '10.0.0.9'"                         | 'ip route del 10.9.0.0/16'
        "rule from: '10.0.0.0/8', table: 100, priority: 5"             | 'ip rule del priority 5'
        "nexthop 4, via: '10.0.0.9'"                                   | 'ip nexthop del id 4'
        "fdb '02:00:00:00:01:01', dev: 'a'"                            | 'bridge fdb del 02:00:00:00:01:01 dev a'
        "qdisc 'a', pfifo: [:]"                                        | 'tc qdisc del dev a root'
        "link('a').altname('other')"                                   | 'ip link property del dev a altname other'
        'bridge br0'                                                   | 'ip link del br0'
    }

    def 'a mount that is gone already is taken back, and one in its place is not taken for it'() {
        given:
        eval("mount 'tmpfs', on: '/mnt', type: 'tmpfs'")
        peer('umount /mnt; mount -t tmpfs -o size=1m foreign /mnt')

        when:
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.reason().startsWith('mount at /mnt was tmpfs ')

        when:
        peer('umount /mnt')
        eval('undo(force: true)')

        then:
        notices == []
    }

    def 'several lines are taken back only when all of them are as they were left: #others'() {
        given:
        eval("veth 'a', 'b'")
        eval("link('a').mtu = 1400")
        eval("address '10.0.0.1/24', dev: 'b'")
        if (between) {
            peer(others)
        }
        eval("link('a').mtu = 1300")
        eval("rule from: '10.0.0.0/8', table: 100, priority: 5")
        if (!between) {
            peer(others)
        }
        def before = dump()

        when:
        eval('undo(5)')

        then:
        def e = thrown(NsxException)
        e.message == "somebody else has changed what this line left: $line"
        e.reason() == reason
        unchanged(before)

        when:
        eval('undo(5, force: true)')

        then:
        eval("links(kind: 'veth')") == []

        where:
        between | others                          | line                                            | reason
        false   | 'ip link set dev b mtu 1200'    | "rule from: '10.0.0.0/8', table: 100, priority: 5" | 'mtu of b was 1500 and is 1200'
        true    | 'ip link set dev b mtu 1200'    | "address '10.0.0.1/24', dev: 'b'"               | 'mtu of b was 1500 and is 1200'
        true    | 'ip link set dev a mtu 1350'    | "address '10.0.0.1/24', dev: 'b'"               | 'mtu of a was 1400 and is 1350'
    }

    def 'sees what others have put into a namespace that it would delete'() {
        given:
        eval("netns 'a'")
        peer('ip -n a link add other type bridge')

        when:
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.reason().contains('device other in a is new')
        eval('netns()*.name') == ['a']
    }
}
