package nsx.docs

import nsx.ns.IdMaps
import nsx.sys.Tasks
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification

/**
 * The same lab by four nsx at once, each a process of its own, beside loops of ip netns on other names of the same directory: nobody
 * loses. Takes minutes: it is run by name, {@code -Dtest='*Endurance'}, and no part of the usual tests.
 */
@Requires({ IdMaps.ofThisThread().users().isEverybody() && Tasks.effectiveUser() == 0 })
class RaceEndurance extends Specification {
    static final int ROUNDS = Integer.getInteger('nsx.race.rounds', 20)

    def "#script by four at once is made as by one, #rounds times"() {
        expect:
        Fresh.call {
            Peer.run('ip netns add stays')
            def loop = new ProcessBuilder('sh', '-ec', 'while :; do ip netns add other; ip netns delete other; done')
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
            try {
                rounds.times { round ->
                    def outputs = (1..4).collect { File.createTempFile('race', '.txt', new File('/run')) }
                    def four = outputs.collect { KilledRun.start(script, 0, [], ProcessBuilder.Redirect.to(it)) }
                    assert four*.waitFor() == [0] * 4 : "round $round: ${outputs*.text}"
                    outputs*.delete()
                    assert KilledRun.await(script, 0, ['--down']) == 0
                    assert Peer.run('ls /run/netns').readLines() - 'other' == ['stays']
                }
                assert loop.alive
            } finally {
                loop.destroyForcibly().waitFor()
            }
            true
        }

        where:
        script          | rounds
        'lab/star'      | ROUNDS
        'lab/article'   | ROUNDS.intdiv(2)
        'lab/container' | ROUNDS.intdiv(2)
    }
}
