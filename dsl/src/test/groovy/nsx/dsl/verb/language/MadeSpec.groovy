package nsx.dsl.verb.language

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.session.Session
import nsx.dsl.op.network.CableOperations
import nsx.dsl.script.Source
import nsx.ledger.Ledgers
import nsx.nft.DropTable
import nsx.ns.NamespaceKind

/** The ledger of a run, and what is there of what runs have made. */
class MadeSpec extends LiveSpec {
    def setup() {
        session.recorder().begin('test.nsx') { notices << it }
    }

    List<String> made() {
        eval('made()*.what') as List<String>
    }

    /** The lines of all ledgers, each as its first and its most telling fields. */
    List<List<String>> written() {
        peer('cat /run/nsx/ledger/*').readLines()*.split('\t', -1)*.toList()
    }

    /** Another run, from its begin to its end. */
    void run(String script, String text) {
        Session.live(engine).withCloseable { other ->
            other.recorder().begin(script) { notices << it }
            other.eval(new Source(script, text))
        }
    }

    def "what is made is listed with its run, and not any more when it is gone"() {
        when:
        eval "netns 'a'; netns 'b'; veth 'a:e0', 'b:e1'; bridge 'br0'; shm(0x77, size: 8).write 'x'"
        def rows = eval('made()').toList()

        then:
        rows*.what == ['network namespace a', 'network namespace b', 'veth e0', 'veth e1', 'bridge br0', 'shared memory segment 0x00000077']
        rows*.where == ['host', 'host', 'a', 'b', 'host', 'host']
        rows*.script.unique() == ['test.nsx']
        rows*.run.unique() == [peer('ls /run/nsx/ledger')]
        eval("netns('a') { made()*.what }") == rows*.what

        when:
        peer('ip link delete br0; ip -n a link delete e0; ip netns delete b')

        then:
        made() == ['network namespace a', 'shared memory segment 0x00000077']
    }

    def "each end of a cable is where it is, and a device has the name that the run gave it last"() {
        when:
        eval "netns 'a'; veth 'a:e0', 'p0'; link('p0').rename('p1'); netns('a') { link('e0').rename('e9') }"
        def rows = eval('made()').toList()

        then:
        [rows*.what, rows*.where].transpose().toSet() == [['network namespace a', 'host'], ['veth p1', 'host'], ['veth e9', 'a']].toSet()
    }

    def "an operation is written before it is done, in a file for root only"() {
        when:
        eval "netns 'a'; netns('a') { bridge 'br0' }"

        then:
        def (head, first, ns, second, link) = written()
        head[0..1] == ['nsx-ledger', '1']
        first[0] == 'do' && first[3..5] == ['host', 'make network namespace a', 'ip netns add a']
        ns[0..2] == ['made', 'FILE', 'network namespace a'] && ns[5] == '/run/netns/a'
        second[0] == 'do' && second[3..5] == ['a', 'make bridge br0', 'ip link add name br0 type bridge']
        second[2] == "net:[${peer('stat -Lc %i /run/netns/a')}]"
        link[0..2] == ['made', 'LINK', 'bridge br0'] && link[6] == peer('ip netns exec a cat /sys/class/net/br0/ifindex')
        peer('stat -c %a:%u /run/nsx/ledger /run/nsx/ledger/*').readLines() == ['700:0', '600:0']
    }

    def "an operation that fails is written too, and nothing is made"() {
        when:
        eval "bridge 'br0'; try { vlan 'v', on: 'br0', id: 5 } catch (e) { }"

        then:
        written().findAll { it[0] == 'made' }*.getAt(2).contains('bridge br0')
        made().contains('bridge br0')
    }

    def "another object of that name is not nsx's"() {
        when:
        eval "netns 'a'; bridge 'br0'; shm(0x77, size: 8).write 'x'"
        peer('ip link delete br0; ip link add br0 type bridge; ip netns delete a; ip netns add a; ipcrm -M 0x77; ipcmk -M 8 >&2')

        then:
        made() == []
    }

    def "a rule in a table that an earlier run made is told as made by the later run, and taken back alone"() {
        given:
        run 'one.nsx', "nat.masquerade '10.1.0.0/24'"
        run 'two.nsx', "nat.masquerade '10.2.0.0/24'; nat.forward 8080, to: '10.2.0.2:80'"
        def rows = eval('made()').toList()

        expect:
        rows*.script == ['one.nsx', 'two.nsx', 'two.nsx']
        rows[0].what == 'nftables table inet nsx'
        rows[1].what.startsWith('rule in nftables table inet nsx: ') && rows[1].what.contains('10.2.0.0/24')
        rows[2].what.contains('8080')

        when:
        eval "undo run: '${rows[1].run}'"

        then:
        made() == ['nftables table inet nsx']
        eval('nat.rules()').size() == 1

        when: 'another table of the name has other rules'
        run 'three.nsx', "nat.masquerade '10.3.0.0/24'"
        peer('nft delete table inet nsx; nft add table inet nsx')

        then:
        made() == []
    }

    def "a mount is taken back by a system call after a kill, not by a program that leaves files of its own"() {
        when:
        def text = eval """
            written = null
            atomic { mount 'tmpfs', on: '/mnt', type: 'tmpfs'; written = new File('/run/nsx/ledger').listFiles()[0].text }
            written"""

        then:
        text.contains('UNMOUNT') && !(text =~ /\bRUN\b/)
    }

    def "one that was renamed or moved is"() {
        when:
        eval "netns 'a'; bridge 'br0'; veth 'v0', 'v1'; link('v1').move('a')"
        peer('ip link set br0 name br1')
        eval "netns('a').rename('z')"

        then:
        made() == ['bridge br1', 'veth v0', 'veth v1', 'network namespace z']
    }

