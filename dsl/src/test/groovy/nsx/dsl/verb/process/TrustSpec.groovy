package nsx.dsl.verb.process

import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import spock.lang.Requires
import nsx.test.Root

/** Programs from files of somebody else: who they are, what they get, and when they are refused. */
class TrustSpec extends LiveSpec {
    Process maker
    String process

    def setup() {
        container('unshare --user --map-root-user --mount --net')
    }

    def cleanup() {
        end()
    }

    private void container(String unshare) {
        maker = ['sh', '-c', "exec $unshare sh -c 'mount -t tmpfs others /mnt && touch /mnt/theirs && echo && exec sleep 1000'"].execute()
        assert maker.inputStream.read() == ('\n' as char) as int
        process = maker.pid()
    }

    private void end() {
        maker.destroyForcibly().waitFor()
        [maker.inputStream, maker.errorStream, maker.outputStream]*.close()
    }

    def "a container is entered with its user namespace and the rights that are there"() {
        expect:
        eval("enter(pid: $process) { output 'ls /mnt; cat /proc/self/uid_map' }").split(/\s+/).toList() == ['theirs', '0', '0', '1']
    }

    def "#line is refused, and says what it would mean"() {
        when:
        eval(line.replace('PID', process))

        then:
        def e = thrown(NsxException)
        e.message.startsWith(message)
        e.reason().contains("with the rights of nsx's user on the whole host")
        e.hint().contains('trust: true')
        e.exitCode() == ExitCode.NOT_PERMITTED
        peer("ls -A /proc/$process/root/mnt") == 'theirs'
        peer('test ! -e /mnt/x && echo none') == 'none'

        where:
        line                                                 | message
        "enter(pid: PID, only: ['net', 'mnt']) { 1 }"        | 'cannot enter pid '
        "enter(pid: PID, only: ['mnt'])"                     | 'cannot enter pid '
        "enter(netns('a'), mntns(pid: PID)) { 1 }"           | 'cannot enter a+'
        "mntns(pid: PID).sh 'touch /mnt/x'"                  | 'cannot run touch /mnt/x'
        "mntns(pid: PID) { exec 'touch', '/mnt/x' }"         | 'cannot run touch'
        "mntns(pid: PID) { spawn 'touch /mnt/x' }"           | 'cannot run '
        "mntns(pid: PID) { output 'touch /mnt/x' }"          | 'cannot run '
    }

    def "only: #kinds has no files of others and needs no trust"() {
        expect:
        eval("enter(pid: $process, only: $kinds) { output 'echo done' }") == 'done'

        where:
        kinds << ["['net']", "['user']", "['user', 'net']", "['user', 'mnt']"]
    }

    def "trust is of a place, and ends with it"() {
        expect:
        eval("enter(pid: $process, only: ['net', 'mnt'], trust: true) { output 'ls /mnt' }") == 'theirs'
        eval("enter(netns('a'), mntns(pid: $process), trust: true) { netns('b') { output 'ls /mnt' } }") == 'theirs'
        eval("enter(pid: $process, only: ['mnt'], trust: true); def seen = output 'ls /mnt'; leave(); seen") == 'theirs'

        when:
        eval "enter(pid: $process, only: ['mnt'], trust: true) { 1 }; mntns(pid: $process).sh 'true'"

        then:
        thrown(NsxException)
    }

    def "trust is of one mount namespace"() {
        given:
        def first = process
        def before = maker
        container('unshare --user --map-root-user --mount')

        when:
        eval "enter(pid: $first, only: ['mnt'], trust: true) { mntns(pid: $process).sh 'true' }"

        then:
        thrown(NsxException)

        cleanup:
        end()
        maker = before
    }

    def "a program among others gets a few variables and those of env:"() {
        expect:
        def names = eval("enter(pid: $process) { output 'env | sed s/=.*//', env: [MINE: 'x'] }").split('\n') as Set
        names.containsAll(['HOME', 'PATH', 'MINE'])
        (names - ['HOME', 'PATH', 'MINE', 'PWD', 'TERM', 'LANG', 'LANGUAGE', 'COLUMNS', 'LINES', '_', 'SHLVL']).every { it.startsWith('LC_') }
        eval("enter(pid: $process) { output 'echo \$HOME \$PATH', env: [PATH: '/bin:/usr/bin'] }") == '/ /bin:/usr/bin'
    }

