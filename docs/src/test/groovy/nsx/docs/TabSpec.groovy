package nsx.docs

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import nsx.dsl.verb.Words
import nsx.sys.Tasks
import nsx.test.Needs
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** The prompt on a terminal, as a person has it, with strace(1) looking at what TAB does. */
@Requires({ Files.exists(Path.of('../repl/target/app/complete')) && Tasks.effectiveUser() == 0 })
class TabSpec extends Specification {
    /** Calls that change something, whatever their arguments, and those whose arguments tell. */
    static final List<String> CHANGING = ['mount', 'umount2', 'move_mount', 'fsopen', 'fsmount', 'pivot_root', 'mkdir', 'mkdirat', 'rmdir', 'unlink',
        'unlinkat', 'rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat', 'mknod', 'mknodat', 'creat', 'truncate',
        'ftruncate', 'chmod', 'fchmod', 'fchmodat', 'chown', 'fchown', 'lchown', 'fchownat', 'shmget', 'shmctl', 'shmat', 'msgget', 'msgctl',
        'msgsnd', 'msgrcv', 'semget', 'semop', 'semtimedop', 'semctl', 'mq_open', 'mq_unlink', 'mq_timedsend', 'mq_timedreceive',
        'sethostname', 'setdomainname', 'execve', 'execveat', 'fork', 'vfork', 'kill', 'setuid', 'setgid', 'clock_settime', 'bpf', 'reboot']
    static final List<String> TELLING = ['open', 'openat', 'openat2', 'clone', 'clone3', 'unshare', 'sendto', 'sendmsg', 'sendmmsg', 'socket', 'ioctl']

    /** What a line of strace's says that is no mere look; null for one that is. */
    static String change(String line) {
        def call = line =~ /^\d+ +(\w+)\(/
        if (!call.find()) {
            return null
        }
        switch (call.group(1)) {
            case ['open', 'openat', 'openat2']:
                return line =~ /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/ ? line : null
            case ['clone', 'clone3', 'unshare']:
                return line =~ /CLONE_NEW/ ? line : null
            case ['sendto', 'sendmsg', 'sendmmsg']:
                def types = (line =~ /nlmsg_type=([^,]+)/).collect { it[1] }
                return types && types.every { isQuestion(it) } ? null : line
            case 'socket':
                return line =~ /AF_NETLINK, .*NETLINK_ROUTE\)/ ? null : line
            case 'ioctl':
                // of a terminal, and what tells the kind and the owner of a namespace
                return line =~ /, (TC|TIOC|FIONREAD|NS_GET)/ ? null : line
            default:
                return line
        }
    }

    /** In another namespace than its own strace cannot tell the family, and so no name: of each four types of rtnetlink the third asks. */
    private static boolean isQuestion(String type) {
        def number = type =~ /^0x(\p{XDigit}+)/
        number.find() ? Integer.parseInt(number[0][1], 16).with { it >= 16 && it % 4 == 2 } : type.startsWith('RTM_GET')
    }

    @TempDir Path directory
    Process terminal
    OutputStream keys
    final LinkedBlockingQueue<Character> screen = new LinkedBlockingQueue()
    private final StringBuilder seen = new StringBuilder()

    def setup() {
        Needs.programs('strace', 'script')
    }

    def cleanup() {
        terminal?.destroyForcibly()?.waitFor()
    }

    /** nsx on a terminal of its own, in namespaces of its own, in which there is something to find. */
    private void start(String prepared) {
        def traced = "strace -f -qq --seccomp-bpf -s 512 -e trace=${(CHANGING + TELLING).collect { '?' + it }.join(',')} -o $directory/calls"
        Files.writeString(directory.resolve('start'), """
            mount -t tmpfs -o mode=0755 tmpfs /run
            $prepared
            stty rows 50 cols 200
            exec $traced ${new File('../nsx').canonicalPath}
        """)
        def builder = new ProcessBuilder('unshare', '-n', '-m', '-i', '-u', '--propagation', 'private',
            'script', '-qec', "sh $directory/start", '/dev/null')
        builder.directory(directory.toFile()).redirectErrorStream(true)
        builder.environment().putAll([TERM: 'xterm', XDG_STATE_HOME: directory.toString()])
        terminal = builder.start()
        keys = terminal.outputStream
        def output = new InputStreamReader(terminal.inputStream, StandardCharsets.UTF_8)
        Thread.startDaemon { for (int c = output.read(); c >= 0; c = output.read()) screen.add(c as char) }
        await('nsx#')
    }

