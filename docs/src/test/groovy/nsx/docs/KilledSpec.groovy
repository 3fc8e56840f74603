package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.sys.SysException
import nsx.test.Fresh
import nsx.test.Peer
import nsx.trace.Tracefs
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

    def "a probe leaves no table, and its tracing is found as nobody's"() {
        expect:
        Fresh.call {
            def script = Files.writeString(directory.resolve('probe.nsx'), """
                netns 'q'
                veth 'q:x', 'y'
                address '10.0.0.1/24', dev: 'y'
                y.up()
                netns('q') { address '10.0.0.2/24', dev: 'x'; x.up(); sysctl 'net.ipv4.icmp_echo_ignore_all', 1 }
                probe '10.0.0.2', timeout: 1.hour
            """.stripIndent())
            def pid = Peer.run("""
                ../nsx $script >$directory/said 2>&1 & nsx=\$!
                until nft list tables | grep -q nsx-probe || ! kill -0 \$nsx; do sleep 0.05; done
                nft list tables | grep -q nsx-probe
                ip netns exec q nft list tables | grep -q nsx-probe
                kill -KILL \$nsx
                wait \$nsx || true
                echo \$nsx
            """).readLines().last()
            assert Peer.run('nft list tables; ip netns exec q nft list tables') == ''
            tracefs().ifPresent { tracing ->
                def mine = tracing.instances().findAll { it.contains("-$pid-") }
                assert mine.size() == 1
                assert tracing.isAbandoned(mine[0])
                assert Peer.run('../nsx -e "gc(dry: true)*.what"').contains(mine[0])
                tracing.removeAbandoned(mine[0])
                assert !tracing.instances().contains(mine[0])
                tracing.close()
            }
            true
        }
    }

    /** Empty where it is not permitted. */
    private static Optional<Tracefs> tracefs() {
        try {
            Optional.of(Tracefs.open())
        } catch (SysException e) {
            Optional.empty()
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
