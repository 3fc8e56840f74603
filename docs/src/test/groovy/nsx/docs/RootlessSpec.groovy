package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import nsx.test.Needs
import nsx.test.Peer
import org.junit.jupiter.api.Assumptions

/** {@code nsx --rootless} as a plain user, from outside. Where the tests are one already, inside their own user namespace. */
class RootlessSpec extends LaunchedSpec {
    private static final List<String> KINDS = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts']

    /** Becomes another user where that is possible: root may, inside a user namespace only itself exists. */
    private static final List<String> PLAIN =
        ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'].with { run(*it, 'true').code == 0 ? it : [] }

    Path home

    def setup() {
        // what setup made belongs to root, and is for everybody to run
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString('rwxr-xr-x'))
        home = Files.createDirectory(directory.resolve('home'))
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString('rwxrwxrwx'))
    }

    def "a plain user has networks, IPC, names and mounts of his own"() {
        given:
        assumePossible()
        def script = script('''
            netns 'a'
            netns 'b'
            veth a: 'one', b: 'two'
            netns('a') { one.address '10.0.0.1/24'; one.up() }
            netns('b') { two.address '10.0.0.2/24'; two.up() }
            println netns('a') { ping('10.0.0.2', count: 1).received }
            println ping('127.0.0.1', count: 1).received
            bridge br0 { address '10.1.0.1/24'; up() }
            nat.masquerade '10.1.0.0/24'
            println nat.rules().size()
            println unshare('ipc', 'uts', 'pid') { output 'hostname inside; ipcmk -M 10 >/dev/null; echo $PPID $(hostname)' }
            println output('ip netns; ls /run/netns; ls /sys/class/net; id -u')
            sh 'ip link set br0 down && ip netns add c && ping -c 1 127.0.0.1 >/dev/null && mount -t tmpfs none /mnt'
            println netns()*.name
        ''')

        expect:
        rootless(script) == new Ended(0, '1\n1\n1\n0 inside\nb\na\na\nb\nbr0\nlo\n0\n[a, b, c]\n', '')
    }

    def "in the namespaces that it says, and root in the first of them"() {
        given:
        assumePossible()
        def ours = KINDS.collectEntries { [it, namespace('self', it)] }

        when:
        def process = start(script('println "ready"; System.in.read()'))
        def line = process.inputReader().readLine()
        def theirs = KINDS.collectEntries { [it, namespace(process.pid(), it)] }
        def map = Files.readString(Path.of("/proc/${process.pid()}/uid_map")).split(/\s+/).findAll()
        process.outputWriter().close()

        then:
        line == 'ready'
        KINDS.findAll { ours[it] != theirs[it] } == ['ipc', 'mnt', 'net', 'user', 'uts']
        map[0] == '0' && map[2] == '1'
        process.waitFor(1, TimeUnit.MINUTES)
        process.exitValue() == 0
    }

    def "what the host has in /run stays in sight, but for names of namespaces"() {
        given:
        assumePossible()
        def hosts = new File('/run').list().findAll { !(it in ['netns', 'nsx']) && (new File('/run', it).directory) }
        def names = rootless('-e', 'output "ls /run; touch /run/mine"').out.readLines()

        expect:
        names.containsAll(hosts)
        !names.contains('netns')
        !Files.exists(Path.of('/run/mine'))
    }

    def "with --sandbox and as root too"() {
        given:
        assumePossible()

        expect:
        rootless('--sandbox', '-e', "netns 'a'; netns()*.name") == new Ended(0, 'a\n', '')
        nsx('--rootless', '-e', "netns 'a'; netns()*.name") == new Ended(0, 'a\n', '')
        !Files.exists(Path.of('/run/netns/a'))
    }

    def "only as an option of nsx"() {
        expect:
        nsx('-e', 'args', '--', '--rootless') == new Ended(0, '--rootless\n', '')
        nsx('-e', 'args', '--rootless').code == 2
        nsx('--rootless', '--help').out.contains('--rootless')
    }

    def "a limit of #kind namespaces forbids it: the error names it"() {
        expect:
        forbidden("echo 0 >/proc/sys/user/max_${kind}_namespaces") ==
            new Ended(77, '', """\
                nsx: --rootless: no $kind namespaces may be made here: user.max_${kind}_namespaces is 0
                nsx: root can mend that: sysctl -w user.max_${kind}_namespaces=10000
                """.stripIndent())

        where:
        kind << ['user', 'mnt', 'net', 'ipc', 'uts']
    }

    def "a limit that is used up"() {
        expect:
        with(forbidden('echo 1 >/proc/sys/user/max_user_namespaces; '
                + 'exec unshare --user --map-root-user sh -c \'"$@"; exit $?\' sh "$@"')) {
            code == 77
            err.startsWith('nsx: --rootless: too many namespaces: a limit of /proc/sys/user is used up')
            err.contains('unshare')
        }
    }

    def "#sysctl forbids it: the error names it"() {
        given:
        def bin = fake('echo "unshare: unshare failed: Operation not permitted" >&2; exit 1')

        expect:
        with(forbidden("""
                PATH=$bin:\$PATH
                mount -t tmpfs none /proc/sys/kernel
                echo $value >/proc/sys/kernel/$sysctl""")) {
            code == 77
            out == ''
            err == "nsx: --rootless: $why: kernel.$sysctl is $value\n" +
                "nsx: root can mend that: sysctl -w kernel.$sysctl=${1 - value}\n"
        }

        where:
        sysctl                               | value | why
        'unprivileged_userns_clone'          | 0     | 'this system lets only root make user namespaces'
        'apparmor_restrict_unprivileged_userns' | 1  | 'AppArmor gives a plain user no rights in user namespaces'
    }

    def "a filter of system calls forbids it: the error says so"() {
        given:
        Files.writeString(directory.resolve('filter.c'), '''
            #include <errno.h>
            #include <stddef.h>
            #include <linux/filter.h>
            #include <linux/seccomp.h>
            #include <sys/prctl.h>
            #include <sys/syscall.h>
            #include <unistd.h>
            int main(int count, char **words) {
                struct sock_filter filter[] = {
                    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_unshare, 0, 1),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
                struct sock_fprog program = {4, filter};
                prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
                prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
                execvp(words[1], words + 1);
                return 1;
            }''')
        Peer.run("cd $directory && gcc -o filter filter.c")

        expect:
        with(run("$directory/filter", copy.resolve('nsx').toString(), '--rootless', '-e', '1')) {
            code == 77
            err.contains('a seccomp filter is set, as containers have, and forbids it: unshare: unshare failed: Operation not')
        }
    }

    def "without unshare(1)"() {
        given:
        def bin = Files.createDirectory(directory.resolve('bin'))
        ['sh', 'stat'].each { Files.createSymbolicLink(bin.resolve(it), Path.of("/bin/$it")) }

        expect:
        with(nsx(PATH: bin, '--rootless', '-e', '1')) {
            code == 126
            err.contains('needs unshare(1)')
        }
    }

    def "an error suggests the option that would help"() {
        given:
        Assumptions.assumeTrue(PLAIN as boolean, 'needs root, to become another user')

        expect:
        with(run(*PLAIN, copy.resolve('nsx').toString(), '-e', "netns 'a'")) {
            code == 77
            err.contains('hint: this needs CAP_SYS_ADMIN: run nsx as root, or nsx --rootless for')
        }
    }

    /** What a script may do differs from system to system; that it is refused is what the other features are about. */
    private static void assumePossible() {
        def refused = run(*PLAIN, 'unshare', '--user', '--map-root-user', '--mount', '--net', 'true').err
        Assumptions.assumeTrue(refused == '', refused)
    }

    private Ended rootless(String... arguments) {
        run(HOME: home, *PLAIN, copy.resolve('nsx').toString(), '--rootless', *arguments)
    }

    private Process start(String script) {
        def builder = new ProcessBuilder(PLAIN + [copy.resolve('nsx').toString(), '--rootless', script])
        builder.redirectError(ProcessBuilder.Redirect.INHERIT).environment().HOME = home.toString()
        builder.start()
    }

    /** As root of a user namespace in which the shell's lines came first. */
    private Ended forbidden(String lines) {
        run('unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', lines + '\nexec "$@"', 'sh',
            copy.resolve('nsx').toString(), '--rootless', '-e', '1')
    }

    private Path fake(String unshare) {
        def bin = Files.createDirectory(directory.resolve('fake'))
        def file = Files.writeString(bin.resolve('unshare'), "#!/bin/sh\n$unshare\n")
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rwxr-xr-x'))
        bin
    }

    private String script(String text) {
        Needs.ofScript(text)
        def file = Files.writeString(directory.resolve('script.nsx'), text.stripIndent())
        file.toString()
    }

    private static String namespace(Object process, String kind) {
        Files.readSymbolicLink(Path.of("/proc/$process/ns/$kind"))
    }
}
