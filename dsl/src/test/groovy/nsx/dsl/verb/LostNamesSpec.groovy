package nsx.dsl.verb

import nsx.dsl.LiveSpec
import nsx.ns.NamespaceKind

/** What was entered stays entered when somebody else takes its name away. */
class LostNamesSpec extends LiveSpec {
    static void unname(String kind, String name) {
        def path = kind == 'net' ? "/run/netns/$name" : "/run/nsx/ns/$kind/$name"
        // a descriptor of a mount namespace and of those that no thread can enter is one of the mount
        peer("umount ${kind in ['mnt', 'user', 'time'] ? '-l' : ''} $path && rm $path")
    }

    def "lines continue in a namespace of kind #kind whose name somebody deletes, with one notice"() {
        given:
        eval("x = ${kind}ns('a'); id = x.id; enter x")
        unname(kind, 'a')

        expect:
        eval('here.' + kind + '.id') == eval('id')
        notices == ["the ${NamespaceKind.valueOf(kind.toUpperCase()).title()} namespace a has lost its name; lines still run in it until leave()"]
        eval("output 'readlink /proc/self/ns/$kind'") == eval('id')
        notices.size() == 1

        and:
        eval('leave(); here == host')

        cleanup:
        eval('gc()')

        where:
        kind << ['net', 'ipc', 'uts', 'mnt', 'user', 'cgroup', 'time', 'pid']
    }

    def "words act in a network namespace that ip(8) has deleted"() {
        given:
        eval("enter netns('a')")
        peer('ip netns del a')

        expect:
        eval("veth('x', 'y'); links()*.name") ==~ ['lo', 'x', 'y']
        eval("leave(); links()*.name") == ['lo']
    }

    def "a container that somebody takes apart is left as it was entered"() {
        given:
        eval("container('c') { net(); uts(); hostname 'inside' }; enter container('c')")
        ['net', 'uts'].each {
            unname(it, 'c')
            peer("umount /run/nsx/container/c/$it && rm /run/nsx/container/c/$it")
        }

        expect:
        eval("hostname() as String") == 'inside'
        eval("output 'hostname'") == 'inside'
        notices.size() == 2
        eval('leave(); here == host')

        cleanup:
        eval("gc(); container().each { it.delete() }")
    }

    def "a process that has ended is left"() {
        given:
        eval("job = unshare('net', 'uts') { hostname 'inside'; spawn 'sleep 100' }; enter(pid: job.pid, only: ['net', 'uts']); job.kill(9).wait()")

        expect:
        eval("output 'hostname'") == 'inside'
        eval('leave(); here == host')
        notices == []
    }

    def "nothing is held after leave"() {
        given:
        def open = { new File('/proc/self/fd').list().size() }
        eval("netns('a'); enter netns('a'); leave(); 1")
        def before = open()

        expect:
        eval("5.times { enter netns('a'); links(); leave() }; 1") == 1
        open() <= before
    }
}
