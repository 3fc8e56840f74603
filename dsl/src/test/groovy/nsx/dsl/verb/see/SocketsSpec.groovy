package nsx.dsl.verb.see

import nsx.dsl.LiveSpec

/** Against ss(8). The sockets are this process's own: those that a thread opens are of its network namespace. */
class SocketsSpec extends LiveSpec {
    def "what listens and what is connected, as ss says it, with its process"() {
        given:
        def (server, client, accepted) = connection()
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
        e.reason() == 'protocol is tcp, udp, raw, unix, packet, netlink or vsock'
    }

    def "what TCP measures, as ss says it"() {
        given:
        def (server, client, accepted) = connection()
        client.outputStream.write(new byte[1000])
        accepted.inputStream.readNBytes(1000)

        when:
        def row = eval("sockets(state: 'established', remotePort: $server.localPort)")[0]
        def said = peer("ss -tinoH state established dport = :$server.localPort")

        then:
        said.contains " $row.congestion "
        said.contains " cwnd:$row.window "
        said.contains " mss:$row.mss "
        said.contains " pmtu:$row.pathMtu "
        said.contains "bytes_acked:${row.acknowledged}"
        row.acknowledged >= 1000
        row.retransmissions == 0
        row.rtt.toNanos() > 0
        row.port == client.localPort
        eval("sockets(state: 'listen')[0]").with { [it.rtt, it.window, it.congestion] } == [null, null, null]

        cleanup:
        [server, client, accepted]*.close()
    }

    def "every namespace at once, with names"() {
        given:
        peer 'ip link set lo up; ip netns add red; ip -n red link set lo up'
        def there = eval("netns('red') { listen 4711 }")
        def server = new ServerSocket(4712, 5, InetAddress.getByName('127.0.0.1'))

        when:
        def rows = eval("sockets(all: true, state: 'listen').findAll { it.port in [4711, 4712] }")

        then:
        rows.collect { [it.namespace, it.port] }.toSet() == [['red', 4711], ['host', 4712]].toSet()
        rows.every { it.processes*.pid.contains(ProcessHandle.current().pid() as int) }
        rows.shown().first() == 'namespace'

        cleanup:
        there?.stop()
        server?.close()
    }

    def "a process is found by its number, its program and what is shown of it"() {
        given:
        peer 'ip link set lo up'
        def server = new ServerSocket(0, 5, InetAddress.getByName('127.0.0.1'))
        def me = ProcessHandle.current()
        def program = me.info().command().get().split('/').last()

        expect:
        eval("sockets(process: ${me.pid()})*.port") == [server.localPort]
        eval("sockets(process: '${me.pid()}')*.port") == [server.localPort]
        eval("sockets(process: '$program')*.port") == [server.localPort]
        eval("sockets(process: ['none', '$program'])*.port") == [server.localPort]
        eval("def all = sockets(); all.where(process: all[0].process)*.port") == [server.localPort]
        eval("sockets(process: '${program.take(2)}')*.port") == []

        cleanup:
        server?.close()
    }

    def "processes are looked for when the first is asked for, once for the list"() {
        given:
        peer 'ip link set lo up'
        def servers = (1..3).collect { new ServerSocket(0, 5, InetAddress.getByName('127.0.0.1')) }
        def me = ProcessHandle.current().pid() as int

        when: 'one is closed before anybody asks'
        def rows = eval("sockets(state: 'listen')").collectEntries { [it.port, it] }
        def ports = servers*.localPort
        servers[0].close()

        then:
        rows[ports[0]].processes == []
        rows[ports[1]].processes*.pid == [me]

        when: 'one is closed after the first was asked for'
        servers[2].close()

        then:
        rows[ports[2]].processes*.pid == [me]

        cleanup:
        servers*.close()
    }

    /** A listener, and both ends of a connection with it. */
    private static List connection() {
        peer 'ip link set lo up'
        def server = new ServerSocket(0, 5, InetAddress.getByName('127.0.0.1'))
        def client = new Socket('127.0.0.1', server.localPort)
        [server, client, server.accept()]
    }

    def "a connection is ended, and its other end hears of it"() {
        given:
        def (server, client, accepted) = connection()

        when:
        def made = changes("sockets(state: 'established').where(port: $server.localPort)*.kill()")

        then:
        made.size() == 1
        made[0] ==~ "end the tcp socket \\S*127.0.0.1\\]?:$server.localPort to \\S*127.0.0.1\\]?:$client.localPort"
        operations[0].command() ==~ "ss -K -a --tcp src '\\S*:$server.localPort' dst '\\S*:$client.localPort'"
        eval("sockets(state: 'established')") == []

        when:
        client.inputStream.read()
        then:
        thrown(SocketException)

        when: 'it is gone'
        accepted.inputStream.read()
        then:
        thrown(SocketException)

        cleanup:
        [server, client, accepted]*.close()
    }

    def "sockets of other kinds, as ss says them: #protocol"() {
        given:
        peer 'ip link set lo up'
        def listing = eval("sockets(protocol: '$protocol')")

        expect:
        listing.every { it.protocol == protocol }
        listing.size() >= least

        where:
        protocol  | least
        'netlink' | 1
        'packet'  | 0
    }

    def "a packet socket has the EtherType that ss says: #said"() {
        given:
        def process = ['perl', '-e', 'socket(my $s, 17, 3, unpack "n", pack "S", $ARGV[0]) or die $!; $| = 1; print "ready\\n"; <STDIN>', type as String]
            .with { new ProcessBuilder(it as List<String>).start() }
        assert process.inputReader().readLine() == 'ready'

        expect:
        eval("sockets(protocol: 'packet')*.local") == [said]
        peer('ss -0 -a -n -H').contains(inSs)

        cleanup:
        process.outputStream.close()
        process.waitFor()
        [process.inputStream, process.errorStream]*.close()

        where:
        type   | said       | inSs
        0x0003 | '*:*'      | '*'
        0x0806 | '0x0806:*' | '2054'
    }

    def "both ends of a connection are ended, of which the second is gone with the first"() {
        given:
        def (server, client, accepted) = connection()

        when:
        def ended = eval("sockets(state: 'established', port: $server.localPort)*.kill()")
        then:
        ended.size() == 2
        eval("sockets(state: 'established')") == []

        cleanup:
        [client, accepted, server]*.close()
    }

    def "what the kernel cannot end is an error"() {
        when:
        eval "sockets(protocol: 'netlink')[0].kill()"
        then:
        def e = thrown(nsx.dsl.error.NsxException)
        e.reason() == 'the kernel ends sockets of TCP and UDP only'
    }
}
