package nsx.dsl.verb

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.util.concurrent.ExecutionException
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import nsx.dsl.FreshNamespaces
import nsx.dsl.compile.Engine
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.word.Parameter
import nsx.test.Needs
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import nsx.test.Root

/**
 * Every word inside a container that a plain user has arranged against it: what nsx reads lies under a secret of root's, a pipe that nobody
 * writes to, or a file without end, and programs that it might start tell whose they run as.
 */
@FreshNamespaces
@Requires({ Root.isOfMachine() })
class HostileHostSpec extends Specification {
    static final String SECRET = 'original-secret'
    /** Far longer than any of the lines takes. */
    static final int SECONDS = 30
    static final Path VICTIM = Path.of('/run/victims/secret')
    static final Path RAN = Path.of('/run/box/ran')
    static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000)

    /** What names of files a word takes, beside its examples. Of a word that takes none, the examples are enough. */
    static final Map<String, List<String>> MORE = [
        'sysctl'          : ["String.valueOf(sysctl('net.ipv4.ip_forward'))", "sysctl 'net.ipv4.ip_forward', 1", "sysctl 'net.ipv4.ip_forwar'", "sysctl 'kernel.shmmax'",
                             "String.valueOf(sysctl('net/ipv4/conf/all/rp_filter'))"],
        'shm'             : ["shm.write('x')", "String.valueOf(shm.read())"],
        'msg'             : ["msg(1).send('x')"],
        'sem'             : ["sem(1, count: 1)"],
        'ipcs'            : ["String.valueOf(ipcs())"],
        'topology.svg'    : ["topology.svg '/run/out.file'", "String.valueOf(topology.svg())"],
        'topology.png'    : ["topology.png '/run/out.file'"],
        'topology.dot'    : ["topology.dot '/run/out.file'"],
        'topology.json'   : ["topology.json '/run/out.file'"],
        'topology.mermaid': ["topology.mermaid '/run/out.file'"],
        'export'          : ["export '/run/out.file', force: true", "export '/run/link', force: true", "export '/run/pipe', force: true"],
        'hosts'           : ["hosts '/run/out.file'", "hosts '/run/link'", "hosts '/run/pipe'"],
        'diff'            : ["diff '/run/out.file'", "diff '/run/pipe'"],
        'table.save'      : ["links().save '/run/out.file.txt'", "links().save '/run/link/x.csv'", "table.save links(), '/run/pipe.csv'"],
        'capture'         : ["capture 'lo', time: 200.ms, file: '/run/out.file'"],
        'include'         : ["include '/run/out.file'", "include '/run/pipe'"],
        'mount'           : ["mount 'tmpfs', on: '/run', type: 'tmpfs'", "mount bind: '/run/out.file', on: '/mnt'", "mount bind: '/etc', on: '/run/link'"],
        'umount'          : ["umount '/run/out.file'", "umount '/run/link'"],
        'mounts'          : ["String.valueOf(mounts())", "String.valueOf(mounts(under: '/run/link'))"],
        'route'           : ["route '10.9.0.0/24', dev: 'lo', table: 'hostile'"],
        'routes'          : ["String.valueOf(routes(table: 'hostile'))"],
        'rule'            : ["rule to: '10.9.0.0/24', table: 'hostile'"],
        'why'             : ["String.valueOf(why('10.9.0.1'))", "String.valueOf(why('127.0.0.1'))"],
        'netns'           : ["String.valueOf(netns())", "netns('link') { links() }", "netns('pipe') { links() }", "netns(path: '/run/netns/pipe')", "String.valueOf(netns('*'))", "netns 'evil'"],
        'mntns'           : ["String.valueOf(mntns())", "mntns 'evil'", "mntns(path: '/run/pipe')", "mntns(path: '/run/out.file')"],
        'cgroupns'        : ["cgroupns(path: '/run/pipe')"],
        'ipcns'           : ["ipcns(path: '/run/pipe') { ipcs() }"],
        'pidns'           : ["pidns(path: '/run/pipe') { ps() }"],
        'timens'          : ["timens(path: '/run/pipe')"],
        'utsns'           : ["utsns(path: '/run/pipe') { hostname() }"],
        'container'       : ["container 'evil'", "String.valueOf(container())"],
        'delete'          : ["delete netns: 'link'", "delete netns: 'pipe'", "delete mount: '/run/out.file'"],
        'namespaces'      : ["String.valueOf(namespaces())", "String.valueOf(namespaces().collect { it.names })"],
        'ps'              : ["String.valueOf(ps())"],
        'sockets'         : ["String.valueOf(sockets())", "String.valueOf(sockets().collect { it.processes })"],
        'topology'        : ["String.valueOf(topology())"],
        'enter'           : ["enter(pid: 1, only: ['net']) { String.valueOf(links()) }", "enter(pid: 2) { String.valueOf(here) }"],
        'userns'          : ["String.valueOf(userns('u', map: 'caller'))"],
        'qdisc'           : ["qdisc 'lo', 'tbf', rate: 1.mbit"],
        'output'          : ["output('id; cat /run/out.file 2>&1; cat /proc/self/uid_map')"],
        'sh'              : ["sh 'id; nsenter; unshare'"],
        'exec'            : ["exec 'id'"],
    ]

    @Shared
    Engine engine = new Engine(Words.vocabulary())

    Process maker
    String process
    final StringBuffer said = new StringBuffer()

    def setup() {
        Files.createDirectories(VICTIM.parent)
        Files.writeString(VICTIM, SECRET)
        Peer.run("chmod 600 $VICTIM; mkfifo -m 644 /run/victims/pipe; mkdir -m 777 /run/box; touch -d @1000000000 $VICTIM")
        container()
    }

    def cleanup() {
        // whoever made the container waits for its process 1 and then ends
        Peer.run("kill -KILL $process")
        maker.waitFor()
        [maker.inputStream, maker.errorStream, maker.outputStream]*.close()
    }

    private void container() {
        maker = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs',
                 'unshare', '-Urmnpifu', '--mount-proc', '--kill-child', '--propagation', 'private', 'sh', '-c', ARRANGED]
            .with { new ProcessBuilder(it as List<String>).redirectError(ProcessBuilder.Redirect.INHERIT).start() }
        def line = new BufferedReader(new InputStreamReader(maker.inputStream)).readLine()
        assert line == 'ready'
        process = Peer.run("cat /proc/${maker.pid()}/task/${maker.pid()}/children")
    }

    static final String ARRANGED = '''set -e
mount -t tmpfs arranged /mnt
mkdir /mnt/victims /mnt/box
mount --bind /run/victims /mnt/victims
mount --bind /run/box /mnt/box
secret=/mnt/victims/secret; pipe=/mnt/victims/pipe
printf '#!/bin/sh\\necho "$0 $*" >> /mnt/box/ran; while read -r map; do echo "$map" >> /mnt/box/ran; done < /proc/self/uid_map; exit 1\\n' > /mnt/program; chmod 755 /mnt/program
for program in id nsenter unshare mount umount cat; do
    path=$(command -v $program); eval "$program=$path"
done
for kind in shm msg sem; do mount --bind $pipe /proc/sysvipc/$kind; done
mount --bind $secret /proc/sys/net/ipv4/ip_forward
mount --bind $pipe /proc/sys/net/ipv4/conf/all/rp_filter
mount --bind /dev/zero /proc/sys/kernel/shmmax
mount --bind $pipe /proc/sys/kernel/msgmax
mount --bind $pipe /etc/passwd
mount --bind $pipe /etc/group
for table in /etc/iproute2/rt_tables /usr/share/iproute2/rt_tables /usr/lib/iproute2/rt_tables; do
    [ ! -e $table ] || mount --bind /dev/zero $table
done
mount -t tmpfs run /run
touch /run/out.file /run/pipe
mount --bind $secret /run/out.file
mount --bind $pipe /run/pipe
ln -s /mnt/victims /run/link
mkdir -p /run/netns /run/nsx/ns/mnt /run/nsx/container
ln -s $secret /run/netns/link
touch /run/netns/pipe /run/nsx/ns/mnt/evil; mkfifo /run/nsx/container/evil
mount --bind $pipe /run/netns/pipe
[ ! -d /etc/netns ] || { mount -t tmpfs netns /etc/netns; mkdir /etc/netns/evil; ln -s $secret /etc/netns/evil/passwd; }
mount --bind /mnt/program $id
mount --bind /mnt/program $nsenter
$mount --bind /mnt/program $unshare
$mount --bind /mnt/program $umount
$mount --bind /mnt/program $cat
$mount --bind /mnt/program $mount
echo ready
exec sleep 1000'''

    def "#word is safe among the files of others"() {
        when:
        lines.each { answered(it) }

        then:
        !said.contains(SECRET)
        Files.readString(VICTIM) == SECRET
        Files.getLastModifiedTime(VICTIM) == THEN
        !Files.exists(RAN) || !Files.readString(RAN).contains('4294967295')

        where:
        verb << Words.vocabulary().verbs()
        word = verb.name()
        lines = verb.examples()*.script() + MORE.getOrDefault(word, [])
    }

    def "the list of lines speaks of words that there are"() {
        given:
        def words = Words.vocabulary()

        expect:
        MORE.keySet().findAll { words.find(it).empty } == [] as Set
    }

    def "a word that takes the name of a file is tried with files of others"() {
        expect:
        Words.vocabulary().verbs().findAll { verb ->
            verb.parameters().any { it.type() == Parameter.Type.FILE }
        }*.name().findAll { !MORE.containsKey(it) } == []
    }

    /** What a line says and comes to, or how it fails; it answers in time and does not fail otherwise than in words. */
    private void answered(String line) {
        Needs.ofScript(line)
        def task = new FutureTask<String>({
            def session = Session.live(engine)
            try {
                session.answers().printTo { said << it }
                session.noticesTo { said << it }
                text(session.eval(new Source('test.nsx', "enter(pid: $process) {\n$line\n}")))
            } finally {
                session.close()
            }
        })
        def thread = new Thread(task, 'nsx-tried')
        thread.daemon = true
        thread.start()
        try {
            said << task.get(SECONDS, TimeUnit.SECONDS)
        } catch (TimeoutException e) {
            throw new AssertionError("$line waits: ${stacks()}", e)
        } catch (ExecutionException e) {
            assert e.cause instanceof NsxException || e.cause instanceof AssertionError, "$line: $e.cause"
            said << "$e.cause.message ${e.cause instanceof NsxException ? e.cause.reason() : ''}"
        }
        thread.join()
    }

    /** Another value is of namespaces that the block has left. */
    private static String text(Object value) {
        value instanceof CharSequence ? value : ''
    }

    private static String stacks() {
        Thread.allStackTraces.findAll { it.key.name == 'nsx-visit' }.collect { it.value.take(12).join('\n') }.join('\n\n')
    }
}
