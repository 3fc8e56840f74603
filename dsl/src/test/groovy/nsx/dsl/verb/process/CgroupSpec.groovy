package nsx.dsl.verb.process

import nsx.dsl.LiveSpec
import nsx.dsl.change.Ledger
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

/** Control groups are the machine's: each feature has one of its own name, and leaves none. */
class CgroupSpec extends LiveSpec {
    String name = "spec-${ProcessHandle.current().pid()}"

    def setup() {
        assumePossible('cgroup')
    }

    def cleanup() {
        if (name in eval('cgroup()*.name')) {
            eval "delete cgroup: '$name', kill: true"
        }
        assert trees().collectMany { tree -> peer("ls -d $tree/nsx/$name 2>&- || true").readLines() } == []
        awaitNoEmptyParent()
    }

    /** The directory around all groups goes with the last one. Others beside this test have a moment between making it and a group in it. */
    private static void awaitNoEmptyParent() {
        def empty = { peer(trees().collect { tree -> "find $tree/nsx -maxdepth 0 -links 2 2>&- || true" }.join('\n')) }
        def end = System.nanoTime() + 10_000_000_000
        while (empty() && System.nanoTime() < end) { Thread.sleep(5) }
        assert empty() == ''
    }

    def "ensures it with its limits, once"() {
        given:
        def line = "cgroup('$name') { memory 64.MB; pids 100; cpu 0.5 }"

        expect:
        changes(line) == ["make control group $name", "set memory of $name to 67108864", "set pids of $name to 100", "set cpu of $name to 0.5"]
        changes(line) == []
        changes("cgroup '$name'") == []
        eval("cgroup('$name')").with { [memory, pids, cpu, frozen, processes] } == [67108864L, 100L, 0.5d, false, []]
        eval("cgroup()*.name").contains(name)
        changes("cgroup('$name').memory = 32.MB") == ["set memory of $name to 33554432"]
        changes("cgroup('$name') { memory = 'max'; cpu 50.percent }") == ["set memory of $name to max"]
        eval("cgroup('$name').memory") == null
        changes("delete cgroup: '$name'") == ["delete control group $name"]
    }

    def "one that was deleted does not stay, though it was made twice"() {
        given:
        def ledger = new Ledger(session.executor(), session.host(), session.history())
        session.executeWith(ledger)
        when:
        eval "cgroup('$name'); delete cgroup: '$name'; cgroup('$name')"
        then:
        ledger.remaining { true }*.what() == ["control group $name"]
        when:
        eval "delete cgroup: '$name'"
        then:
        ledger.remaining { true } == []
    }

    def "programs are in it from their first instruction, wherever they run"() {
        given:
        def seen = "output 'cat /proc/self/cgroup'"
        def inGroup = { String text -> text.readLines().findAll { it.endsWith(":/nsx/$name") }.size() }

        expect:
        def all = inGroup(eval("cgroup('$name') { $seen }"))
        all == eval("cgroup('$name').paths").size() && all > 0
        inGroup(eval("cgroup('$name').output('cat /proc/self/cgroup')")) == all
        inGroup(eval("cgroup('$name') { netns('a') { $seen } }")) == all
        inGroup(eval("netns('a') { cgroup('$name') { $seen } }")) == all
        inGroup(eval("cgroup('$name') { unshare('pid', 'mnt', 'ipc') { $seen } }")) == all
        inGroup(eval("cgroup('$name') { unshare('time') { $seen } }")) == all
        inGroup(eval("cgroup('$name') { def job = spawn 'cat /proc/self/cgroup; sleep 0.01'; job.wait(); job.output }")) == all
        inGroup(eval("cgroup('$name') { }; $seen")) == 0
        inGroup(peer('cat /proc/self/cgroup')) == 0
        inGroup(peer("cat /proc/${ProcessHandle.current().pid()}/task/*/cgroup 2>&- || true")) == 0
    }

    def "a missing program is an error like everywhere"() {
        when:
        eval "cgroup('$name') { exec 'no-such-program' }"

        then:
        def e = thrown(NsxException)
        e.message == 'cannot run no-such-program'
        e.reason() == 'no directory of PATH has a program of this name'
    }

    def "a program that wants more memory is ended"() {
        when:
        eval "cgroup('$name') { memory 16.MB; swap 0; exec 'tail', '/dev/zero' }"

        then:
        def e = thrown(NsxException)
        e.message == 'tail /dev/zero was killed by signal 9 (SIGKILL), code 137'
        eval("cgroup('$name').events.oomKills") == 1
        eval("cgroup('$name') { exec 'true' }") == 0
    }

