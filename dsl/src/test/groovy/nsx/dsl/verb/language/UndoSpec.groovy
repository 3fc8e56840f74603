package nsx.dsl.verb.language

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Needs

import static nsx.dsl.verb.language.NetworkDump.dump
import static nsx.dsl.verb.language.NetworkDump.unchanged

/** The lines of a session are taken back, the last first. */
class UndoSpec extends LiveSpec {
    def setup() {
        session.keepDefinitions()
    }

    def 'takes back the last line that changed something, and says what'() {
        given:
        eval("bridge br0 { address '10.0.0.1/24'; up() }")
        def before = dump()
        eval("link('br0').mtu = 1400")

        when:
        eval('links()')
        def back = eval('undo()')

        then:
        back*.does == ['set mtu of br0 to 1500']
        back*.command == ['ip link set br0 mtu 1500']
        back*.line == ["link('br0').mtu = 1400"]
        unchanged(before)

        when:
        eval('undo()')

        then:
        peer('ip -j link show type bridge') in ['', '[]', '[]\n']
    }

    def 'a line is taken back as it was: #line'() {
        given:
        Needs.ofScript(setup + '\n' + line)
        eval(setup)
        def before = dump()

        when:
        eval(line)

        then:
        dump() != before

        when:
        eval('undo()')

        then:
        notices == []
        unchanged(before)

        where:
        setup | line
        "bridge br0 { address '10.0.0.1/24'; address 'fd00::1/64'; up() }\nroute '10.9.0.0/16', via: '10.0.0.9'\nlink('br0').altname('other')\nlink('br0').alias = 'x y'" | "link('br0').delete()"
        "bridge br0 { stp true; ageing 100.seconds; up() }\nveth 'a', 'b'\nlink('a').master('br0')\nlink('a').up()\nlink('b').up()\naddress '10.0.0.2/24', dev: 'b'\nroute 'default', via: '10.0.0.1'" | "delete link: 'br0'"
        "bridge br0 { up() }\nveth 'a', 'b'\nbridge('br0') { port 'a', isolated: true, cost: 5 }\nlink('a').up()\nlink('b').up()\naddress '10.0.0.2/24', dev: 'b'\nroute 'default', via: '10.0.0.1'\nneighbour '10.0.0.7', mac: '02:00:00:00:00:07', dev: 'b'" | "delete link: 'a'"
        "netns 'n'\nveth 'n:a', 'b'\nlink('b').up()\naddress '10.0.0.2/24', dev: 'b'\nroute '10.7.0.0/16', via: '10.0.0.1'\nnetns('n') { link('a').up(); address '10.0.0.1/24', dev: 'a'; route 'default', via: '10.0.0.2' }" | "link('b').delete()"
        "netns 'n'\nveth 'a', 'b'\nlink('b').up()\nlink('a').up()\naddress '10.0.0.2/24', dev: 'b'\naddress 'fd00::2/64', dev: 'b'\nroute '10.7.0.0/16', via: '10.0.0.1'\nroute 'fd01::/64', via: 'fd00::1'" | "link('b').move(netns('n'))"
        "veth 'a', 'b'\nlink('b').up()\nlink('a').up()\naddress '10.0.0.2/24', dev: 'b'\naddress 'fd00::2/64', dev: 'b'\nroute '10.7.0.0/16', via: '10.0.0.1', metric: 7" | "link('b').down()"
        "veth 'a', 'b'" | "link('b').rename('c')"
        "veth 'a', 'b'\nlink('b').up()\naddress '10.0.0.2/24', dev: 'b'\naddress '10.0.0.3/24', dev: 'b'\nroute '10.7.0.0/16', via: '10.0.0.1'" | "delete address: '10.0.0.2/24', dev: 'b'"
        "veth 'a', 'b'\nqdisc 'a', tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]" | "link('a').delete()"
        "netns 'n'" | "netns('n') { bridge br0 { up() }; rule from: '10.0.0.0/8', table: 100, priority: 5 }"
        "netns 'n'" | "netns 'm'; veth 'n:a', 'm:b'"
        "veth 'a', 'b'\nneighbour '10.0.0.7', mac: '02:00:00:00:00:07', dev: 'b'\nneighbour '10.0.0.8', dev: 'b', proxy: true\naddress 'fd00::2/64', dev: 'b'\naddress '10.0.0.2/24', dev: 'b'" | "link('b').up()"
        "bridge br0" | "address 'fd00::2/64', dev: 'br0'; link('br0').up(); address 'fd00::3/64', dev: 'br0'"
        "bridge br0" | "bridge('br0') { address 'fd00::2/64'; up() }"
        "veth 'a', 'b'\nneighbour '10.0.0.7', mac: '02:00:00:00:00:07', dev: 'b'" | "address '10.0.0.2/24', dev: 'b'"
        "veth 'a', 'b'\naddress '10.0.0.2/24', dev: 'b'\nneighbour '10.0.0.7', mac: '02:00:00:00:00:07', dev: 'b'" | "delete address: '10.0.0.2/24', dev: 'b'"
        "true" | "neighbour 'fd00::7', mac: '02:00:00:00:00:07', dev: 'lo'"
        "neighbour '0.0.0.0', mac: '02:00:00:00:00:07', dev: 'lo'" | "lo.up()"
        "bridge br0 { up() }\nqdisc 'br0', ingress: [:]\nqdisc 'br0', pfifo: [limit: 7]" | "link('br0').down()"
        "address '10.3.2.1/32', dev: 'lo'" | "lo.up()"
        "bridge br0 { up() }\nneighbour '10.0.0.7', mac: '02:00:00:00:00:07', dev: 'br0'\nneighbour 'fd00::7', mac: '02:00:00:00:00:07', dev: 'br0'" | "link('br0').arp = false"
        "bridge br0 { up(); mac '02:00:00:00:00:01' }\nneighbour '10.0.0.7', mac: '02:00:00:00:00:07', dev: 'br0'" | "link('br0').mac = '02:00:00:00:00:02'"
        "veth 'a', 'b'" | "macvlan m, dev: 'a', mode: 'bridge'"
        "veth 'a', 'b'\nmacvlan m, dev: 'a', mode: 'bridge'\nlink('a').up()\nlink('m').up()\naddress '10.0.0.2/24', dev: 'm'" | "link('a').delete()"
        "vxlan v, id: 7, remote: '10.0.0.9', port: 4789" | "link('v').delete()"
    }