    def "in namespaces of nsx's own a program gets all"() {
        expect:
        eval("$line { output 'env' }").contains(System.getenv().keySet().find { it == 'USER' || it == 'HOME' } + '=')
        eval("$line { output 'echo \$HOME' }") == (System.getenv('HOME') ?: '')

        cleanup:
        eval tidy

        where:
        line                   | tidy
        "netns('a')"           | '1'
        "unshare('mnt')"       | '1'
        "unshare('pid', 'mnt')" | '1'
        "mntns('m')"           | "delete mntns: 'm'"
        "pidns('p')"           | "delete pidns: 'p'"
    }

    def "what is made among others is theirs"() {
        expect:
        eval("enter(pid: $process) { unshare('mnt', 'pid') { output 'echo \$HOME; ls /mnt' } }") == '/\ntheirs'
    }

    def "a missing program is an error like everywhere"() {
        when:
        eval("$place { $word '$program' }".replace('PID', process))

        then:
        def e = thrown(NsxException)
        e.message == "cannot run $program"
        e.reason() == reason

        where:
        word    | place             | program    | reason
        'exec'  | 'enter(pid: PID)' | 'no-such'  | 'no directory of PATH has a program of this name'
        'exec'  | 'enter(pid: PID)' | '/no/such' | 'there is no such file (ENOENT)'
        'spawn' | 'enter(pid: PID)' | 'no-such'  | 'no directory of PATH has a program of this name'
        'spawn' | 'enter(pid: PID)' | '/no/such' | 'there is no such file (ENOENT)'
    }

    @Requires({ Root.isOfMachine() }) // a plain user may not look into each directory of PATH
    def "a missing program is an error in a mount namespace of nsx too"() {
        when:
        eval("unshare('mnt') { $word 'no-such' }")

        then:
        def e = thrown(NsxException)
        e.reason() == 'no directory of PATH has a program of this name'

        where:
        word << ['exec', 'spawn']
    }

    def "a program in a container that has stopped says so"() {
        given:
        def first = maker
        container('unshare --mount --pid --fork --kill-child --mount-proc')
        process = peer("cat /proc/$process/task/$process/children")
        eval "enter(pid: $process)"
        eval "exec 'true'"
        end()

        when:
        eval "exec 'true'"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot run true'
        e.reason() =~ /^pid:\[\d+] is dead: its process 1 has ended/

        cleanup:
        eval 'leave()'
        maker = first
    }

    def "a program that ends with 127 itself has failed, and is there"() {
        when:
        eval "enter(pid: $process) { sh 'exit 127' }"

        then:
        def e = thrown(NsxException)
        e.message == 'exit 127 exited with 127'
    }

    def "a job in a pid namespace of others is known by its own number, stops and goes on"() {
        given:
        def first = maker
        container('unshare --mount --pid --fork --kill-child --mount-proc')
        process = peer("cat /proc/$process/task/$process/children")

        expect:
        eval("j = enter(pid: $process) { spawn 'exec sleep 1000' }; await { new File(\"/proc/\${j.pid}/comm\").text == 'sleep\\n' }")
        eval("enter(pid: j.pid) { here.pid }") == eval("enter(pid: $process) { here.pid }")
        eval("20.times { j.kill('STOP'); await { j.state == 'stopped' }; j.bg(); await { j.state == 'running' } }; j.state") == 'running'
        eval('j.kill().wait()') == 143

        cleanup:
        end()
        maker = first
    }

    def "in other mounts of nsx a program is where nsx is, and sees its namespaces"() {
        expect:
        eval("unshare('mnt') { output 'pwd' }") == System.getProperty('user.dir')
        eval("unshare('net', 'mnt') { output 'ls /sys/class/net' }") == 'lo'
        eval("netns 'a'; mntns 'm'; enter(netns('a'), mntns('m')) { output 'ls /sys/class/net' }") == 'lo'
        eval("unshare('mnt') { unshare('mnt', 'pid') { sh 'mount -t tmpfs x /mnt; touch /mnt/y'; output 'ls /mnt; cd /proc; echo [0-9]*' } }")
                .startsWith('y\n1 ')
        notices == []
    }
}
