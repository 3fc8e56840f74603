package nsx.dsl.verb.namespace

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.ns.NamespaceKind
import spock.lang.Unroll

class ContainerSpec extends LiveSpec {
    /** The kinds in which a program inside and the test itself differ, read by readlink on both sides. */
    private List<String> differing() {
        NamespaceKind.values()*.file().findAll {
            eval("container('web').output 'readlink /proc/self/ns/$it'") != peer("readlink /proc/self/ns/$it")
        }
    }

    def "a program is run once, with variables too"() {
        expect:
        eval("2.times { container('c') { pid(); run 'sleep 1000', env: [MINE: 'x y'] } }; container('c').commands") == ['sleep 1000']
        eval("new File(\"/proc/\${container('c').processes[0].pid}/environ\").text").contains('MINE=x y\0')

        cleanup:
        eval("container('c').delete(kill: true)")
    }

    @Unroll
    def "a program is run once, whatever its command line has become: #command in #kinds"() {
        given:
        peer "printf '#!/bin/sh\nexec 3>&1\nsleep 1000\n:\n' > /run/start.sh; chmod 755 /run/start.sh"
        def text = "container('c') { $kinds; run '$command' }"
        eval text
        def pids = eval("container('c').processes*.pid")

        expect:
        pids.size() >= 1
        5.times { assert changes(text) == [] }
        eval("container('c').processes*.pid").containsAll(pids)
        eval("jobs().size()") == 1

        when: 'it has ended'
        eval("jobs()[-1].kill('KILL').wait(); container('c').kill()")

        then: 'it is started again'
        changes(text).size() == 1

        cleanup: 'what a script has started is in its group'
        eval("jobs().each { it.kill('KILL') }; container('c').delete(kill: true)")
        peer('ls -d /run/nsx 2>&- || true') == ''

        where:
        [command, kinds] << [
            ['sleep "1000"', '/run/start.sh', 'cd /; exec sleep 1000', 'sleep 1000 >/dev/null', 'exec sleep 1000'],
            ['pid()', '', 'user(); pid()', 'net(); mnt()']
        ].combinations()
    }

    def "a program is run once by several threads at once"() {
        when:
        eval """container('c') { pid() }
            (1..6).collect { Thread.start { container('c') { run 'sleep 1000' } } }*.join()"""

        then:
        eval("container('c').commands") == ['sleep 1000']
        eval('jobs().size()') == 1

        cleanup:
        eval("container('c').delete(kill: true)")
    }

    def "programs of a container without namespaces of its own are its own too"() {
        when:
        eval("container('c') { run 'sleep 1000' }; delete container: 'c'")

        then:
        NsxException e = thrown()
        e.reason().contains('sleep 1000')
        eval("container('c').commands") == ['sleep 1000']

        when:
        def job = eval("job = jobs()[0]")
        eval("delete container: 'c', kill: true")

        then:
        job.wait(10) == 137
        eval('container()') == []
    }

    def "kill ends what its program started too: #parts"() {
        given:
        peer 'rm -f /run/pids; mkfifo /run/ready'
        eval "netns 'shared'"
        eval """container('c') {
            $parts
            run 'sleep 7770 & (sleep 7771 & sh -c "sleep 7772 & echo >/run/ready; wait") & wait'
        }"""
        peer 'read line </run/ready'

        when:
        eval("container('c').kill()")

        then:
        eval("container('c').commands") == []
        !peer('ps -e -o args').contains('sleep 777')
        notices == []

        cleanup:
        eval("delete container: 'c', kill: true; jobs().each { it.kill('KILL') }; delete netns: 'shared'")

        where:
        parts << ["net netns('shared')", '', 'uts()', 'pid()', "net netns('shared'); pid()"]
    }

