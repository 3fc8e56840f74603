package nsx.dsl.verb.namespace

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.ns.NamespaceKind
import nsx.test.Needs

class AttachSpec extends LiveSpec {
    def "the network namespace of a process gets a name, as ip gives it, and a repetition changes nothing"() {
        given:
        eval "job = unshare('net') { spawn 'sleep 100' }"
        def pid = eval('job.pid')
        expect:
        changes("netns 'a', pid: job.pid").size() == 1
        operations[0].command() == "ip netns attach a $pid"
        eval("netns('a').inode") == peer("stat -L -c %i /proc/$pid/ns/net") as long
        peer('ip netns exec a readlink /proc/self/ns/net') == peer("readlink /proc/$pid/ns/net")
        changes("netns 'a', pid: job.pid") == []
        changes("netns 'a', path: '/proc/$pid/ns/net'") == []
        eval("netns('a', pid: job.pid) { here.net.name }") == 'a'
        operations == []
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "what was attached is taken back, and its command line does the same"() {
        given:
        eval "job = unshare('net') { spawn 'sleep 100' }"
        when:
        changes("netns 'a', pid: job.pid")
        def command = operations[0].command()
        operations[0].undo().get().each { session.change([it]) }
        then:
        eval('netns()*.name') == []
        peer("$command; ip netns") == 'a'
        changes("netns 'a', pid: job.pid") == []
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "a name that another namespace has is an error, and stays its own"() {
        given:
        eval "a = netns('a'); job = unshare('net') { spawn 'sleep 100' }"
        when:
        eval "netns 'a', pid: job.pid"
        then:
        def e = thrown(NsxException)
        e.message == 'a is the name of another network namespace'
        e.hint() == "delete netns: 'a' frees the name"
        eval("netns('a') == a")
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "a #word namespace gets a name, keeps it beside others, and loses it"() {
        given:
        assumePossible(kind)
        eval "job = unshare('$kind') { spawn 'sleep 100' }"
        when:
        eval "$word 'one', pid: job.pid; $word 'two', path: '/proc/' + job.pid + '/ns/$kind'"
        then:
        eval("$word('one') == $word(pid: job.pid)")
        changes("$word 'two', pid: job.pid") == []
        eval("$word('two').names") == ['one', 'two']
        eval("delete $word: 'one'") == null
        eval("$word()*.name") == ['two']
        eval("$word('two') { 1 }") == 1
        cleanup:
        eval('job.kill(9).wait()')
        where:
        // one of pids needs its process 1, which ends with the block that made it
        kind << NamespaceKind.values()*.file() - ['user', 'pid']
        word = kind + 'ns'
    }

    def "a program in a control group too is in its namespaces when its number is told"() {
        given:
        assumePossible('cgroup')
        expect:
        eval("""cgroup('nsx-attach') {
            (1..10).collect {
                unshare('mnt', 'uts') {
                    def job = spawn 'sleep 100'
                    def there = [mntns(pid: job.pid) == here.mnt, utsns(pid: job.pid) == here.uts]
                    job.kill(9).wait()
                    there
                }
            }.unique()
        }""") == [[true, true]]
        cleanup:
        eval "delete cgroup: 'nsx-attach'"
    }

    def "process 1 of a pid namespace outlives the loss of one of two names"() {
        given:
        eval "pidns 'p'; pidns 'q', path: '/run/nsx/ns/pid/p'"
        when:
        eval "delete pidns: 'q'"
        then:
        eval("pidns('p').output 'echo alive'") == 'alive'
        cleanup:
        eval "delete pidns: 'p'"
    }

    def "a mount namespace has no name in itself"() {
        when:
        eval "mntns 'own', path: '/proc/self/ns/mnt'"
        then:
        def e = thrown(NsxException)
        e.message.startsWith('cannot name mount namespace mnt:[')
        e.reason() == 'the file of a mount namespace can be mounted only in an older one: Invalid argument (EINVAL)'
        eval('mntns()*.name') == []
    }

    def "what makes no sense says so: #text"() {
        when:
        eval text
        then:
        def e = thrown(NsxException)
        e.message == message
        eval('netns()*.name') == []
        where:
        text                                      | message
        "netns 'a', pid: 99999999"                | 'there is no process 99999999'
        "netns 'a', path: '/proc/self/ns/uts'"    | '/proc/self/ns/uts is the wrong kind of namespace'
        "netns 'a', path: '/proc/version'"        | '/proc/version is not a namespace'
        "netns 'a', pid: 1, path: '/x'"           | 'netns takes one of pid:, path: and what others run, alone or with a new name'
        "netns host.net, path: '/x'"              | 'netns takes one of pid:, path: and what others run, alone or with a new name'
        "userns 'a', path: '/x', uid: 7"          | 'userns takes uid: or path:, not both'
        "netns 'a b', path: '/proc/self/ns/net'"  | "'a b' cannot be the name of a network namespace"
    }

    def "another name in the place of the first"() {
        given:
        Needs.programs('ip')
        eval "a = netns('a'); b = netns('b')"
        when:
        eval "a.rename 'c'"
        then:
        peer('ip netns | sort | tr "\\n" " "') == 'b c'
        eval('[a.name, a.path, a.links()*.name]') == ['c', '/run/netns/c', ['lo']]
        changes("a.rename 'c'") == []
        operations == []
        when: "it is taken back"
        changes("a.rename 'd'")
        def command = operations[0].command()
        operations[0].undo().get().each { session.change([it]) }
        then:
        eval('netns()*.name') == ['b', 'c']
        peer("$command; ip netns | sort | tr '\\n' ' '") == 'b d'
        when: "another has the name"
        eval "netns('d').rename 'b'"
        then:
        def e = thrown(NsxException)
        e.message == 'b is the name of another network namespace'
        eval("netns('b') == b")
    }

    def "a block that is in a namespace stays in it when that is renamed"() {
        expect:
        eval("netns('a') { here.net.rename 'b'; [links()*.name, netns()*.name] }") == [['lo'], ['b']]
    }

    def "a #word namespace is renamed"() {
        given:
        assumePossible(kind)
        eval "x = $word('one')"
        expect:
        eval("x.rename('two') == x")
        eval("$word()*.name") == ['two']
        eval("$word('two') { 1 }") == 1
        cleanup:
        eval 'x.delete()'
        where:
        kind << NamespaceKind.values()*.file()
        word = kind + 'ns'
    }

    def "a plan knows both, and changes nothing"() {
        given:
        eval "job = unshare('net') { spawn 'sleep 100' }"
        when:
        def plan = eval '''plan {
            netns 'a', pid: job.pid
            netns('a').lo.up()
            netns('a').rename 'b'
            netns('b').lo.down()
        }'''
        then:
        plan*.does*.replaceAll('net:.\\d+.', 'N') == [
            'name network namespace N a', 'set lo up', 'rename network namespace a to b', 'set lo down']
        plan*.command[1, 3] == ['ip -n a link set lo up', 'ip -n b link set lo down']
        eval('netns()*.name') == []
        cleanup:
        eval('job.kill(9).wait()')
    }
}
