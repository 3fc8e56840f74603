package nsx.dsl.verb.traffic

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Needs

/** Listeners of this namespace that answer in the background. */
class ListenSpec extends LiveSpec {
    def setup() {
        peer 'ip link set lo up'
    }

    def "it answers over #proto on #address: #reply"() {
        given:
        def server = eval("listen 0, proto: '$proto'$reply")
        expect:
        eval("connect '$address', port: $server.port, proto: '$proto', send: 'one'").answer == answer
        server.connections*.received == ['one\n']
        server.connections*.bytes == [4L]
        server.connections[0].from.startsWith(address == '::1' ? '[::1]:' : '127.0.0.1:')
        server.count == 1
        server.protocol == proto
        notices == []
        where:
        proto | address     | reply                           | answer
        'tcp' | '127.0.0.1' | ''                              | 'one'
        'tcp' | '::1'       | ''                              | 'one'
        'udp' | '127.0.0.1' | ''                              | 'one'
        'udp' | '::1'       | ''                              | 'one'
        'tcp' | '::1'       | ", reply: 'two'"                | 'two'
        'udp' | '127.0.0.1' | ", reply: 'two'"                | 'two'
        'tcp' | '127.0.0.1' | ', reply: { it.reverse() }'     | 'eno'
        'udp' | '::1'       | ', reply: { it.reverse() }'     | 'eno'
        'tcp' | '127.0.0.1' | ', reply: { links()*.name[0] }' | 'lo'
    }

    def "an echo goes on until the other end ends, and as much as is sent comes back"() {
        given:
        def server = eval('listen 0')
        def text = ('x' * 1000 + '\n') * 2000
        def got = new StringBuilder()
        when:
        new Socket('127.0.0.1', server.port).withCloseable { socket ->
            def writing = Thread.startDaemon {
                socket.outputStream << text
                socket.shutdownOutput()
            }
            got << new String(socket.inputStream.readAllBytes())
            writing.join()
        }
        then:
        got.toString() == text
        server.connections*.bytes == [text.length() as long]
        server.connections[0].received.length() == 1024
    }

    def "a fixed reply is said to who says nothing too"() {
        given:
        def server = eval("listen 0, reply: 'hello'")
        expect:
        eval("connect '127.0.0.1', port: $server.port, expect: 'ell', timeout: 20.seconds").answer == 'hello'
    }

    def "a look sees what has arrived over #proto, also while a reply is worked out"() {
        given:
        def server = eval("listen 0, proto: '$proto', reply: { Thread.sleep(200); it }")
        when:
        def all = (1..3).collect { eval("connect '127.0.0.1', port: $server.port, proto: '$proto', send: 'x', timeout: 20.ms"); server.connections.size() }
        then:
        all == [1, 2, 3]
        server.count == 3
        where:
        proto << ['tcp', 'udp']
    }

    def "a block that fails ends the connection, and the listener goes on"() {
        given:
        def server = eval("listen 0, reply: { line -> if (line == 'bad') throw new IllegalStateException('no'); line }")
        expect:
        eval("connect '127.0.0.1', port: $server.port, send: 'bad'").answer == null
        notices == ["the reply of listen $server.port failed: no"]
        eval("connect '127.0.0.1', port: $server.port, send: 'good'").answer == 'good'
    }

    def "what is written in a block of another namespace listens and answers there"() {
        given:
        peer 'ip netns add b; ip -n b link set lo up; ip link add x type veth peer name y netns b; ip addr add 10.0.0.1/24 dev x; ip link set x up; ip -n b addr add 10.0.0.2/24 dev y; ip -n b link set y up'
        eval "server = netns('b') { listen 80, reply: { links()*.name.join(' ') } }"
        expect:
        eval("connect 'b', port: 80, send: 'x'").answer == 'lo y'
        eval("connect '127.0.0.1', port: 80").result == 'refused'
    }

    def "it ends when it is stopped, and with the session"() {
        given:
        def server = eval('listen 0')
        def other = eval('listen 0')
        expect:
        server.open
        !server.stop().open
        eval("connect '127.0.0.1', port: $server.port").result == 'refused'
        server.stop()
        when:
        session.close()
        then:
        !other.open
        !Thread.allStackTraces.keySet().any { it.name == "nsx-listen-$other.port" as String }
    }

    def "the one who has the port is named: #proto"() {
        given:
        Needs.programs('ss')
        def server = eval("listen 0, proto: '$proto'")
        expect:
        peer("ss -lnH --$proto").contains(":$server.port ")
        when:
        eval "listen $server.port, proto: '$proto'"
        then:
        def e = thrown(NsxException)
        e.message == "cannot listen on port $server.port"
        e.reason().endsWith('Address already in use (EADDRINUSE)')
        e.hint() == "this nsx (${ProcessHandle.current().pid()}) listens on [::]:$server.port"
        where:
        proto << ['tcp', 'udp']
    }

    def "one address alone"() {
        given:
        def server = eval("listen 0, address: '127.0.0.1'")
        expect:
        eval("connect '127.0.0.1', port: $server.port").ok
        eval("connect '::1', port: $server.port").result == 'refused'
        server.local == "127.0.0.1:$server.port"
        when:
        eval "listen 80, address: '10.1.1.1'"
        then:
        def e = thrown(NsxException)
        e.reason().endsWith('Cannot assign requested address (EADDRNOTAVAIL)')
    }

    def "what is not read makes room: many connections are held, and a bounded number is remembered"() {
        given:
        def server = eval('listen 0')
        def sockets = (1..200).collect { new Socket('127.0.0.1', server.port) }
        expect:
        eval("connect '127.0.0.1', port: $server.port, send: 'x'").answer == 'x'
        server.connections*.open.count(true) <= 128
        cleanup:
        sockets*.close()
    }

    def "bad input: #line"() {
        when:
        eval line
        then:
        thrown(NsxException)
        where:
        line << ['listen 70000', "listen 'nobody'", "listen 80, proto: 'icmp'", "listen 80, address: 'x'"]
    }
}