    def "kill says what it cannot tell to be the container's own"() {
        given:
        peer 'mkfifo /run/ready'
        eval "netns 'shared'"
        eval """container('c') {
            net netns('shared')
            run '(setsid sleep 1000 & echo >/run/ready)'
        }"""
        peer 'read line </run/ready'
        eval 'jobs()[0].wait()'

        when:
        eval("container('c').kill()")

        then:
        notices.size() == 1
        notices[0].contains('(sleep 1000) is still in the namespaces that container c shares')
        eval("netns('shared').processes*.command") == ['sleep 1000']

        cleanup:
        peer 'ip netns pids shared | xargs -r kill -9'
        eval("delete container: 'c'; delete netns: 'shared'")
    }

    @Unroll
    def 'inside and outside differ in exactly what was named: #kinds'() {
        when:
        eval("container('web') { ${kinds.collect { "$it()" }.join('; ')} }")

        then:
        differing().sort() == expected
        eval("container('web').isolated.sort()") == expected

        cleanup:
        eval("delete container: 'web'")

        where:
        kinds                                            || expected
        []                                               || []
        ['ipc']                                          || ['ipc']
        ['net', 'uts']                                   || ['net', 'uts']
        ['pid', 'mnt']                                   || ['mnt', 'pid']
        ['cgroupns', 'time']                             || ['cgroup', 'time']
        ['user', 'net', 'ipc', 'pid', 'uts']             || ['ipc', 'net', 'pid', 'user', 'uts']
        ['net', 'ipc', 'uts', 'mnt', 'pid', 'cgroupns', 'time'] ||
                ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'uts']
    }

    def 'said twice it changes nothing'() {
        given:
        def text = "netns 'a'\ncontainer('web') { net netns('a'); ipc(); pid(); mnt() }"

        expect:
        changes(text).contains('make container web')
        changes(text) == []

        cleanup:
        eval("delete container: 'web'\ndelete netns: 'a'")
    }

    def 'it takes namespaces that are given, and leaves them when it goes'() {
        when:
        eval("netns 'a'\nipcns 'b'\ncontainer('web') { net netns('a'); ipc 'b'; uts() }")

        then:
        eval("container('web').net == netns('a')")
        eval("container('web').ipc == ipcns('b')")

        when:
        eval("delete container: 'web'")

        then:
        eval('netns()*.name') == ['a']
        eval('ipcns()*.name') == ['b']
        eval('utsns()*.name') == []
        peer('find /run/nsx -name container') == ''
    }

    def 'lines of the block run in what was chosen before them'() {
        when:
        eval("container('web') { seen = output('readlink /proc/self/ns/ipc'); ipc(); then = output('readlink /proc/self/ns/ipc') }")

        then:
        eval('seen') == peer('readlink /proc/self/ns/ipc')
        eval('then') == eval("container('web').ipc.id")

        cleanup:
        eval("delete container: 'web'")
    }

    def 'its program runs once, in the background, until it is killed'() {
        given:
        def text = "container('web') { pid(); run 'sleep 100' }"

        when:
        eval(text)

        then:
        changes(text) == []
        eval("container('web').commands") == ['sleep 100']
        eval("container('web').processes*.pid == [jobs()[0].pid]")

        when:
        eval("delete container: 'web'")

        then:
        NsxException e = thrown()
        e.reason().contains('sleep 100')
        eval("delete container: 'web', kill: true") == null
        eval('container()') == []
    }

    @Unroll
    def 'a container that cannot be made as a whole is not made: #block'() {
        given:
        def before = peer('find /run | sort')

        when:
        eval("container('web') { $block }")

        then:
        NsxException e = thrown()
        e.message.contains(said)
        peer('find /run | sort') == before
        eval('container()') == []

        where:
        block                       || said
        "ipc(); pid(); nosuch 'x'"  || "nothing here is called 'nosuch'"
        "net(); user()"             || 'user() must come first'
        "net here.ipc"              || 'net of a container cannot be'
        "pid(); sh 'exit 3'"        || 'exited with 3'
    }

    def 'what is not there is an error'() {
        when:
        eval(line)

        then:
        thrown(NsxException)

        where:
        line << ["container('nobody')", "delete container: 'nobody'", "container('a/b') { }"]
    }
}