    def 'a hostname, a sysctl and an IPC object too'() {
        given:
        def before = eval('hostname()')
        eval("shm(0x1234).write('old')")

        when:
        eval("hostname 'other'; sysctl 'net.ipv4.ip_forward', 1; shm(0x1234).write('new')")
        eval('undo()')

        then:
        eval('hostname()') == before
        eval("sysctl 'net.ipv4.ip_forward'").toString() == '0'
        eval('shm(0x1234).read()') == 'old'

        when:
        eval('shm(0x1234).remove()')
        eval('undo()')

        then:
        eval('shm(0x1234).read()') == 'old'
    }

    def 'takes back several lines, the last first'() {
        given:
        def before = dump()
        eval("netns 'a'")
        eval("veth 'a:x', 'y'")
        eval("netns('a') { link('x').up() }")

        when:
        def back = eval('undo(3)')

        then:
        back*.does == ['set x down', 'delete x', 'delete network namespace a']
        back*.where == ['a', 'a', 'host']
        unchanged(before)
    }

    def 'what is in one namespace is not held against another: #lines'() {
        given:
        eval("netns 'a'; ipcns 'i'; utsns 'u'")
        lines.each { eval(it) }

        expect:
        eval("undo(${lines.size()})").size() >= lines.size()

        where:
        lines << [
            ["ipcns('i') { shm(0x1234, size: 8).write 'x' }", "shm(0x1234, size: 8).write 'x'"],
            ["shm(0x1234, size: 8).write 'x'", "ipcns('i') { msg(0x55).create() }"],
            ["utsns('u') { hostname 'one' }", "hostname 'two'"],
            ["netns('a') { sysctl 'net.ipv4.ip_forward', 1 }", "sysctl 'net.ipv4.ip_forward', 1"]]
    }

    def 'a block that fails says what was gone already'() {
        when:
        eval("atomic { bridge br0; sh 'ip link del br0'; assert false }")

        then:
        thrown(AssertionError)
        notices.any { it.endsWith('of these nothing was left: make bridge br0') }
    }

    def 'several lines in several places: what a newer one changed is not taken for the work of others'() {
        given:
        def before = dump()
        eval("netns 'n'; veth 'n:a', 'b'")
        eval("netns('n') { link('a').up(); address '10.0.0.1/24', dev: 'a' }")
        eval("hostname 'one'")
        eval("link('b').rename('c')")
        eval("netns('n') { address '10.0.0.2/24', dev: 'a'; sysctl 'net.ipv4.ip_forward', 1; sysctl 'net.ipv4.ip_forward', 0 }")
        eval("hostname 'two'; link('c').up()")

        when:
        eval('undo(6)')

        then:
        notices == []
        unchanged(before)
    }

    def 'says before it does anything what would not come back'() {
        given:
        eval("netns 'a'; netns('a') { bridge br0 { address '10.0.0.1/24'; up() }; route '10.1.0.0/16', via: '10.0.0.9'; nat.masquerade '10.0.0.0/24' }")
        def before = dump()
        eval("delete netns: 'a'")

        when:
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.message == "cannot take back exactly: delete netns: 'a'"
        e.reason().contains('its processes')
        eval('netns()*.name') == []

        when:
        eval('undo(force: true)')

        then:
        unchanged(before)
        eval("netns('a') { nat.rules() }").size() == 1
    }

    def 'names a program that was run, and leaves it out when forced'() {
        given:
        eval("sh 'true'; veth 'a', 'b'")

        when:
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.reason().contains("run /bin/sh -c true: nothing takes it back")

        when:
        eval('undo(force: true)')

        then:
        eval("links(kind: 'veth')") == []
        notices.any { it.startsWith('not taken back: run ') }
    }

    def 'without a change there is nothing to take back'() {
        when:
        eval('links()')
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.message == 'there is nothing to take back'
        e.reason() == 'no change of this session is left to take back'
        e.exitCode().number() == 1
    }

    def 'in a plan it only says what it would do'() {
        given:
        eval("veth 'a', 'b'")

        expect:
        eval('plan { undo() }').commands == ['ip link delete a']
        eval("links(kind: 'veth')*.name").sort() == ['a', 'b']

        when:
        eval('undo()')

        then:
        eval("links(kind: 'veth')") == []
    }

    def 'a mount whose content goes with it is not taken back without being said first'() {
        given:
        eval("mount 'tmpfs', on: '/mnt', type: 'tmpfs'")
        eval("umount '/mnt'")

        when:
        eval('undo()')

        then:
        def e = thrown(NsxException)
        e.message == "cannot take back exactly: umount '/mnt'"
        e.reason() == 'unmount /mnt: no other mount shows what is in it'
    }
}
