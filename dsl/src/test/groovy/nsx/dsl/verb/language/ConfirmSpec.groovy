package nsx.dsl.verb.language

import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

class ConfirmSpec extends LiveSpec {
    static final LAB = """
    netns 'a'
    veth 'a:x', 'y'
    netns('a') { link('x').up(); address '10.0.0.1/24', dev: 'x'; nat.masquerade '10.0.0.0/24' }
    hostname 'other'
    sysctl 'net.ipv4.ip_forward', 1
    address '10.0.0.2/24', dev: 'y'
    link('b').mtu = 1300
    link('c').delete()
"""

    def setup() {
        eval("bridge('b')\nbridge('c') { address '10.1.0.1/24' }")
    }

    private waiting() {
        session.unconfirmed().get()
    }

    def 'what was not confirmed in time is taken back by the process that waits'() {
        given:
        def before = NetworkDump.dump()
        def host = eval('hostname()')

        when:
        def begun = System.nanoTime()
        eval("confirm(2.seconds) { $LAB }")
        while (!notices.any { it.startsWith('nobody has confirmed') }) {
            assert Duration.ofNanos(System.nanoTime() - begun) < Duration.ofSeconds(60)
            sleep 50
        }

        then:
        (notices.last() =~ /^nobody has confirmed: taken back its (\d+) changes$/)[0][1].toInteger() > 8
        NetworkDump.unchanged(before)
        eval('hostname()') == host
        eval("sysctl 'net.ipv4.ip_forward'").toString() == '0'
        eval("link('c').addresses*.address") == ['10.1.0.1/24']

        when:
        eval('confirm()')

        then:
        def e = thrown(NsxException)
        e.message == 'too late to confirm'
    }

    def 'what was confirmed stays, and no process does'() {
        when:
        def before = ProcessHandle.current().children().toList()
        eval("confirm(60.seconds) { $LAB }")
        def begun = ProcessHandle.current().children().toList() - before
        eval('confirm()')

        then:
        eval("link('y').addresses*.address") == ['10.0.0.2/24']
        begun.size() == 1
        !begun[0].alive

        when:
        eval('confirm()')

        then:
        def e = thrown(NsxException)
        e.message == 'there is nothing to confirm'
    }

    def 'an error in the block takes back at once'() {
        given:
        def before = NetworkDump.dump()

        when:
        eval("confirm(60.seconds) { $LAB; link('b').mtu = 10 }")

        then:
        thrown(NsxException)
        notices.any { it ==~ /confirm has taken back its \d+ changes/ }
        NetworkDump.unchanged(before)
        session.unconfirmed().empty
    }

    def 'taken back now'() {
        given:
        def before = NetworkDump.dump()

        when:
        eval("confirm(60.seconds) { $LAB }")
        waiting().takeBack()

        then:
        NetworkDump.unchanged(before)
    }

    def 'what undo has taken back is not taken back again'() {
        when:
        session.history().keep()
        eval("confirm(60.seconds) { bridge br7 }")
        eval('undo()')
        eval("bridge 'br7'")
        waiting().takeBack()

        then:
        eval("links().any { it.name == 'br7' }")
    }

    def 'after the time is over the block changes nothing more'() {
        given:
        def before = NetworkDump.dump()

        when:
        eval("confirm(1.second) { bridge 'd'; while (true) { sleep 20; bridge 'e'; link('e').delete() } }")

        then:
        def e = thrown(NsxException)
        e.message.startsWith('not done any more: ')
        NetworkDump.unchanged(before)
    }

    def '#line is refused: #message'() {
        when:
        eval(line)

        then:
        def e = thrown(NsxException)
        e.message == message

        where:
        line                                                                  | message
        'confirm()'                                                           | 'there is nothing to confirm'
        'confirm { }'                                                         | 'confirm needs a time for its block'
        'confirm 3.seconds'                                                   | 'confirm needs a block with lines'
        "confirm(60.seconds) { bridge 'd' }\nconfirm(60.seconds) { bridge 'e' }" | 'confirm cannot begin'
    }

    def 'a plan does not wait for anybody'() {
        expect:
        eval("plan { confirm(30.seconds) { bridge 'd' }; confirm() }.commands") == ['ip link add name d type bridge']
        session.unconfirmed().empty
    }

    def cleanup() {
        session.unconfirmed().ifPresent { it.takeBack() }
    }
}
