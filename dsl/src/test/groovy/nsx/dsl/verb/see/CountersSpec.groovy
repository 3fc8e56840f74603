package nsx.dsl.verb.see

import nsx.dsl.LiveSpec
import nsx.test.Needs

/** What a namespace counted. */
class CountersSpec extends LiveSpec {
    def "what moved since the last look, in words"() {
        given:
        peer 'ip link set lo up'
        eval 'counters()'
        expect:
        eval('counters()') == []
        when:
        eval "ping '127.0.0.1', count: 2, interval: 1.ms; connect '127.0.0.1', port: 9; connect '127.0.0.1', port: 9, proto: 'udp'"
        def rows = eval('counters()')
        then:
        rows*.meaning.containsAll(['2 echo requests came', '2 echo replies came', '1 connection begun here', '1 connection failed, or was refused',
                                   '1 reset sent', '1 datagram came to a port where nobody listens'])
        rows.find { it.name == 'IcmpInEchos' }.with { [count, total] } == [2, 2]
        rows.every { it.rate > 0 }
        rows.dropWhile { it.meaning }.every { it.meaning == null }
    }

    def "a full listen queue is told"() {
        given:
        peer 'ip link set lo up'
        def server = new ServerSocket(0, 1, InetAddress.getByName('127.0.0.1'))
        eval 'counters()'
        when: 'what is taken and never accepted stays in the queue'
        5.times { eval("connect '127.0.0.1', port: $server.localPort, timeout: 50.ms") }
        then:
        eval('counters()*.meaning').any { it?.endsWith(' met a full listen queue') }
        cleanup:
        server?.close()
    }

    def "each namespace has its own, and all of it is what nstat says"() {
        given:
        Needs.programs('nstat')
        peer 'ip link set lo up; ip netns add red; ip -n red link set lo up'
        eval "ping '127.0.0.1', count: 1"
        expect:
        eval("netns('red') { counters(total: true) }").findAll { it.name.startsWith('Icmp') } == []
        eval('counters(total: true)').collectEntries { [it.name, it.total] }.findAll { it.key.startsWith('IcmpIn') } ==
            peer('nstat -asz').readLines().drop(1)*.split().findAll { it[0].startsWith('IcmpIn') && it[1] != '0' }.collectEntries { [it[0], it[1] as long] }
    }
}
