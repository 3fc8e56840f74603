package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** nsx ends in a way that leaves it no time, and what nobody has confirmed is taken back on time. */
@Requires({ Files.exists(Path.of('../repl/target/app/complete')) })
class ConfirmedSpec extends Specification {
    static final CHANGES = '''
        netns 'web'
        veth 'web:eth0', 'to-web'
        netns('web') { link('eth0').up(); address '10.1.0.2/24', dev: 'eth0' }
        link('d0').mtu = 1400
        link('e0').delete()
        sysctl 'net.ipv4.ip_forward', 1
    '''
    static final LAB = "confirm(%d.seconds) {$CHANGES}\nprintln 'ready'\n"

    @TempDir Path directory

    private static String state() {
        Peer.run('ip -br link show type bridge | sed "s/ .*//"; ip -o -4 addr; ip netns; ip -o link show d0 | grep -o "mtu [0-9]*"; sysctl net.ipv4.ip_forward; find /run -path /run/nsx -prune -o -print | sort')
    }

    private static void host() {
        Peer.run('ip link add d0 type bridge; ip link add e0 type bridge; ip address add 10.7.0.1/24 dev e0; ip link set e0 up; mkdir -p /run/netns')
    }

    /** Waits for the end of the process that takes back, which is a child of none that is known. */
    private static final String AWAIT_GUARD = 'timeout 60 sh -c \'while pgrep -f "[n]sx.inverse.Guard"; do sleep 0.05; done\' >&2'

    def "a killed nsx: #how"() {
        expect:
        Fresh.call {
            host()
            def before = state()
            def script = Files.writeString(directory.resolve('lab.nsx'), String.format(LAB, 6) + 'sleep 600000\n')
            Peer.run("""
                mkfifo $directory/said
                setsid ../nsx $script >$directory/said 2>$directory/errors & nsx=\$!
                read line <$directory/said
                ip netns | grep -q web && kill -$signal \$nsx && ip netns | grep -q web
                wait \$nsx || true
                $AWAIT_GUARD
                rm $directory/said
            """)
            assert state() == before
            true
        }

        where:
        how                | signal
        'by SIGKILL'       | 'KILL'
        'by SIGHUP'        | 'HUP'
    }

    def "a script that ends without confirm() takes back and fails, and one that confirms leaves no process"() {
        expect:
        Fresh.call {
            host()
            def before = state()
            def script = Files.writeString(directory.resolve('lab.nsx'), String.format(LAB, 600))
            assert Peer.run("../nsx $script 2>&1 </dev/null || echo code \$?").readLines().takeRight(2) ==
                ['nsx: nobody has confirmed: taken back its 7 changes', 'code 1']
            assert state() == before
            Files.writeString(script, String.format(LAB, 600) + 'confirm()\n')
            Peer.run("../nsx $script </dev/null; ip netns | grep web")
            assert Peer.run('pgrep -f "[n]sx.inverse.Guard" || true') == ''
            true
        }
    }

    def "what a run killed inside atomic had done goes by gc, which then has nothing left to do"() {
        expect:
        Fresh.call {
            host()
            def before = state()
            def script = Files.writeString(directory.resolve('lab.nsx'), "atomic {$CHANGES; println 'ready'; sleep 600000 }\n")
            assert Peer.run("""
                mkfifo $directory/said
                ../nsx $script >$directory/said 2>$directory/errors & nsx=\$!
                read line <$directory/said
                ip netns | grep -q web
                kill -KILL \$nsx
                wait \$nsx || echo code \$?
                rm $directory/said
            """).endsWith("code 137")
            assert Peer.run('../nsx gc').readLines().any { it.startsWith('half a block') }
            assert state() == before
            assert !Files.exists(Path.of('/run/nsx'))
            true
        }
    }
}