    /** Reads on until the text stands on the screen, whatever moves the cursor between its letters. */
    private void await(String text) {
        def deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
        while (!seen.toString().replaceAll(/\u001b\[[\d;?]*[A-Za-z]/, '').contains(text)) {
            def c = screen.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
            assert c != null : "no '$text' in: $seen"
            seen.append(c)
        }
        seen.length = 0
    }

    private void type(String text) {
        keys.write(text.getBytes(StandardCharsets.UTF_8))
        keys.flush()
    }

    /** Types the text, TAB, and takes the line back; the mark tells that all of it has been worked off. */
    private void tab(String text, int number) {
        type(text + '\t')
        // answers a question whether so many are to be shown; else it is one more letter
        type('n')
        type('\u0015#' + number + ';')
        await('#' + number + ';')
        type('\u0015')
    }

    def "changes and questions are distinguished: #line"() {
        expect:
        (change('12 ' + line) != null) == changes
        where:
        line                                                                                        | changes
        'openat(AT_FDCWD, "/run/netns/a", O_RDONLY|O_CLOEXEC) = 5'                                  | false
        'openat(AT_FDCWD, "/run/netns/a", O_RDONLY|O_CREAT|O_EXCL, 000) = 5'                        | true
        'openat(AT_FDCWD, "/proc/sys/net/ipv4/ip_forward", O_WRONLY) = 5'                           | true
        'unshare(CLONE_FS) = 0'                                                                     | false
        'unshare(CLONE_NEWNET) = 0'                                                                 | true
        'sendto(9, [{nlmsg_len=20, nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP}])' | false
        'sendto(9, [{nlmsg_len=20, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST}])'            | true
        'sendto(9, [{nlmsg_len=20, nlmsg_type=0x12 /* NLMSG_??? */, nlmsg_flags=NLM_F_REQUEST}])'   | false
        'sendto(9, [{nlmsg_len=20, nlmsg_type=0x10 /* NLMSG_??? */, nlmsg_flags=NLM_F_REQUEST}])'   | true
        'socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 9'                              | false
        'socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_NETFILTER) = 9'                          | true
        'sendto(9, "abc", 3, 0, NULL, 0) = 3'                                                       | true
        'mount("tmpfs", "/run", "tmpfs", 0, NULL) = 0'                                              | true
        'ioctl(0, TCGETS, {B38400}) = 0'                                                            | false
        'ioctl(9, TUNSETIFF, 0x7f) = 0'                                                             | true
    }

    def "TAB over every word, half-typed creating lines and every place in them makes no changing call"() {
        given:
        start('ip netns add a; ip -n a link add veth0 type veth peer name veth1; ip link set lo up; touch /run/netns/stale')
        def texts = []
        Words.vocabulary().verbs()*.name().each { word ->
            [' ', "('", " 'never', ", "('never') { ", "('never')."].each { texts << word + it }
            texts << "netns('a') { $word '" << "netns('never') { $word '" << "netns('a').$word("
        }
        def line = "netns('never') { bridge('br9') { port 'x', isolated: true; address '10.0.0.1/24' }; route 'default', via: '10.0.0.9' }"
        (0..line.length()).each { texts << line.substring(0, it) }
        texts.addAll(['', 'ne', 'a.', "here.net.", "veth 'a:", "veth 'never:", "sysctl 'net.", 'sysctl.net.ipv4.', "sysctl.net.ipv4.ip_forward = ",
            "include 'lab/star', '", 'shm.', "shm(0x77).", 'x = netns("never"); x.', "unshare('net') { link '", "enter(pid: 1) { link '",
            "netns(pid: ", 'ns(', 'time.boottime += 1.', "netns('a') { ping '", "delete netns: ['", "netns('a') { address '", "mq '", "ps user: '"])
        tab("netns '", 0)
        def before = Files.readAllLines(directory.resolve('calls')).size()

        when:
        texts.eachWithIndex { text, i -> tab(text, i + 1) }

        then:
        def calls = Files.readAllLines(directory.resolve('calls')).drop(before)
        calls.findAll { change(it) } == []
        // it did look
        calls.any { it.contains('sendto(') }

        when:
        type("new File('$directory/found').text = output('ls /run/netns; ip -o link; ipcs'); 'wri' + 'tten'\r")
        await('written')
        await('nsx#')
        type('\u0004')
        terminal.waitFor(60, TimeUnit.SECONDS)

        then:
        terminal.exitValue() == 0
        with(Files.readString(directory.resolve('found'))) {
            it.readLines().take(2) == ['a', 'stale']
            !it.contains('br9')
            !it.contains('0x')
        }
    }
}
