package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.change.Executor
import nsx.dsl.change.Operation
import nsx.dsl.compile.Engine
import nsx.dsl.plan.Planner
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.repl.Transcript
import nsx.test.Fresh
import nsx.test.Needs
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import nsx.test.Root

/** The scripts of the standard library: what they say of themselves, and that they do it, once, again and back. */
class LibrarySpec extends Specification {
    static final List<String> SCRIPTS = LibraryScript.all()*.name
    /** Those that build something, which stays. */
    static final List<String> NETWORKS = SCRIPTS.findAll { new LibraryScript(it).header().Arguments.contains('--down') } - ['lab/container', 'lab/ipc']

    def "#script says what it is, what it takes and what it needs"() {
        given:
        def header = new LibraryScript(script).header()

        expect:
        header.keySet().containsAll(['Summary', 'Arguments', 'Privileges'])
        header.Summary ==~ /[a-z'].*[^.]/

        and: "and so does its section in the documentation"
        def section = (Files.readString(Path.of('scripts.md')) =~ /(?ms)^## ${script}\n(.*?)(?=^## |\z)/)
        section.find()
        section.group(1).contains(header.Summary)
        new LibraryScript(script).arguments().keySet().every { section.group(1).contains('`' + it + '`') }

        where:
        script << SCRIPTS
    }

    def "#script passes the check"() {
        expect:
        new Engine(Words.vocabulary()).check(source(script)) == []

        where:
        script << SCRIPTS
    }

    def "each section of the documentation belongs to an existing script"() {
        expect:
        (Files.readString(Path.of('scripts.md')) =~ /(?m)^## (\w+\/\w+)$/).collect { it[1] } as Set == SCRIPTS as Set
    }

    def "#script #size works, changes nothing the second time, and nothing remains after --down"() {
        expect:
        Fresh.call {
            def before = machine()
            def first = run(script, size)
            assert first.code == 0 && first.changes
            assert first.text.contains('loss 0%') && !(first.text =~ /loss [1-9]/) : first.text
            def second = run(script, size)
            assert second.code == 0 && second.changes == []
            assert Page.masked(second.text) == Page.masked(first.text)
            assert machine() != before
            assert run(script, ['--down']).code == 0
            assert machine() == before
            assert run(script, ['--down']).with { it.code == 0 && it.changes == [] }
            true
        }

        where:
        [script, size] << NETWORKS.collectMany { it == 'lab/article' ? [[it, []]] : [[it, []], [it, ['5']]] }
    }

    def "the command lines of a plan of #script, run by a shell, build what the script builds; the plan changes nothing"() {
        given:
        List<String> commands = null

        expect: 'a plan of everything'
        Fresh.call {
            def before = machine()
            commands = planned(script)
            assert commands.size() > 5
            assert machine() == before
            // and of nothing when it is there
            assert run(script, []).code == 0
            assert planned(script) == []
            true
        }

        and: 'the same networks'
        networks { assert run(script, []).code == 0 } == networks { Peer.run('set -e\n' + commands.join('\n')) }

        where:
        script << NETWORKS
    }

    def "the command lines of a plan of lab/ipc, run by a shell, have the same effect; those without a program of util-linux are perl's"() {
        given:
        def commands = null
        def content = 'perl -e \'shmread(shmget(hex $ARGV[0], 0, 0), $x, 0, 255) // die $!; print unpack "H*", $x\' $(ipcs -m | grep -o "0x[0-9a-f]*" | cut -c3-)'
        def state = { Peer.run('ipcs -m | awk \'/^0x/ { print $1, $4, $5, $6 }\'') + Peer.run(content) }

        expect: 'a plan that reads what it writes'
        Fresh.call { (commands = planned('lab/ipc')) && true }
        commands.count { it.startsWith('perl ') } == 2
        commands.last().startsWith('ipcrm --shmem-key ')

        and: 'the same before it is taken away, and nothing then'
        def built = null
        Fresh.call { run('lab/ipc', []) { if (it.prose().startsWith('remove ') && !built) built = state() }.code == 0 }
        built.size() > 500
        built == Fresh.call { Peer.run('set -e\n' + commands.findAll { it.startsWith('perl ') }.join('\n')); state() }
        Fresh.call { Peer.run('set -e\n' + commands.join('\n')); Peer.run('ipcs -m | grep -c ^0x || true') } == '0'
    }

    def "the command lines of a plan of lab/time give a program the offsets that the script gives it"() {
        given:
        def commands = Fresh.call { planned('lab/time') }

        expect:
        commands.size() == 2 && commands[1].startsWith('nsenter --time=')
        def inside = Fresh.call { run('lab/time', []) }.text.readLines()*.strip().dropWhile { !it.startsWith('Inside') }[1, 2]
        Fresh.call { Peer.run("${commands[0]} cat /proc/self/timens_offsets") }.readLines()*.replaceAll(/ +/, ' ') == inside
        inside == ['monotonic 0 0', 'boottime 86400 0']
    }

    @Requires({ Root.isOfMachine() })
    def "the command lines of a plan of lab/container, run by a shell, build the same container"() {
        given:
        def kinds = ['net', 'ipc', 'uts', 'mnt', 'pid', 'time', 'cgroup']
        def commands = Fresh.call { planned('lab/container') }
        commands.each { Needs.of(it) }
        def settings = commands.findAll { it.startsWith('echo ') }*.replaceFirst(/.* > /, '')
        def state = { containerState(kinds) + [limits: settings.collect { Peer.run("cat $it") }] }

        expect:
        settings.size() == 2
        def built = Fresh.call {
            try {
                assert run('lab/container', []).code == 0
                state()
            } finally {
                run('lab/container', ['--down'])
            }
        }
        built.own == kinds && built.named == kinds && built.offsets =~ /boottime +86400 +0/
        built == Fresh.call {
            try {
                shell(commands)
                state()
            } finally {
                // SIGTERM is nothing to unshare(1); with it goes process 1
                Peer.run('kill -KILL $(cat /run/background); ' + commands.find { it.startsWith('mkdir -p /sys/') }.replace('mkdir -p', 'rmdir'))
            }
        }
    }

    /** What keeps a namespace alive in the background is to keep no pipe of the test's. */
    private static void shell(List<String> commands) {
        // a mount namespace can be kept by one that is older only, and seems older or not by the processor where it is made
        def lines = commands*.replaceFirst(/unshare (--mount=\S+) true/,
            'for c in \\$(seq 0 \\$((\\$(nproc) - 1))); do taskset -c \\$c unshare $1 true && break; done')
        Files.write(Path.of('/run/commands'), lines + ['echo $! >/run/background'])
        Peer.run('sh -ex /run/commands >/run/log 2>&1 </dev/null || { cat /run/log; exit 1; }')
    }

    private static Map containerState(List<String> kinds) {
        def directory = '/run/nsx/container/web'
        def enter = 'nsenter ' + [net: 'net', ipc: 'ipc', uts: 'uts', mnt: 'mount', pid: 'pid', time: 'time', cgroup: 'cgroup'].collect { file, option ->
            "--$option=$directory/$file" }.join(' ')
        def shown = { path -> Peer.run("findmnt -n -o FSROOT $path | tail -1") }
        [own: kinds.findAll { shown("$directory/$it") != Peer.run("readlink /proc/self/ns/$it") },
         named: kinds.findAll { shown("$directory/$it") == shown(it == 'net' ? '/run/netns/web' : "/run/nsx/ns/$it/web") },
         inside: kinds.findAll { shown("$directory/$it") == Peer.run("$enter readlink /proc/self/ns/$it") },
         hostname: Peer.run("$enter hostname"),
         devices: Peer.run("$enter ls /sys/class/net"),
         objects: Peer.run("$enter ipcs | grep -c ^0x || true"),
         mounts: Peer.run("$enter findmnt -n -o TARGET,FSTYPE /proc | tail -1; $enter findmnt -n -o TARGET,FSTYPE /sys | tail -1"),
         first: Peer.run("$enter ls -d /proc/1"),
         offsets: Peer.run("$enter cat /proc/self/timens_offsets")]
    }

    private static List<String> planned(String script) {
        Session.live(Engine.planning(Words.vocabulary())).withCloseable { session ->
            session.executeWith({ throw new IllegalStateException("a plan carries out: $it") } as Executor)
            session.given(source(script), [])
            def plan = Planner.of(session).during { session.eval(source(script)) }.plan()
            plan.findAll { !it.does().startsWith('run ') }*.command()
        }
    }

    private static Map networks(Closure<?> build) {
        Fresh.call {
            build()
            NetworkState.settle()
            NetworkState.read() + [nat: Peer.run('nft list ruleset').replaceAll(/packets \d+ bytes \d+/, ''),
                                   br0: Peer.run('cat /proc/sys/net/ipv4/conf/*/forwarding | sort | uniq -c')]
        }
    }

    @Requires({ Root.isOfMachine() })
    def "lab/container differs in one kind more at each step, changes nothing the second time, and leaves nothing"() {
        expect:
        Fresh.call {
            def before = machine()
            def first = run('lab/container', [])
            assert first.code == 0 : first.text
            assert first.text.readLines().findAll { it.contains('differs in') }*.replaceFirst(/.*differs in: /, '') == [
                'nothing', 'ipc', 'ipc, uts', 'net, ipc, uts', 'net, ipc, uts, mnt', 'net, ipc, uts, mnt, pid',
                'net, ipc, uts, mnt, pid, time', 'net, ipc, uts, mnt, pid, time, cgroup']
            assert first.text.contains('days ahead        1\n') && first.text.contains('host name         web\n')
            def second = run('lab/container', [])
            assert second.code == 0 && second.changes == []
            assert second.text.readLines().takeRight(8) == first.text.readLines().takeRight(8)
            assert run('lab/container', ['--down']).code == 0
            assert machine() == before
            assert run('lab/container', ['--down']).with { it.code == 0 && it.changes == [] }
            true
        }
    }

    def "lab/ipc shows a message here, none in a fresh namespace, another there, and leaves nothing"() {
        expect:
        Fresh.call {
            def before = machine()
            def here = Peer.run('readlink /proc/self/ns/ipc')
            3.times {
                def printed = run('lab/ipc', ['Grüße'])
                assert printed.code == 0 : printed.text
                def lines = printed.text.readLines()*.strip().findAll()
                def second = (lines[3] =~ /ipc:\[\d+\]/)[0]
                assert second != here
                assert lines == [
                    "In the first IPC namespace, /proc/PID/ns/ipc is $here. There is no message yet: false",
                    'written: Grüße', 'read:    Grüße',
                    "In a fresh one, /proc/PID/ns/ipc is $second. The message is there: false",
                    'written: hello from the second one', 'read:    hello from the second one',
                    "Back in the first, /proc/PID/ns/ipc is $here. Its message is what it was:",
                    'read:    Grüße',
                    'Removed. There is a message: false']*.toString()
                assert machine() == before
            }
            true
        }
    }

    def "lab/ipc removes somebody else's segment only when asked to"() {
        expect:
        Fresh.call {
            new Transcript().withCloseable { it.run(new Source('other.nsx', "shm.write 'mine'")) }
            def refused = run('lab/ipc', [])
            assert refused.code == 1
            assert refused.changes == []
            assert refused.text.contains('not ours to write')
            assert run('lab/ipc', ['--down']).changes.size() == 1
            assert run('lab/ipc', ['--down']).changes == []
            assert run('lab/ipc', []).code == 0
            true
        }
    }

    def "lab/time shows #days days more inside and none outside, like the kernel, and leaves nothing"() {
        expect:
        Fresh.call {
            def before = machine()
            def here = Peer.run('readlink /proc/self/ns/time')
            2.times {
                def printed = run('lab/time', arguments)
                assert printed.code == 0 : printed.text
                assert printed.changes == ["shift boottime from 0s to ${days}d".toString(), printed.changes.last()]
                def lines = printed.text.readLines()*.strip().findAll()
                def inside = (lines[4] =~ /time:\[\d+\]/)[0]
                assert inside != here
                assert lines.findAll { !it.startsWith('up ') } == [
                    "Outside, /proc/PID/ns/time is $here", 'monotonic 0 0', 'boottime 0 0',
                    "Inside, /proc/PID/ns/time is $inside", 'monotonic 0 0', "boottime ${days * 86400} 0",
                    "days longer: $days",
                    "Outside again, /proc/PID/ns/time is $here", 'monotonic 0 0', 'boottime 0 0',
                    'days longer: 0']*.toString()
                assert lines.count { it.startsWith('up ') } == 3
                assert machine() == before
            }
            true
        }

        where:
        arguments | days
        []        | 1
        ['3']     | 3
    }

    def "#script rejects #arguments with a sentence"() {
        expect:
        Fresh.call {
            def before = machine()
            def run = run(script, arguments)
            assert run.code == 2
            assert run.text.contains(says)
            assert machine() == before
            true
        }

        where:
        script       | arguments | says
        'lab/star'   | ['0']     | "N cannot be '0': it is a whole number from 1 to 250"
        'lab/chain'  | ['1']     | "N cannot be '1': it is a whole number from 2 to 60"
        'lab/router' | ['999']   | "N cannot be '999': it is a whole number from 2 to 250"
        'lab/time'   | ['0']     | "DAYS cannot be '0': it is a whole number from 1 to 50000"
        'lab/star'   | ['--donw'] | "did you mean '--down'?"
        'lab/time'   | ['soon']  | "DAYS cannot be 'soon': it is a whole number from 1 to 50000"
    }

    /** One run: the code it would exit with, what it prints, and what it changed, programs apart. */
    private static Map run(String script, List<String> arguments, Closure<?> before = {}) {
        new Transcript(arguments).withCloseable { transcript ->
            List<String> changes = []
            def live = transcript.session.executor()
            transcript.session.executeWith(new Executor() {
                @Override
                Object run(Operation operation) {
                    changes << operation.prose()
                    before(operation)
                    live.run(operation)
                }
            })
            def printed = transcript.run(source(script))
            [code: printed.code(), text: printed.text(), changes: changes.findAll { !it.startsWith('run ') }]
        }
    }

    /** What a run could leave behind. Devices of a namespace that was deleted go a moment after it. */
    private static Map machine() {
        NetworkState.settle()
        [links: Peer.run('ip -d -j link').replaceAll(/"(?:group_fwd|gc|hello|tcn|topology)[^,]*_timer":[^,}]*/, ''),
         names: Peer.run('ip netns'),
         rules: Peer.run('nft list ruleset'),
         forwards: Peer.run('cat /proc/sys/net/ipv4/ip_forward'),
         ipc: Peer.run('ipcs'),
         run: Peer.run('ls -A /run'),
         mounts: Files.readString(Path.of('/proc/thread-self/mountinfo'))]
    }

    private static Source source(String script) {
        new Source(script.split('/').last() + '.nsx', new LibraryScript(script).text())
    }
}
