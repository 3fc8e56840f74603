package nsx.docs

import nsx.repl.StandingCommand
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import nsx.test.Root

/**
 * The same lab by four nsx at once, each a process of its own that stays for all rounds, beside loops of ip netns on other names of the
 * same directory: nobody loses. Takes minutes: it is run by name, {@code -Dtest='*Endurance'}, and no part of the usual tests.
 */
@Requires({ Root.isOfMachine() })
class RaceEndurance extends Specification {
    static final int ROUNDS = Integer.getInteger('nsx.race.rounds', 20)

    def "#script by four at once is made as by one, time after time"() {
        expect:
        Fresh.call {
            Peer.run('ip netns add stays')
            def four = (1..4).collect { new StandingCommand() }
            def loop = new ProcessBuilder('sh', '-ec', 'while :; do ip netns add other; ip netns delete other; done')
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
            try {
                ROUNDS.times { round ->
                    four*.begin(script)
                    def ends = four*.end()
                    assert ends*.code() == [0] * 4 : "round $round: ${ends*.text()}"
                    def down = four[round % 4].run("$script --down")
                    assert down.code() == 0 : "round $round: ${down.text()}"
                    assert Peer.run('ls /run/netns').readLines() - 'other' == ['stays']
                }
                assert loop.alive
            } finally {
                loop.destroyForcibly().waitFor()
                four*.close()
            }
            true
        }

        where:
        script << ['lab/star', 'lab/article', 'lab/container']
    }
}
