package nsx.dsl.verb.traffic

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Names, asked of servers of these namespaces. */
class ResolveSpec extends LiveSpec {
    private static final Map ZONE = ['www.lab. A': ['10.0.0.7', '10.0.0.8'], 'www.lab. AAAA': ['fd00::7'], 'lab. TXT': ['hello'],
                                     '7.0.0.10.in-addr.arpa. PTR': ['www.lab.'],
                                     '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa. PTR': ['six.lab.']]

    /** A directory of the host in a mount namespace of its own, for the files of a namespace. */
    private static void files(String namespace, Map<String, String> texts) {
        peer 'mount -t tmpfs t /etc/netns 2>/dev/null || { mkdir -p /etc/netns && mount -t tmpfs t /etc/netns; }'
        def directory = Files.createDirectories(Path.of('/etc/netns', namespace))
        texts.each { name, text -> Files.writeString(directory.resolve(name), text) }
    }

    def "a server that is said: #options"() {
        given:
        peer 'ip link set lo up'
        def server = new DnsServer('127.0.0.1', ZONE)
        when:
        def found = eval("resolve $options, server: '127.0.0.1'")
        then:
        found.answers == answers
        found*.asked == asked
        found*.type == types
        found*.outcome.unique() == ['found']
        found.server == '127.0.0.1'
        found.source == null
        found.time > Duration.ZERO
        found.time == found*.time.sum()
        found.ok && found.reason == null
        cleanup:
        server?.close()
        where:
        options                | answers                            | types        | asked
        "'www.lab'"            | ['10.0.0.7', '10.0.0.8', 'fd00::7'] | ['A', 'AAAA'] | ['www.lab.'] * 2
        "'WWW.lab.', type: 'A'" | ['10.0.0.7', '10.0.0.8']          | ['A']        | ['WWW.lab.']
        "'lab', type: 'TXT'"   | ['hello']                          | ['TXT']      | ['lab.']
        "'10.0.0.7'"           | ['www.lab.']                       | ['PTR']      | ['7.0.0.10.in-addr.arpa.']
        "'fd00::7'"            | ['six.lab.']                       | ['PTR']      | ['7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa.']
    }

    def "the files of the namespace's name say whom to ask"() {
        given:
        peer 'ip netns add red; ip -n red link set lo up; ip -n red addr add 10.5.5.5/32 dev lo'
        files('red', ['resolv.conf': 'nameserver 10.5.5.6\nnameserver 10.5.5.5\nsearch else lab\noptions timeout:1 attempts:1 ndots:2\n', hosts: '10.1.1.1 db db.lab\n'])
        def server = eval("netns('red') { new nsx.dsl.verb.traffic.DnsServer('10.5.5.5', ${zone()}) }")
        when:
        def found = eval("netns('red') { resolve 'www', type: 'A' }")
        then:
        found.answers == ['10.0.0.7', '10.0.0.8']
        found.collect { [it.server, it.asked, it.outcome] } == [
            ['10.5.5.6', 'www.else.', 'Network is unreachable'], ['10.5.5.5', 'www.else.', 'no such name'],
            ['10.5.5.6', 'www.lab.', 'Network is unreachable'], ['10.5.5.5', 'www.lab.', 'found']]
        found.source == '/etc/netns/red/resolv.conf'
        found.server == '10.5.5.5'
        and:
        eval("netns('red') { resolve 'db' }").collect { [it.server, it.answer] } == [['/etc/netns/red/hosts', ['10.1.1.1']]]
        eval("netns('red') { resolve '10.1.1.1' }").answers == ['db', 'db.lab']
        cleanup:
        server?.close()
    }

    private static String zone() {
        ZONE.findAll { it.key.startsWith('www') }.inspect()
    }

    def "what a server does not know is a result that says who said it: #outcome"() {
        given:
        peer 'ip link set lo up'
        def server = code < 0 ? null : new DnsServer('127.0.0.1', ZONE, code)
        when:
        def found = eval("resolve '$name', type: 'A', server: '127.0.0.1', timeout: 200.ms")
        then:
        found*.outcome.unique() == [outcome]
        !found.ok && !found
        found.answers == []
        found.reason.contains "127.0.0.1 says of $name.: $outcome"
        cleanup:
        server?.close()
        where:
        code | name      | outcome
        0    | 'no.lab'  | 'no such name'
        0    | 'lab'     | 'no such record'
        2    | 'www.lab' | 'server failure'
        5    | 'www.lab' | 'refused'
        -1   | 'www.lab' | 'nobody listens there'
    }

    def "an interruption ends it at once"() {
        given:
        peer 'ip link set lo up'
        def mute = new DatagramSocket(53, InetAddress.getByName('127.0.0.1'))
        when:
        Thread.currentThread().interrupt()
        eval "resolve 'a.b', server: '127.0.0.1', timeout: 20.seconds"
        then:
        thrown(InterruptedException)
        cleanup:
        mute?.close()
    }

    def "bad input: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message.contains(message)
        where:
        line                                    | message
        "resolve 'a b'"                         | 'name'
        "resolve ''"                            | 'name'
        "resolve 'a', type: 'XX'"               | 'type'
        "resolve 'a', server: 'b'"              | 'server'
    }
}
