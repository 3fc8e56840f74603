package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** nsx is killed while programs run in what it made: what stays is found, and taken away, by the next one. */
@Requires({ Files.exists(Path.of('../repl/target/app/complete')) })
class KilledSpec extends Specification {
    @TempDir Path directory

    /** Runs a script until it says that it is ready, and kills it. */
    private void killed(String text) {
        def script = Files.writeString(directory.resolve('killed.nsx'), text)
        Peer.run("""
            mkfifo $directory/said
            ../nsx $script >$directory/said 2>$directory/errors & nsx=\$!
            read line <$directory/said
            kill -KILL \$nsx
            wait \$nsx || true
        """)
    }

    def "named namespaces and containers stay, with what runs in them"() {
        expect:
        Fresh.call {
            def before = Peer.run('find /run | sort')
            killed '''
                ['net', 'ipc', 'uts', 'mnt', 'pid', 'user', 'time', 'cgroup'].each { "${it}ns"('kept') }
                pidns('kept') { spawn 'exec sleep 10001' }
                container('web') { pid(); uts(); run 'sleep 10002' }
                println 'ready'
                sh 'exec sleep 10003'
            '''.stripIndent()
            assert Peer.run('''../nsx -e "pidns('kept').processes*.command.contains('sleep 10001').toString() + ', ' + container('web').commands"''') ==
                    'true, [sleep 10002]'
            Peer.run('''../nsx -e "container('web').kill().delete()
                pidns('kept').processes.findAll { it.command == 'sleep 10001' }.each { sh 'kill -9 ' + it.pid }
                delete netns: 'kept', ipcns: 'kept', utsns: 'kept', mntns: 'kept', pidns: 'kept', userns: 'kept'
                delete timens: 'kept', cgroupns: 'kept'"''')
            assert Peer.run('find /run | sort') == before
            assert Peer.run("pgrep -f 'sleep 1000[12]' || true") == ''
            true
        }

        cleanup:
        Peer.run("pkill -KILL -f '^sleep 1000[123]' || true")
    }

    def "namespaces without a name that programs hold are found by their inode"() {
        expect:
        Fresh.call {
            killed '''
                def inode = unshare('net') { spawn 'exec sleep 10004'; here.net.inode }
                new File('/run/inode').text = inode
                println 'ready'
                sh 'exec sleep 10005'
            '''.stripIndent()
            assert Peer.run('../nsx -e "ns(new File(\'/run/inode\').text as long).processes*.command.join()"') == 'sleep 10004'
            Peer.run("pkill -f '^sleep 1000[45]'")
            true
        }
    }

    def "what runs in an anonymous pid namespace ends with nsx"() {
        expect:
        Fresh.call {
            killed '''
                unshare('pid') {
                    spawn 'exec sleep 10006'
                    println 'ready'
                    sh 'exec sleep 10007'
                }
            '''.stripIndent()
            // its process 1 ends at the end of the pipe that nsx held; the kernel then ends the others
            Peer.run("timeout 10 sh -c 'while pgrep -f \"^sleep 1000[67]\"; do :; done'")
            true
        }
    }
}
