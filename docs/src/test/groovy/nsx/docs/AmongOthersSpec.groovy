package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.test.Fresh
import nsx.test.Needs
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** A session in a container of somebody else as the kernel sees it: what goes there is a sealed nsenter(1), and the JVM opens nothing there. */
@Requires({ Files.exists(Path.of('../repl/target/app/complete')) })
class AmongOthersSpec extends Specification {
    static final String LINES = '''
        def tried = { block -> try { block() } catch (Exception e) { println e.message } }
        enter(pid: args[0] as int) {
            [{ sysctl 'net.ipv4.ip_forward' }, { sysctl 'net.ipv4.ip_forward', 0 }, { ipcs() }, { shm.write('x') }, { mounts().size() },
             { mount 'tmpfs', on: '/mnt', type: 'tmpfs' }, { umount '/mnt' }, { namespaces()*.names }, { ps().size() }, { sockets()*.processes },
             { topology.svg '/run/mine.svg' }, { topology().toString() }, { why '10.0.0.1' }, { netns 'made' }, { netns() }, { container 'c' },
             { include '/run/theirs.nsx' }, { route '10.9.0.0/24', dev: 'lo', table: 'theirs' }, { output 'true' }].each(tried)
        }'''

    @TempDir Path directory

    def "no thread of the JVM enters mounts of another user namespace, or follows a path into them"() {
        given:
        Needs.programs('ip', 'strace')
        def script = Files.writeString(directory.resolve('tried.nsx'), LINES)

        when:
        def said = Fresh.call { inContainer { maker, process -> traced(script, process, "$maker|$process") } }
        def calls = traces()
        def sealed = calls.findAll { it =~ /execve\("\/proc\/\d+\/fd\/\d+", \["nsenter"/ }*.split(' ')*.first() as Set
        def entered = calls.findAll { it.contains('CLONE_NEWNS') && it.contains('setns(') && it.contains('= 0') }

        then: 'the word that starts a program went there, by nsenter alone'
        said.theirs ==~ /mnt:\[\d+]/
        entered.findAll { it.contains(said.theirs) }*.split(' ')*.first() as Set == sealed
        !sealed.empty

        and: 'no path leads into the root or the directory of a process of theirs, where a namespace has a name'
        calls.findAll { it =~ /\b($said.processes)(\/task\/\d+)?\/(root|cwd)[\/"]/ } == []

        and: 'what /proc says of namespaces is asked so that nothing mounted over it is followed'
        calls.any { it =~ /openat2\(.*"sys\/net\/ipv4\/ip_forward".*RESOLVE_NO_XDEV\|RESOLVE_NO_MAGICLINKS\|RESOLVE_NO_SYMLINKS/ }
        calls.findAll { it =~ /open(at)?\(.*"\/proc\/(sys\/net|sysvipc)\// } == []
    }

    /** The calls of all threads, each after the number of its thread: a file for each keeps those whole that last while another calls. */
    private List<String> traces() {
        directory.toFile().listFiles().findAll { it.name.startsWith('trace.') }.collectMany { file ->
            file.readLines().collect { "${file.name - 'trace.'} $it" as String }
        }
    }

    private Map traced(Path script, String process, String processes) {
        [processes: processes, theirs: Peer.run("readlink /proc/$process/ns/mnt"),
         out: Peer.run("strace -ff -y -qq -o $directory/trace -e trace=setns,open,openat,openat2,execve,execveat ../nsx $script $process")]
    }

    /** Of the calling user, in a user namespace: whose rights nsx keeps is the same question as in that of another. */
    private <T> T inContainer(Closure<T> action) {
        def maker = ['unshare', '-Urmnpiuf', '--mount-proc', 'sh', '-c', 'mount -t tmpfs theirs /run && ip netns add theirs && echo && exec sleep 1000'].execute()
        try {
            assert maker.inputStream.read() == ('\n' as char) as int
            def process = Peer.run("cat /proc/${maker.pid()}/task/${maker.pid()}/children")
            try {
                return action(maker.pid(), process)
            } finally {
                Peer.run("kill -KILL $process")
            }
        } finally {
            maker.waitFor()
            [maker.inputStream, maker.errorStream, maker.outputStream]*.close()
        }
    }
}
