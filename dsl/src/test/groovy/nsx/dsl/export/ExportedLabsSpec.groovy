package nsx.dsl.export

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.change.Operation
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.test.Chance
import nsx.test.Fresh
import nsx.test.Needs
import nsx.test.Peer
import nsx.test.Trials

/** Any lab that ip(8) and nsx make is exported, made again elsewhere, and watched: {@code -Dnsx.labs=500} tries so many. */
class ExportedLabsSpec extends ExportingSpec {
    def "a lab is exported, made again equal, told apart from a change, and mended"() {
        given:
        Needs.programs('ip', 'bridge')
        expect:
        Trials.run(Integer.getInteger('nsx.labs', 5)) { Chance chance ->
            def lab = new RandomLab(chance)
            def (text, dump) = Fresh.call { first(lab) }
            Fresh.call { again(lab, text, dump, chance); null }
        }
    }

    private List first(RandomLab lab) {
        lab.make()
        within { Session session, List<Operation> done ->
            session.eval(new Source('lab.nsx', lab.lines.join('\n')))
            [export(session), lab.dump()]
        }
    }

    private void again(RandomLab lab, String text, Set<String> dump, Chance chance) {
        def script = directory.resolve('lab.nsx')
        Files.writeString(script, text + '\n')
        within { Session session, List<Operation> done ->
            def run = { session.eval(new Source('lab.nsx', text)) }
            run()
            assert export(session) == text
            def now = lab.dump()
            assert [now - dump, dump - now] == [[] as Set, [] as Set]
            done.clear()
            run()
            assert done*.prose() == []
            assert differences(session, script) == []
            def foreign = change(lab, text, chance)
            if (foreign) {
                Peer.run(foreign)
                def rows = differences(session, script)
                assert rows.size() == 1, "$foreign: $rows of\n$text"
                session.eval(new Source('mend.nsx', rows[0].mend()))
                assert differences(session, script) == []
            }
        }
    }

    /** One command that changes what the script made, or adds to it. */
    private static String change(RandomLab lab, String text, Chance chance) {
        def space = lab.spaces.last()
        def device = text.find(/'$space:([xy]\d+)'/) { it[1] }
        def changes = ["ip -n $space link add foreign type bridge", "ip -n $space rule add from 10.99.0.0/16 lookup 44 priority 44",
                       "ip -n $space route add unreachable 10.98.0.0/16"]
        // what stands on a device has its MTU too
        if (device && !(text =~ /[ (]'\w+', dev: '$device'/)) {
            if (!(text =~ /port '$device'/)) {
                // and so has the bridge that it is a port of
                changes << "ip -n $space link set $device mtu 1291"
            }
            if (!(text =~ /route .*dev: '$device'/)) {
                // with the last address of a device the kernel takes away its routes
                changes << "ip -n $space address add 10.97.0.1/24 brd + dev $device"
            }
        }
        chance.of(changes)
    }
}
