package nsx.dsl.verb.network

import groovy.json.JsonSlurper
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Multicast groups of bridges, against bridge(8). */
class MdbSpec extends LiveSpec {
    static final String BRIDGE = "veth('x', 'x2') { up() }; bridge('br') { port 'x'; up() }\n"

    /** What bridge(8) says of entries that somebody made: port, group, source, state. */
    static List entries() {
        def all = new JsonSlurper().parseText(peer('bridge -d -j mdb'))[0].mdb
        all.findAll { it.state == 'permanent' }.collect { [it.port, it.grp, it.src] }.sort()
    }

    def "#text is made once, as bridge(8) makes it, and taken back"() {
        given:
        eval BRIDGE

        expect:
        changes(text).size() == 1
        def done = operations.collect()
        entries() == [['x', group, source]]
        changes(text) == []

        when:
        session.change(done.collectMany { it.undo().get() })

        then:
        entries() == []

        when:
        peer done[0].command()

        then:
        entries() == [['x', group, source]]
        changes(text) == []

        where:
        text                                                | group               | source
        "mdb '239.1.2.3', dev: 'x'"                         | '239.1.2.3'         | null
        "mdb 'ff05:0::7', dev: 'x'"                         | 'ff05::7'           | null
        "mdb '239.1.2.3', dev: 'x', source: '192.0.2.1'"    | '239.1.2.3'         | '192.0.2.1'
        "mdb 'ff05::7', dev: 'x', source: 'fd00::1'"        | 'ff05::7'           | 'fd00::1'
        "mdb '03:00:00:00:00:AA', dev: 'x'"                 | '03:00:00:00:00:aa' | null
    }

    def "an entry that ages becomes permanent, and another of the same group stays"() {
        given:
        eval BRIDGE + "veth('y', 'y2') { up() }; br.port 'y'; mdb '239.1.2.3', dev: 'y'"

        expect:
        changes("mdb '239.1.2.3', dev: 'x', state: 'learned'") == ['add multicast group 239.1.2.3 to x']
        changes("mdb '239.1.2.3', dev: 'x', state: 'learned'") == []
        entries() == [['y', '239.1.2.3', null]]
        changes("mdb '239.1.2.3', dev: 'x'") ==
            ['delete multicast group 239.1.2.3 from x', 'add multicast group 239.1.2.3 to x']
        entries() == [['x', '239.1.2.3', null], ['y', '239.1.2.3', null]]
        eval("mdb(dev: 'x', state: 'permanent')")*.group == ['239.1.2.3']

        when:
        eval "mdb(group: '239.1.2.3', state: 'permanent').flush()"

        then:
        entries() == []
    }

    def "a group of the host itself ages"() {
        given:
        eval BRIDGE

        expect:
        changes("mdb '239.1.2.3', dev: 'br'") == ['add multicast group 239.1.2.3 to br']
        operations[0].command() == 'bridge mdb add dev br port br grp 239.1.2.3 temp'
        changes("mdb '239.1.2.3', dev: 'br'") == []
        eval("mdb(dev: 'br').find { it.device == 'br' && it.group == '239.1.2.3' }.state") == 'learned'
        changes("delete mdb: '239.1.2.3', dev: 'br'") == ['delete multicast group 239.1.2.3 from br']
    }

    def "a plan knows it, and its export makes it again"() {
        given:
        eval BRIDGE
        def line = "mdb '239.1.2.3', dev: 'x', source: '192.0.2.1'"

        expect:
        eval("plan { $line; $line; mdb(source: '192.0.2.1')[0].delete(); $line }.commands") == [
            'bridge mdb add dev br port x grp 239.1.2.3 src 192.0.2.1 permanent',
            'bridge mdb del dev br port x grp 239.1.2.3 src 192.0.2.1',
            'bridge mdb add dev br port x grp 239.1.2.3 src 192.0.2.1 permanent',
        ]

        when:
        eval line
        String text = eval('export().toString()')
        eval "mdb().flush()\n$text"

        then:
        text.contains("mdb '239.1.2.3', source: '192.0.2.1', dev: 'x'")
        entries() == [['x', '239.1.2.3', '192.0.2.1']]
        changes(text) == []
    }

    def "groups come back with their port and their bridge: #taken"() {
        given:
        eval BRIDGE + "mdb '239.1.2.3', dev: 'x'; mdb '239.1.2.4', dev: 'x', source: '192.0.2.1'"
        def was = entries()

        when:
        eval "atomic { $taken; throw new IllegalStateException() }"

        then:
        thrown(IllegalStateException)
        was.size() == 2
        entries() == was

        where:
        taken << ['x.nomaster()', 'br.delete()', 'x.delete()', "bridge('br2') { port 'x' }"]
    }

    def "#text: #message"() {
        given:
        eval BRIDGE

        when:
        eval text

        then:
        def e = thrown(NsxException)
        e.message == message
        "$e.reason() ${e.reason()} ${e.hint()}".contains(reason)
        entries() == []

        where:
        text                                                   | message                                      | reason
        "mdb '10.0.0.1', dev: 'x'"                             | 'mdb: group cannot be 10.0.0.1'              | '239.1.2.3'
        "mdb '02:00:00:00:00:01', dev: 'x'"                    | 'mdb: group cannot be 02:00:00:00:00:01'     | '01:00:5e'
        "mdb '239.1.2.3', dev: 'x2'"                           | 'cannot add multicast group 239.1.2.3 to x2' | 'x2 is not a port of a bridge'
        "mdb '239.1.2.3', dev: 'x', source: 'fd00::1'"         | 'mdb: source cannot be fd00::1'              | '239.1.2.3'
        "mdb '03:00:00:00:00:01', dev: 'x', source: '10.0.0.1'" | 'mdb: source cannot be 10.0.0.1'            | "group's family"
        "mdb '239.1.2.3', dev: 'x', vlan: 4095"                | 'mdb: vlan cannot be 4095'                   | '4094'
        "mdb '239.1.2.3', dev: 'br', state: 'permanent'"       | 'mdb: state cannot be permanent'             | 'learned for the host'
        "delete mdb: '239.1.2.3', dev: 'x'"                    | 'there is no multicast group 239.1.2.3 on x' | 'mdb('
        "br.down(); mdb '239.1.2.3', dev: 'x'"                 | 'cannot add multicast group 239.1.2.3 to x'  | 'not running'
    }
}
