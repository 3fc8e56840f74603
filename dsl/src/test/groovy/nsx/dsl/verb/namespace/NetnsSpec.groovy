package nsx.dsl.verb.namespace

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

class NetnsSpec extends LiveSpec {
    def "ip and nsx see each other's"() {
        when:
        peer 'ip netns add theirs'
        eval "netns 'ours'"
        then:
        peer('ip netns | sort | tr "\\n" " "') == 'ours theirs'
        eval('netns()*.name') == ['ours', 'theirs']
        changes("netns 'theirs'") == []
        eval("netns('theirs').inode") == peer('stat -c %i /run/netns/theirs') as long
    }

    def "without arguments it is a table"() {
        when:
        eval "netns 'b'; netns 'a'\nnetns()"
        then:
        answers.last().shown() == ['name', 'inode', 'path']
        answers.last()*.path == ['/run/netns/a', '/run/netns/b']
    }

    def "a pattern runs the block in each, and its value maps names to values"() {
        when:
        eval "netns 'lab-2'; netns 'lab-1'; netns 'other'"
        then:
        eval("netns('lab-*') { here.net.name + '!' }") == ['lab-1': 'lab-1!', 'lab-2': 'lab-2!']
        eval("netns('lab-?')*.name") == ['lab-1', 'lab-2']
        eval("netns('none-*') { 1 }") == [:]
        changes("netns('lab-*')") == []
    }

    def "the block runs in all namespaces, and then the failures are reported together"() {
        when:
        eval "netns 'lab-1'; netns 'lab-2'; netns 'lab-3'"
        eval 'seen = []'
        eval "netns('lab-*') { seen << here.net.name; if (here.net.name != 'lab-2') sh 'exit 3' }"
        then:
        def e = thrown(NsxException)
        e.message == 'failed in 2 of 3 network namespaces'
        e.reason() == 'lab-1: exit 3 exited with 3; lab-3: exit 3 exited with 3'
        eval('seen') == ['lab-1', 'lab-2', 'lab-3']
        eval('here == host')
    }

