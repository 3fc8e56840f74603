package nsx.dsl.export

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.change.Operation
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.language.RandomLines
import nsx.test.Chance
import nsx.test.Fresh
import nsx.test.Needs
import nsx.test.Peer

/** What random lines make is exported, made again elsewhere, told apart from a change, and mended: {@code -Dnsx.labs=500} tries so many. */
class ExportedLinesSpec extends ExportingSpec {
    private static final int LABS = Integer.getInteger('nsx.labs', 4)
    private static final int FROM = Integer.getInteger('nsx.labs.from', 1)
    private static final List<String> SPACES = ['', 'n1', 'n2', 'n3']

    def 'seed #seed: made again from its export, it is equal'() {
        given:
        Needs.programs('ip')
        List made = Fresh.call { first(new RandomLines(seed)) }

        expect:
        Fresh.call { again(made[0], made[1], new Chance(seed)) }

        where:
        seed << (2000 + FROM..<2000 + FROM + LABS)
    }

    private List first(RandomLines lines) {
        within { Session session, List<Operation> done ->
            40.times {
                try {
                    session.eval(new Source('lab.nsx', lines.line()))
                } catch (NsxException | MissingPropertyException ignored) {
                    // what cannot be done is taken back by the line itself; br1 can be renamed, and another kind of device
                }
            }
            [export(session), seen()]
        }
    }

    private boolean again(String text, Set<String> dump, Chance chance) {
        def script = directory.resolve('lab.nsx')
        Files.writeString(script, text + '\n')
        within { Session session, List<Operation> done ->
            def run = { session.eval(new Source('lab.nsx', text)) }
            try {
                run()
            } catch (NsxException e) {
                throw new AssertionError("$e.message: ${e.reason()}\n$text")
            }
            def second = export(session)
            assert second == text
            def now = seen()
            assert now - dump == [] as Set && dump - now == [] as Set, text
            done.clear()
            run()
            assert done*.prose() == [], text
            assert differences(session, script) == [], text
            def foreign = change(chance)
            if (foreign) {
                Peer.run(foreign)
                def rows = differences(session, script)
                assert rows.size() == 1, "$foreign: $rows of\n$text"
                assert rows[0].mend(), "$foreign: $rows of\n$text"
                session.eval(new Source('mend.nsx', rows[0].mend()))
                assert differences(session, script) == [], "$foreign, ${rows[0].mend()}, of\n$text"
            }
            true
        }
    }

    private static Set<String> seen() {
        RandomLab.dump(SPACES.findAll { !it || it in Peer.run('ip netns list').readLines()*.split(' ')*.first() }) as Set
    }

    /** One command that changes what a script made, or adds to it; null where nothing has a name. */
    private static String change(Chance chance) {
        def spaces = Peer.run('ip netns list').readLines()*.split(' ')*.first().findAll()
        if (!spaces) {
            return null
        }
        def space = chance.of(spaces)
        List<String> changes = ["ip -n $space link add foreign type bridge", "ip -n $space rule add from 10.99.0.0/16 lookup 44 priority 44",
                       "ip -n $space route add unreachable 10.98.0.0/16", "ip -n $space route add blackhole 10.98.0.0/16 table 45"]*.toString()
        Peer.run("ip -n $space -o link show").readLines().findAll { !it.contains('LOOPBACK') }.each { row ->
            def device = (row =~ /^\d+: ([^:@]+)/)[0][1]
            changes.addAll(["ip -n $space link set $device alias foreign", "ip -n $space link property add dev $device altname foreign",
                            "ip -n $space link set $device txqueuelen 77",
                            "ip -n $space neigh add 10.96.0.1 lladdr 02:00:00:00:09:09 nud permanent dev $device"]*.toString())
            if (!row.contains(' master ')) {
                // a bridge has the MTU of its ports
                changes << "ip -n $space link set $device mtu 1291".toString()
            }
        }
        chance.of(changes)
    }
}
