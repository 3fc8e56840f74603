package nsx.dsl.verb.see

import nsx.dsl.LiveSpec

/** Against ss(8). The sockets are this process's own: those that a thread opens are of its network namespace. */
class SocketsSpec extends LiveSpec {
    def "what listens and what is connected, as ss says it, with its process"() {
        given:
        peer 'ip link set lo up'
        def server = new ServerSocket(0, 5, InetAddress.getByName('127.0.0.1'))
        def client = new Socket('127.0.0.1', server.localPort)
        def accepted = server.accept()
        accepted.outputStream.write('hello'.bytes)
        def datagrams = new DatagramSocket(0, InetAddress.getByName('::1'))

        when:
        def rows = eval('sockets()')
        def mine = ProcessHandle.current().pid()

        then:
        rows.collect { "$it.protocol $it.receiveQueue $it.sendQueue $it.local" as String }.sort() ==
            peer("ss -tuanH | awk '{ print \$1, \$3, \$4, \$5 }'").readLines().sort()
        rows.every { it.processes*.pid.contains(mine as int) }
        rows.find { it.state == 'listen' }.sendQueue == 5
        eval("sockets(state: 'established').size()") == 2
        eval("sockets(protocol: 'udp')*.local") == ["[::1]:${datagrams.localPort}" as String]
        eval("sockets(port: ${server.localPort})*.protocol.unique()") == ['tcp']

        cleanup:
        [server, client, accepted, datagrams]*.close()
    }

    def "another network namespace has its own"() {
        expect:
        eval("netns('a') { sockets() }") == []
        eval("netns('a') { sockets(protocol: 'unix') }") == []
    }

    def "a protocol that is none"() {
        when:
        eval "sockets(protocol: 'sctp')"
        then:
        def e = thrown(nsx.dsl.error.NsxException)
        e.reason() == 'protocol is tcp, udp or unix'
    }
}