    def "that of a process and that of a file"() {
        given:
        eval "a = netns('a'); job = netns('a') { spawn 'sleep 100' }"
        expect:
        eval('netns(pid: job.pid) == a')
        eval("netns(path: '/proc/' + job.pid + '/ns/net') == a")
        eval("netns(path: '/run/netns/a').name") == 'a'
        eval("netns(pid: job.pid) { here.net == a }")
        eval('ns(a.inode) == a')
        eval('ns(a.inode).kind') == 'net'
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "an anonymous one is found by its inode"() {
        given:
        eval "job = unshare('net', 'uts') { spawn 'sleep 100' }"
        def inode = peer("stat -L -c %i /proc/${eval('job.pid')}/ns/uts")
        expect:
        eval("ns($inode).kind") == 'uts'
        eval("ns($inode).name") == null
        eval("ns($inode).processes*.pid") == [eval('job.pid')]
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "the facts"() {
        given:
        eval "a = netns('a'); job = netns('a') { spawn 'sleep', '100' }"
        peer 'touch /run/netns/b; mount --bind /run/netns/a /run/netns/b'
        def pid = eval('job.pid')
        expect:
        eval('a.id') == peer('ip netns exec a readlink /proc/self/ns/net')
        eval('a.names') == ['a', 'b']
        eval('a.owner.id') == peer('readlink /proc/self/ns/user')
        eval('a.owner == host.user')
        eval('a.parent') == null
        eval('a.uid') == null
        eval('host.user.uid') == 0
        eval('a.processes*.pid') == [pid]
        eval('a.processes*.command') == ['sleep 100']
        eval('a.heldBy') == ['mount on /run/netns/a', 'mount on /run/netns/b', "process $pid (sleep 100)"]*.toString()
        eval("a == netns('a')")
        eval("a != netns('c')")
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "the parent of a pid namespace"() {
        expect:
        eval("unshare('pid') { here.pid.parent } == host.pid")
    }

    def "names that cannot be"() {
        when:
        eval "netns(name)".replace('name', "'$name'")
        then:
        def e = thrown(NsxException)
        e.message == "'$name' cannot be the name of a network namespace"
        e.reason() == reason
        e.culprit() == name
        peer('ls /run/netns 2>/dev/null | wc -l') == '0'
        where:
        name      | reason
        ''        | 'it is empty'
        '.'       | 'it is a directory'
        '..'      | 'it is a directory'
        'a/b'     | "it holds '/'"
        '../x'    | "it holds '/'"
        'a b'     | 'it holds white space'
        'x' * 256 | 'it has 256 bytes; at most 255 fit'
    }

    def "a regular expression is no name"() {
        when:
        eval 'netns(~/lab-.*/) { links() }'
        then:
        def e = thrown(NsxException)
        e.message == 'netns takes a name or a pattern of a shell, no regular expression'
        e.hint() == "such as: netns('lab-*') { … }"
        peer('ls /run/netns 2>/dev/null | wc -l') == '0'
    }

    def "a method with a typing error is known by its name: #word"() {
        when:
        eval "netns 'a'; netns('a').$word"
        then:
        def e = thrown(NsxException)
        e.hint() == hint
        where:
        word         | hint
        "renam('b')" | "did you mean 'rename'?"
        'delet()'    | "did you mean 'delete'?"
    }

    def "the longest name"() {
        expect:
        eval("netns '${'x' * 255}'; netns()*.name[0]").size() == 255
    }

    def "a stale file is an error on entry and can be deleted"() {
        given:
        peer 'ip netns add a; touch /run/netns/stale'
        when:
        eval "netns('stale') { 1 }"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot enter network namespace stale'
        e.hint() == "delete netns: 'stale' removes it"
        eval('netns()*.name') == ['a']
        notices.size() == 1
        eval("delete netns: 'stale'") == null
        peer('ip netns') == 'a'
    }

    def "a missing object is an error"() {
        when:
        eval text
        then:
        def e = thrown(NsxException)
        e.message == message
        where:
        text                               | message
        'netns(pid: 99999999)'             | 'there is no process 99999999'
        'netns(pid: 0)'                    | 'netns: pid cannot be 0'
        "netns(path: '/nowhere')"          | 'there is no namespace at /nowhere'
        "netns(path: '/etc/passwd')"       | '/etc/passwd is not a namespace'
        "netns(path: '/proc/self/ns/uts')" | '/proc/self/ns/uts is the wrong kind of namespace'
        'ns(12345)'                        | 'there is no namespace 12345'
        "ns('a')"                          | 'ns: inode cannot be a'
        "netns('a', pid: 99999999)"        | 'there is no process 99999999'
    }

    /** The threads that are in other namespaces, or were. */
    static Set<Thread> visits() {
        Thread.getAllStackTraces().keySet().findAll { it.name == 'nsx-visit' }
    }

    def "a loop makes them on one thread more, which ends with its line"() {
        given:
        def before = visits()
        session.binding().setVariable('visits', { visits() })

        expect:
        eval('def begun = visits(); (1..6).collect { netns "n$it"; (visits() - begun).size() }') == [0, 0, 1, 1, 1, 1]
        visits() - before == [] as Set
        peer('ip netns').readLines().size() == 6
    }

    def "what a line sets holds for the next namespace that it makes, and for all that follow"() {
        when: 'a setting of the namespace in which they are made'
        def buckets = eval("""(1..8).collect {
            if (it == 5) {
                sysctl 'net.ipv4.tcp_child_ehash_entries', 128
            }
            netns("n\$it") { sysctl('net.ipv4.tcp_ehash_entries') as int }
        }""")

        then: 'a negative number is that of the table that all share'
        buckets.take(4).every { it < 0 }
        buckets.drop(4) == [128] * 4
    }
}
