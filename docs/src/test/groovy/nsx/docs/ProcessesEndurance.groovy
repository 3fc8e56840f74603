package nsx.docs

import java.util.concurrent.TimeUnit
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import nsx.test.Root

/**
 * 5,000 processes, a hundred of them in namespaces of their own: whatever looks at all of them comes to an end soon. It takes a minute
 * and is run by name, {@code -Dtest='*Endurance'}, as no part of the usual tests.
 */
@Requires({ Root.isOfMachine() })
class ProcessesEndurance extends Specification {
    static final int PROCESSES = Integer.getInteger('nsx.processes', 5000)
    static final int SECONDS = 30

    def "each look at #PROCESSES processes takes less than #SECONDS seconds"() {
        expect:
        Fresh.call {
            def looks = look()
            println looks.collect { what, found -> "$what: ${found.count} in ${found.millis} ms" }.join('\n')
            assert looks.size() == 10
            assert looks['ps()'].count > PROCESSES
            assert looks['namespaces()'].count > 200
            assert looks['here.pid.holders'].count > PROCESSES
            assert looks['complete enter(pid: '].count > 0
            assert looks.findAll { what, found -> found.millis > SECONDS * 1000 } == [:]
            assert Peer.run('ls /run') == ''
            true
        }
    }

    /** In a pid namespace with a /proc of its own, so that all processes end with its process 1. */
    private static Map<String, Map<String, Integer>> look() {
        def script = '''
            for i in $(seq 100); do unshare --net --uts sleep infinity & done
            for i in $(seq 101 "$0"); do sleep infinity & done
            "$@"
        '''
        def process = new ProcessBuilder(['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', script, PROCESSES as String,
                                          *KilledRun.java(ManyProcesses)] as List<String>)
            .redirectError(ProcessBuilder.Redirect.INHERIT).start()
        try {
            process.outputStream.close()
            process.inputStream.readLines()*.split('\t').collectEntries { [it[0], [count: it[1] as int, millis: it[2] as int]] }
        } finally {
            assert process.waitFor(1, TimeUnit.MINUTES)
            process.destroyForcibly()
        }
    }
}
