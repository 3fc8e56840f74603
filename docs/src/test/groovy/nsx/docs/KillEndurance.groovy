package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import nsx.dsl.script.Source
import nsx.repl.Transcript
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import nsx.test.Root

/**
 * Whenever nsx is killed, the next run, --down and gc() find what it left. Takes minutes: it is run by name,
 * {@code -Dtest='*Endurance'}, and no part of the usual tests.
 */
@Requires({ Root.isOfMachine() })
class KillEndurance extends Specification {
    static final List<String> LABS = LibraryScript.all()*.name.findAll { it ==~ System.getProperty('nsx.kill.scripts', '.*') }
    static final List<String> IN_ATOMIC = LABS.findAll { it in System.getProperty('nsx.kill.atomic', 'lab/chain lab/container lab/ipc').split(' ') }
    /** Of a block that is all or nothing every so many operations: each is killed in a JVM of its own. */
    static final int STEP = Integer.getInteger('nsx.kill.step', 5)
    /** What it finds can be somebody else's, so the next run leaves it alone. */
    static final List<String> DOWN_FIRST = ['lab/ipc']

    def "#script that is killed after any operation is made whole by the next run, and leaves nothing"() {
        when:
        int kills = 0
        while (killed(script, kills + 1)) {
            kills++
        }
        println "$script: killed $kills times"

        then:
        kills > 0

        where:
        script << LABS
    }

    /** Whether it had so many operations that it was killed. */
    private static boolean killed(String script, int number) {
        Fresh.call {
            def before = machine()
            int code = KilledRun.await(script, number, [])
            assert code in [0, 137]
            if (script in DOWN_FIRST) {
                down(script, number)
            }
            def again = run(script, [])
            assert again.code() == 0 : "after operation $number: ${again.text()}"
            if (new LibraryScript(script).arguments().containsKey('--down')) {
                down(script, number)
            }
            removeLeftovers()
            assert differences(before) == [:] : "after operation $number"
            code == 137
        }
    }

    def "what #script had done inside atomic when it was killed after any operation goes by gc() alone"() {
        when:
        int kills = 0
        while (killedInAtomic(script, 1 + kills * STEP)) {
            kills++
        }
        println "$script inside atomic: killed $kills times"

        then:
        kills > 0

        where:
        script << IN_ATOMIC
    }

    private static boolean killedInAtomic(String script, int number) {
        Fresh.call {
            def before = machine()
            int code = KilledRun.await('-e', number, ["atomic { include '$script' }".toString()])
            assert code in [0, 137]
            if (code == 137) {
                removeLeftovers()
                assert differences(before) == [:] : "after operation $number"
            } else if (new LibraryScript(script).arguments().containsKey('--down')) {
                down(script, number)
            }
            code == 137
        }
    }

    private static void down(String script, int number) {
        def down = run(script, ['--down'])
        assert down.code() == 0 : "after operation $number: ${down.text()}"
    }

    def "a pid namespace whose maker is killed is made by the next run, and no process of it stays"() {
        expect:
        (1..10).every {
            Fresh.call {
                def before = machine()
                assert isKilledAtName('k')
                assert text("pidns('k') { output 'readlink /proc/self' }").code() == 0
                assert keepers() == 1
                assert text("delete pidns: 'k'").code() == 0
                removeLeftovers()
                assert differences(before) == [:]
                true
            }
        }
    }

    /** Whether the making of it was killed half-way: the kill comes too late where the maker is faster, which is tried again. */
    private static boolean isKilledAtName(String name) {
        (1..20).any {
            def maker = killedAtName(name)
            assert maker in [0, 137]
            if (maker == 0) {
                assert text("delete pidns: '$name'").code() == 0
            }
            maker == 137
        }
    }

    /** Runs a line that makes it, and kills it as soon as the file of its name is there. */
    private static int killedAtName(String name) {
        def directory = Files.createDirectories(Path.of('/run/nsx/ns/pid'))
        directory.fileSystem.newWatchService().withCloseable { watch ->
            directory.register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE)
            def process = KilledRun.start('-e', Integer.MAX_VALUE, ["pidns '$name'".toString()])
            assert watch.poll(30, TimeUnit.SECONDS) != null
            process.destroyForcibly().waitFor()
        }
    }

    private static Transcript.Printed run(String script, List<String> arguments) {
        new Transcript(arguments).withCloseable { it.run(new Source(script.split('/').last() + '.nsx', new LibraryScript(script).text())) }
    }

    private static Transcript.Printed text(String line) {
        new Transcript().withCloseable { it.run(new Source('line.nsx', line)) }
    }

    /** Not called collect, which every object of Groovy has. */
    private static void removeLeftovers() {
        def done = text('gc()')
        assert done.code() == 0 : done.text()
    }

    /** Those of the calling thread's mount namespace. */
    private static int keepers() {
        Peer.run('here=$(readlink /proc/self/ns/mnt); for p in /proc/[0-9]*; do [ "$(readlink $p/ns/mnt)" = "$here" ] && echo $p/cmdline; done'
            + ' | xargs grep -la ": nsx-[k]eeper" 2>/dev/null | wc -l') as int
    }

    /** What is not as it was, with what it was. */
    private static Map differences(Map before) {
        def now = machine()
        before.findAll { key, was -> now[key] != was }.collectEntries { key, was -> [key, [was: was, is: now[key]]] }
    }

    private static Map machine() {
        NetworkState.settle()
        [links: Peer.run('ip -j link').replaceAll(/"ifindex":\d+,/, ''),
         networks: NetworkState.read(),
         rules: Peer.run('nft list ruleset'),
         ipc: Peer.run('ipcs'),
         // umount(8) makes /run/mount for itself
         run: Peer.run('find /run -path /run/mount -prune -o -print | sort'),
         group: Peer.run('find $(findmnt -rno TARGET -t cgroup,cgroup2) -maxdepth 2 -path "*/nsx/web" 2>/dev/null | sort'),
         keepers: keepers(),
         mounts: Peer.run('cat /proc/thread-self/mountinfo')]
    }
}