    def "a process too many is not made"() {
        expect:
        eval("cgroup('$name') { pids 1; sh '(true)', check: false }") != 0
        eval("cgroup('$name').events.pidsRefused") > 0

        when:
        eval "cgroup('$name') { job = spawn 'sleep 100' }"
        eval "cgroup('$name') { exec 'true' }"

        then:
        def e = thrown(NsxException)
        e.message == 'cannot run true'
        e.reason() == "fork pids.max of nsx/$name is 1: Resource temporarily unavailable (EAGAIN)"

        when:
        eval "job.kill(9).wait()"

        then:
        eval("cgroup('$name') { pids 'max'; sh '(true)' }") == 0
    }

    def "a program that wants more time waits"() {
        given:
        def job = eval("cgroup('$name') { cpu 0.1; spawn 'while :; do :; done' }")

        when:
        while (eval("cgroup('$name').events.throttled") < 2) { Thread.sleep(10) }

        then:
        job.alive

        cleanup:
        job.kill(9).wait()
    }

    def "processors, weights and swap"() {
        expect:
        changes("cgroup('$name') { cpus 0; weight 200 }").drop(1) == ["set cpus of $name to 0", "set weight of $name to 200"]
        changes("cgroup('$name') { cpus '0'; weight 200 }") == []
        eval("cgroup('$name') { output 'nproc' }") == '1'
        eval("cgroup('$name').cpus") == '0'
        changes("cgroup('$name') { memory 64.MB; swap 16.MB; memory 128.MB; memory 32.MB }").size() == 4
        eval("cgroup('$name')").with { [memory, swap] } == [32L << 20, 16L << 20]
    }

    def "a tree that is needed later takes what runs already"() {
        given:
        def job = eval("cgroup('$name').spawn('sleep 100')")

        expect:
        eval("cgroup('$name').cpus = 0; cgroup('$name').cpus") == '0'
        peer("grep Cpus_allowed_list /proc/$job.pid/status").endsWith('\t0')

        cleanup:
        job.kill(9).wait()
    }

    def "frozen programs stand still, and can be ended"() {
        given:
        def job = eval("cgroup('$name').spawn('while :; do :; done')")
        def time = { peer("cut -d' ' -f14,15 /proc/$job.pid/stat") }

        when:
        eval "cgroup('$name').frozen = true"
        while (peer("cut -d' ' -f3 /proc/$job.pid/stat") == 'R') { Thread.sleep(5) }
        def before = time()
        Thread.sleep(50)

        then:
        time() == before
        eval("cgroup('$name').kill()")
        job.wait(2.0) == 137
        changes("cgroup('$name').kill()") == []
    }

    def "all processes end, those that make others too"() {
        given:
        def job = eval("cgroup('$name') { pids 4000; spawn 'while :; do sleep 1000 & done' }")
        while (eval("cgroup('$name').pidsUsed") < 20) { Thread.sleep(5) }

        when:
        eval "cgroup('$name').kill()"

        then:
        eval("cgroup('$name').processes") == []
        job.wait(2.0) == 137
    }

    def "one that is in use is not deleted but for kill: true"() {
        given:
        def job = eval("cgroup('$name').spawn('sleep 100')")
        while (peer("cat /proc/$job.pid/comm") != 'sleep') { Thread.sleep(5) }

        when:
        eval "delete cgroup: '$name'"

        then:
        def e = thrown(NsxException)
        e.message == "cannot delete control group $name"
        e.reason() == "process $job.pid (sleep 100) is still in it"
        changes("cgroup('$name').delete(kill: true)") == ["end the processes of control group $name", "delete control group $name"]
        job.exitCode == 137
    }

    def "groups that a program made in it go with it"() {
        given:
        def path = eval("cgroup('$name').paths[0]")
        peer("mkdir -p $path/x/y")

        expect:
        changes("delete cgroup: '$name'").size() == 1
        peer("ls -d $path 2>&- || echo gone") == 'gone'
    }

