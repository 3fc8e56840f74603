package nsx.dsl.verb.process

import nsx.dsl.LiveSpec

class PsSpec extends LiveSpec {
    def "the host's processes, as ps(1) shows them"() {
        given:
        eval "job = spawn 'sleep 100'"
        while (peer("cat /proc/${eval('job.pid')}/comm") != 'sleep') { Thread.sleep(5) }

        when:
        def row = eval("ps().find { it.pid == job.pid }")

        then:
        "$row.pid $row.ppid $row.user $row.state $row.command" as String == peer("ps -o pid=,ppid=,user=,state=,args= -p $row.pid").replaceAll(' +', ' ')
        row.hostPid == row.pid
        row.namespaces == []
        eval("ps(name: 'sleep', user: 'root')*.pid").contains(row.pid)
        eval("ps(user: 'nosuchuser')") == []

        cleanup:
        eval 'job.kill(9).wait()'
    }

    def "a pid namespace: both numbers, and only what is in it or below"() {
        when:
        def rows = eval """
            unshare('pid') {
                def job = spawn 'sleep 101'
                unshare('pid', 'net') {
                    def inner = spawn 'sleep 102'
                    while (ps(name: 'sleep').size() < 1) { sleep 5 }
                    below = ps(name: 'sleep')
                    inside = ps()
                    innerPid = inner.pid
                    inner.kill(9).wait()
                }
                def all = ps(name: 'sleep')
                job.kill(9).wait()
                [job.pid, all]
            }"""
        def (hostPid, all) = rows

        then:
        all*.command == ['sleep 101']
        all[0].hostPid == hostPid
        all[0].pid < 10
        all[0].ppid == 0
        all[0].namespaces.contains('pid')
        eval('below*.command') == ['sleep 102']
        eval('below[0].hostPid') == eval('innerPid')
        eval('below[0].namespaces').containsAll(['pid', 'net'])
        eval('inside[0].pid') == 1
    }

    def "an outer pid namespace shows those of an inner one by its own numbers"() {
        expect:
        eval("""
            unshare('pid') {
                def job = spawn "unshare --pid --fork --kill-child sleep 103"
                while (ps(name: 'sleep').size() < 1) { sleep 5 }
                def row = ps(name: 'sleep')[0]
                def parent = ps(name: 'unshare')[0]
                def known = output('ps -C sleep -o pid=,ppid=').split() as List
                job.kill(9).wait()
                [row.pid as String, row.ppid as String] == known && row.ppid == parent.pid && row.pid != row.hostPid
            }""")
    }

    def "processes that come and go are no trouble"() {
        given:
        eval "job = spawn 'while true; do /bin/true; done'"

        expect:
        (1..20).every { eval("ps()").size() > 1 }

        cleanup:
        eval 'job.kill(9).wait()'
    }

    def "a tree, and what a process may do and use, as the kernel says it"() {
        given:
        eval "job = spawn 'sleep 100'"

        when:
        def rows = eval "await { ps(name: 'sleep', pid: job.pid) }; ps(tree: true)"
        def mine = rows.find { it.pid == eval('job.pid') }
        def parent = rows.find { it.pid == mine.ppid }

        then:
        mine.depth == parent.depth + 1
        mine.tree == '  ' * mine.depth + 'sleep 100'
        rows.indexOf(parent) < rows.indexOf(mine)
        rows.size() == rows*.pid.unique().size()
        mine.limits['open files'] == peer("grep 'open files' /proc/$mine.pid/limits").split(/ {2,}/)[1, 2]
        mine.capabilities.contains('net_admin')
        mine.bounding.containsAll(mine.capabilities)
        mine.noNewPrivileges == (peer("grep NoNewPrivs /proc/$mine.pid/status") =~ /1$/).find()
        mine.seccomp in ['disabled', 'filter']

        cleanup:
        eval 'job.kill(9).wait()'
    }
}
