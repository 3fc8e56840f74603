package nsx.dsl.verb.process

import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Needs

class ProgramSpec extends LiveSpec {
    def "sh returns the code"() {
        expect:
        eval("sh 'echo hi > /run/out'") == 0
        peer('cat /run/out') == 'hi'
        eval("sh 'exit 3', check: false") == 3
        eval("sh 'kill -9 \$\$', check: false") == 137
        eval("sh 'test \"\$A\" = \"x y\"', env: [A: 'x y']") == 0
        answers == []
    }

    def "a failure shows the code"() {
        when:
        eval text
        then:
        def e = thrown(NsxException)
        e.message == message
        e.exitCode().number() == 1
        where:
        text                      | message
        "sh 'exit 3'"             | 'exit 3 exited with 3'
        "sh 'kill -TERM \$\$'"    | 'kill -TERM \$\$ was killed by signal 15 (SIGTERM), code 143'
        "exec 'false'"            | 'false exited with 1'
        "output 'echo x; exit 7'" | 'echo x; exit 7 exited with 7'
    }

    def "files that are not programs"() {
        when:
        eval text
        then:
        def e = thrown(NsxException)
        e.message == message
        e.reason() == reason
        e.exitCode().number() == 1
        where:
        text                     | message                     | reason
        "exec 'no-such-program'" | 'cannot run no-such-program' | 'no directory of PATH has a program of this name'
        "exec '/no/such'"        | 'cannot run /no/such'       | 'there is no such file (ENOENT)'
        "exec '/etc/passwd'"     | 'cannot run /etc/passwd'    | 'it is not executable (EACCES)'
        "spawn 'no-such', 'x'"   | 'cannot run no-such'        | 'no directory of PATH has a program of this name'
        "spawn 'no-such'"        | 'cannot run no-such'        | 'no directory of PATH has a program of this name'
        "spawn 'no-such \"a b\"'" | 'cannot run no-such'      | 'no directory of PATH has a program of this name'
        "exec ''"                | "exec needs a program"      | null
    }

    def "a command line in place of a program leads to sh"() {
        when:
        eval "exec 'ip link'"
        then:
        def e = thrown(NsxException)
        e.hint() == "a whole command line is for sh: sh 'ip link'"
    }

    def "programs run in the current context"() {
        expect:
        eval("netns('a') { output 'readlink /proc/self/ns/net' }") == eval("netns('a').id")
        eval("netns('a').output('ls /sys/class/net')") == 'lo'
        eval("netns('a') { sh 'ip link set lo up' }") == 0
        peer('ip -n a -br link show lo').contains('UNKNOWN')
        eval("netns('a') { exec 'test', 'a b', '=', 'a b' }") == 0
    }

    def "a program is one operation that names the equal command"() {
        when:
        eval "netns('a') { sh 'true' }\nexec 'true', '-x y'"
        then:
        operations*.command() == ['ip netns add a', "ip netns exec a /bin/sh -c true", "true '-x y'"]
        operations*.prose() == ['make network namespace a', '/bin/sh -c true'.with { "run $it".toString() }, "run true '-x y'"]
    }

    def "output is trimmed text and an answer"() {
        when:
        eval "output 'printf \"  a\\\\nü\\\\n\"'"
        then:
        answers == ['a\nü']
        eval("output 'echo', 'a  b', 1") == 'a  b 1'
        eval("output 'head -c 300000 /dev/zero | tr \"\\\\0\" x'").size() == 300000
        eval("output 'sleep 100 & echo \$!'").with { peer "kill $it"; it.isInteger() }
    }

    def "a program in the background"() {
        when:
        def job = eval "job = spawn 'echo ready; echo oops >&2; exec sleep 100'"
        then:
        job.alive
        job.state == 'running'
        eval('jobs()*.pid') == [job.pid]
        eval('job.wait(20.ms)') == null
        eval('job.wait(0.02)') == null
        eval('job.output') == 'ready\noops\n'
        eval('job.kill(); job.wait()') == 143
        !job.alive
        job.state == 'was killed by signal 15 (SIGTERM)'
        job.exitCode == 143
        eval('jobs()*.state') == ['was killed by signal 15 (SIGTERM)']
        eval('jobs()') == []
        job.output == 'ready\noops\n'
    }

    def "the pid of a line that is one program is the program's"() {
        given:
        def job = eval "job = spawn '$line'"
        expect:
        peer("sleep 0.05; cat /proc/$job.pid/comm") == comm
        cleanup:
        eval('job.kill(9).wait()')
        where:
        line                                | comm
        'sleep 100'                         | 'sleep'
        'tail -f "/dev/null" -s "1"'        | 'tail'
        'sleep 100; true'                   | 'sh'
        'A=1 sleep 100'                     | 'sh'
        'while true; do sleep 1; done'      | 'sh'
        'tail -f "/dev/null" | cat'         | 'sh'
    }

    def "what a killed job has started ends too"() {
        given:
        Needs.programs('pgrep')
        eval "job = spawn 'sleep 101 & sleep 102 & wait'"
        def sleeps = { peer("pgrep -r S,R,D -g ${eval('job.pid')} | wc -l") as int }
        while (sleeps() < 3) { Thread.sleep(5) }
        when:
        eval "job.kill('SIGKILL').wait(1.second)"
        Thread.sleep(20)
        then:
        sleeps() == 0
    }

    def "a stopped job is seen and goes on"() {
        given:
        def job = eval "job = spawn 'sleep 100'"
        when:
        eval "job.kill('STOP')"
        while (job.state == 'running') { Thread.sleep(5) }
        then:
        job.state == 'stopped'
        when:
        eval 'job.bg()'
        while (job.state == 'stopped') { Thread.sleep(5) }
        then:
        job.state == 'running'
        eval('job.kill("STOP").kill().wait(2.seconds)') == 143
    }

    def "an unknown signal and a wrong time are errors"() {
        when:
        eval "job = spawn 'sleep 100'"
        eval "job.kill('FOO')"
        then:
        thrown(NsxException)
        when:
        eval "job.wait('x')"
        then:
        thrown(NsxException)
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "an interrupt ends the wait and the program"() {
        given:
        def thread = Thread.currentThread()
        def started = System.nanoTime()
        Thread.startDaemon('interrupter') { sleep 150; thread.interrupt() }
        when:
        eval text.replace('T', "$time")
        then:
        thrown(InterruptedException)
        Duration.ofNanos(System.nanoTime() - started).toMillis() < 2000
        peer("pgrep -fx 'sleep $time' | wc -l") == '0'
        where:
        // a time that no other program on the machine sleeps
        time = 100 + ProcessHandle.current().pid() / 1e7
        text << ["sh 'exec sleep T'", "output 'exec sleep T'", "netns('a') { exec 'sleep', 'T' }"]
    }

    def "shell runs a command, and its exit code is not an error"() {
        expect:
        eval("netns('a') { shell 'false' }") == 1
        answers == []
    }
}
