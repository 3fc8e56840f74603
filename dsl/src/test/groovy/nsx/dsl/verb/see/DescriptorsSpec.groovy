package nsx.dsl.verb.see

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec

class DescriptorsSpec extends LiveSpec {
    private final int me = ProcessHandle.current().pid() as int

    /** The descriptors of this process whose link in /proc is of this form. */
    private Map<Integer, String> links(String form) {
        new File("/proc/$me/fd").list().collectEntries { fd ->
            try {
                [fd as int, Files.readSymbolicLink(Path.of("/proc/$me/fd/$fd")) as String]
            } catch (IOException closed) {
                [-1, '']
            }
        }.findAll { it.value ==~ form }
    }

    def "a socket belongs to the namespace that it was made in, wherever its process is"() {
        given:
        peer 'ip netns add red; ip -n red link set lo up; ip link set lo up'
        def there = eval("netns('red') { listen 4711 }")
        def server = new ServerSocket(0, 5, InetAddress.getByName('127.0.0.1'))

        when:
        def rows = eval("descriptors(pid: $me, kind: 'socket')")
        def inodes = eval("sockets(all: true, state: 'listen')").findAll { it.port in [4711, server.localPort] }.collectEntries { [it.port, it.inode] }

        then:
        rows.find { it.inode == inodes[4711] }.name == 'red'
        rows.find { it.inode == inodes[4711] }.namespace == eval("netns('red').id")
        rows.find { it.inode == inodes[server.localPort] }.name == 'host'
        rows.find { it.inode == inodes[server.localPort] }.namespace == eval('here.net.id')

        and: 'it is a descriptor of that socket'
        rows.findAll { it.inode in inodes.values() }.every { links(/socket:.*/)[it.fd] == "socket:[$it.inode]" }

        cleanup:
        there?.stop()
        server?.close()
    }

    def "a socket that sock_diag does not list has its namespace too"() {
        given:
        def socket = new DatagramSocket((SocketAddress) null)

        expect:
        def rows = eval("descriptors(pid: $me, kind: 'socket')")
        links(/socket:.*/).every { fd, link -> rows.find { it.fd == fd && "socket:[$it.inode]" == link }?.namespace ==~ /net:\[\d+]/ }

        cleanup:
        socket.close()
    }

    def "files that stand for namespaces, however they were opened"() {
        given:
        peer 'ip netns add red'
        def byName = new FileInputStream('/run/netns/red')
        def byProcess = new FileInputStream("/proc/$me/ns/uts")

        when:
        def rows = eval("descriptors(pid: $me).findAll { it.kind in ['net', 'uts'] }")

        then:
        rows.any { it.kind == 'net' && it.name == 'red' && links(/.*netns\/red/).containsKey(it.fd) }
        rows.any { it.kind == 'uts' && links(/uts:.*/)[it.fd] == it.namespace && it.inode == (it.namespace =~ /\d+/)[0] as long }

        cleanup:
        [byName, byProcess]*.close()
    }

    def "what a column can never have is refused"() {
        when:
        eval "descriptors(kind: 'sock')"
        then:
        def e = thrown(nsx.dsl.error.NsxException)
        e.reason().startsWith('kind is socket, cgroup')
    }
}