    def "the operations' command lines have the same effect, and their inverses undo it"() {
        when:
        eval "cgroup('$name') { memory 64.MB; cpu 0.5; pids 7 }"
        def commands = operations*.command()
        def facts = { eval("cgroup('$name')").with { [memory, cpu, pids, paths] } }
        def ours = facts()
        operations.reverse().each { it.undo().get().each { o -> session.executor().run(o) } }

        then:
        !(name in eval('cgroup()*.name'))

        when:
        commands.each { peer it }

        then:
        facts() == ours

        when:
        operations.clear()
        eval "delete cgroup: '$name'"
        operations[0].undo().get().each { session.executor().run(it) }

        then:
        facts() == ours
    }

    def "a program's command line is that of cgexec(1)"() {
        when:
        eval "cgroup('$name') { exec 'true' }"

        then:
        operations.last().command() ==~ /cgexec -g [a-z,]+:nsx\/$name true/
    }

    def "what cannot be: #block"() {
        when:
        eval "cgroup('$name') { $block }"

        then:
        def e = thrown(NsxException)
        e.message == message
        e.reason() == reason

        where:
        block          | message                            | reason
        'memory(-1)'   | 'cgroup: memory cannot be -1'      | "memory is a size such as 64.MB, or 'max'"
        'memory 0'     | 'cgroup: memory cannot be 0'       | "memory is a size such as 64.MB, or 'max'"
        "memory '64M'" | 'cgroup: memory cannot be 64M'     | "memory is a size such as 64.MB, or 'max'"
        'pids 0'       | 'cgroup: pids cannot be 0'         | "pids is a number of processes and threads from 1 up, or 'max'"
        'pids 1.5'     | 'cgroup: pids cannot be 1.5'       | "pids is a number of processes and threads from 1 up, or 'max'"
        'cpu 0'        | 'cgroup: cpu cannot be 0'          | "cpu is a number of processors such as 0.5, from 0.01 up, a percentage of one, or 'max'"
        "cpus 'a'"     | 'cgroup: cpus cannot be a'         | "cpus is numbers of processors such as '0-1,3', 0 or 0..1"
        "cpus '1-0'"   | 'cgroup: cpus cannot be 1-0'       | "cpus is numbers of processors such as '0-1,3', 0 or 0..1"
        'weight 0'     | 'cgroup: weight cannot be 0'       | 'weight is a whole number from 1 to 10000; 100 is what every group has'
        'frozen 1'     | 'cgroup: frozen cannot be 1'       | 'frozen is true or false'
    }

    def "processors that are not there are the kernel's to refuse"() {
        when:
        eval "cgroup('$name') { cpus '4000' }"

        then:
        def e = thrown(NsxException)
        e.message == "cannot set cpus of $name to 4000"
        operations*.prose() == ["make control group $name", "delete control group $name"]
    }

    def "the innermost group is where programs are, and a null is a value"() {
        given:
        eval "cgroup('$name-in') { pids 9 }"
        expect:
        eval("cgroup('$name') { pids 50; cgroup('$name-in') { output 'grep pids: /proc/self/cgroup' } }").endsWith("/nsx/$name-in")
        eval("cgroup('$name') { pids 50; cgroup('$name-in').output 'grep pids: /proc/self/cgroup' }").endsWith("/nsx/$name-in")
        eval("cgroup('$name') { null }") == null
        cleanup:
        eval "delete cgroup: ['$name-in', '$name']"
    }

    def "invalid names and missing objects are errors"() {
        when:
        eval text

        then:
        def e = thrown(NsxException)
        e.message == message
        operations == []

        where:
        text                              | message
        "cgroup 'a/b'"                    | "'a/b' cannot be the name of a control group"
        "cgroup '..'"                     | "'..' cannot be the name of a control group"
        "cgroup ''"                       | "'' cannot be the name of a control group"
        "delete cgroup: 'no-such-group'"  | 'there is no control group no-such-group'
        "cgroup() { }"                    | 'cgroup needs a name before its block'
    }

    def "a machine without control groups"() {
        given:
        trees().reverse().each { peer "umount -l $it" }

        when:
        session.eval(new nsx.dsl.script.Source('test.nsx', "cgroup '$name'"))

        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.UNSUPPORTED
        e.message == 'there are no control groups on this machine'
    }

    def "a setting whose controller the machine lacks"() {
        given:
        peer "umount -l ${trees().find { it.endsWith('cpuset') } ?: '/nowhere'} 2>&- || true"
        org.junit.jupiter.api.Assumptions.assumeFalse(trees().any { peer("cat $it/cgroup.controllers 2>&- || true").contains('cpuset') })

        when:
        eval "cgroup('$name') { cpus 0 }"

        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.UNSUPPORTED
        e.message == "cannot set cpus of $name"
    }
}
