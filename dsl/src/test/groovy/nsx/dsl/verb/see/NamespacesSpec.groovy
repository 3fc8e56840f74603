package nsx.dsl.verb.see

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

class NamespacesSpec extends LiveSpec {
    def "a named one that nobody is in, and one that has no name"() {
        given:
        eval "a = netns 'a'; job = unshare('net', 'uts') { spawn 'sleep 100' }"

        when:
        def named = eval("namespaces('net').find { it.inode == a.inode }")
        def lone = eval("namespaces('net').find { it.pid == job.pid }")

        then:
        named.names == ['a']
        named.processes == 0
        named.pid == null
        named.keptBy == ['mount']
        named.heldBy == ['mount on /run/netns/a']
        named.namespace == eval('a')
        lone.kind == 'net'
        lone.names == []
        lone.processes == 1
        lone.keptBy == ['process']
        lone.heldBy == ["process ${eval('job.pid')} (sleep 100)".toString()]
        lone.namespace.links()*.name == ['lo']
        eval("namespaces('uts').find { it.pid == job.pid }.kind") == 'uts'

        cleanup:
        eval 'job.kill(9).wait()'
    }

    def "what keeps a namespace alive, as words and as a table"() {
        given:
        eval "a = netns 'a'; job = spawn 'sleep 100 7</run/netns/a'"
        def pid = eval('job.pid')
        while (peer("cat /proc/$pid/comm") != 'sleep') { Thread.sleep(5) }

        expect:
        eval('a.heldBy') == ['mount on /run/netns/a', "fd 7 of process $pid (sleep 100)"]*.toString()
        eval('a.holders').collect { [it.how, it.pid, it.fd, it.path] } == [['mount', null, null, '/run/netns/a'], ['fd', pid, 7, null]]

        when: "its name is gone, the open file still keeps it"
        eval "inode = a.inode; a.delete()"

        then:
        eval('ns(inode).heldBy') == ["fd 7 of process $pid (sleep 100)".toString()]
        eval("namespaces('net').find { it.inode == inode }.names") == []

        cleanup:
        eval 'job.kill(9).wait()'
    }

    def "who owns it"() {
        given:
        def process = new ProcessBuilder('unshare', '-Urn', 'sh', '-c', 'echo ready; read x').start()
        process.inputReader().readLine()

        when:
        def row = eval("namespaces('net').find { it.pid == ${process.pid()} }")
        def user = eval("namespaces('user').find { it.pid == ${process.pid()} }")

        then:
        row.user == 'root'
        row.ownedBy == user.id
        row.owner == 'root in ' + user.id
        row.namespace.owner == user.namespace
        user.namespace.parent == user.namespace.owner
        user.parent == user.ownedBy
        "owner of $row.id".toString() in user.heldBy

        cleanup: 'what is not closed here is closed some time after the end'
        [process.outputStream, process.inputStream, process.errorStream]*.close()
        process.waitFor()
    }

    def "all eight kinds, each once and in order"() {
        when:
        def rows = eval('namespaces()')

        then:
        rows*.kind.unique(false) == eval("namespaces('net', 'ipc', 'uts', 'time', 'mnt', 'pid', 'user', 'cgroup')*.kind").unique(false)
        rows*.inode.unique(false).size() == rows.size()
        eval("namespaces('network')*.kind").unique() == ['net']
        rows.every { it.heldBy || it.kind }
    }

    def "an unknown word is not a kind"() {
        when:
        eval "namespaces('nte')"

        then:
        def e = thrown(NsxException)
        e.message == 'namespaces: kind cannot be nte'
    }
}