    def "a run whose objects are gone leaves nothing, and one that removes those of another removes its ledger"() {
        when:
        run 'one.nsx', "netns 'a'; delete netns: 'a'"
        then:
        peer('ls /run/nsx 2>&- || true') == ''

        when:
        run 'one.nsx', "netns 'a'; bridge 'br0'"
        then:
        made() == ['network namespace a', 'bridge br0']

        when:
        run 'two.nsx', "delete netns: 'a'"
        then:
        made() == ['bridge br0']

        when:
        run 'three.nsx', "delete link('br0')"
        then:
        peer('ls /run/nsx 2>&- || true') == ''
        notices == []
    }

    def "what hinders the ledger is said once and hinders nothing else: #hindrance"() {
        when:
        peer(hindrance)
        eval "bridge 'br0'; bridge 'br1'"

        then:
        notices.size() == 1
        notices[0].startsWith('the ledger of this run is not complete: ')
        peer('ip -br link').contains('br1')

        where:
        hindrance << ['mkdir /run/nsx; touch /run/nsx/ledger',
                      'mkdir /run/nsx; mount -t tmpfs -o ro t /run/nsx',
                      'mkdir /run/nsx; mount -t tmpfs -o size=4k t /run/nsx; mkdir /run/nsx/ledger; head -c 4096 /dev/zero > /run/nsx/full || true']
    }

    def "a ledger that cannot be read is said, and gc removes it: #reason"() {
        given:
        peer("mkdir -p /run/nsx/ledger; printf '$text' > /run/nsx/ledger/old")

        when:
        eval 'made()'

        then:
        notices == ["/run/nsx/ledger/old is not read: $reason; gc() removes it".toString()]

        when:
        eval 'gc()'
        session.close()

        then:
        peer('ls /run/nsx 2>&- || true') == ''

        where:
        text                                                    | reason
        'what'                                                  | 'it is damaged or of another version of nsx'
        'nsx-ledger\\t2\\tb\\tr\\t1\\troot\\tx\\n'              | 'it is damaged or of another version of nsx'
        'nsx-ledger\\t1\\tanother\\tr\\t1\\troot\\tx\\n'        | 'it is of another boot'
    }

    def "only so many ended runs are kept, the latest"() {
        given:
        eval "bridge 'br0'"
        def first = peer('ls /run/nsx/ledger')
        def text = peer("cat /run/nsx/ledger/$first")
        (1..70).each { new File("/run/nsx/ledger/a${100 + it}").text = text + '\n' }

        when:
        run 'one.nsx', "bridge 'br1'"

        then:
        def left = peer('ls /run/nsx/ledger').readLines()
        left.findAll { it.startsWith('a1') } == (7..70).collect { "a${100 + it}" }
        left.contains(first)
        Ledgers.all().findAll { it.isLive() }*.file() == [Ledgers.DIRECTORY + '/' + first]
    }

    def "a session whose run is not noted writes nothing"() {
        when:
        Session.live(engine).withCloseable { it.eval(new Source('x', "bridge 'br0'")) }

        then:
        peer('ls /run/nsx 2>&- || true') == ''
    }

    def "what a long session has removed again is forgotten, and its ledger does not fill"() {
        given:
        eval "bridge 'br0'"
        def file = Path.of("/run/nsx/ledger/${peer('ls /run/nsx/ledger')}")

        when:
        eval '300.times { bridge "b${it}"; link("b${it}").delete() }'
        def ledger = session.recorder().ledger

        then:
        ledger.made.size() < 100

        when:
        // as if much had been done
        long length = Files.size(file)
        ledger.file.written = 1 << 30
        eval "bridge 'br1'"

        then:
        notices == []
        Files.size(file) < length / 100
        made() == ['bridge br0', 'bridge br1']
        Ledgers.all()*.isLive() == [true]
    }

    def "the table of nsx's rules is listed, and goes with undo of its run"() {
        given:
        session.recorder().close()
        run('nat.nsx', "nat.masquerade '10.0.0.0/24'; netns 'a'; netns('a') { filter.drop from: '10.0.0.0/24' }")

        expect:
        made() == ['nftables table inet nsx', 'network namespace a', 'nftables table inet nsx-filter']
        eval('made()*.where') == ['host', 'host', 'a']

        when:
        peer('nft delete table inet nsx; nft add table inet nsx')

        then:
        made() == ['network namespace a', 'nftables table inet nsx-filter']

        when:
        eval "undo run: '${eval('made()*.run').last()}'"

        then:
        made() == []
        peer('nft list tables') == 'table inet nsx'
    }

    def "the table by which a killed run had parted networks is found by gc"() {
        given:
        session.recorder().close()
        eval "netns 'a'; veth 'a:e0', 'b0'; address '10.0.0.1/24', dev: 'a:e0'"
        Session.live(engine).withCloseable { other ->
            other.recorder().begin('lab.nsx') { notices << it }
            def inside = other.here(other.host().with(other.kernel().named(other.host(), NamespaceKind.NET, 'a').get()))
            other.change([CableOperations.make(inside, DropTable.partition('a', CableOperations.addresses(inside)))])
            // as a kill does
            other.recorder().ledger.file.close()
            other.recorder().ledger.file = null
        }

        expect:
        eval('gc(dry: true)').collect { [it.kind, it.what, it.where] } == [['nftables table', 'nsx-partition-a', 'a']]

        when:
        eval 'gc()'

        then:
        peer('ip netns exec a nft list tables') == ''
        peer('ls /run/nsx/ledger 2>/dev/null || true') == ''
    }
}
