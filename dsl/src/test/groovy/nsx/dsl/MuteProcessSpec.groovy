package nsx.dsl

import nsx.test.MuteProcess
import spock.lang.Timeout

/** A process whose command line nobody can read keeps no word from its answer. */
class MuteProcessSpec extends LiveSpec {
    @Timeout(60)
    def "what looks at all processes calls it by its name"() {
        given:
        def mute = MuteProcess.start()
        session.binding().setVariable('mute', mute.pid())

        expect:
        eval('ps().find { it.pid == mute }.command') == '(mute)'
        eval('here.net.processes.find { it.pid == mute }.command') == '(mute)'
        eval('namespaces().collect { it.command }').contains('(mute)')
        eval('here.net.holders.find { it.pid == mute }.command') == '(mute)'
        eval('here.net.heldBy').any { it.contains('(mute)') }
        eval('sockets()').size() >= 0
        eval('gc(dry: true)') != null
        eval('topology()') != null

        cleanup:
        mute.close()
        while (Thread.allStackTraces.keySet().any { it.name == 'nsx-command-lines' }) {
            Thread.onSpinWait()
        }
    }
}
