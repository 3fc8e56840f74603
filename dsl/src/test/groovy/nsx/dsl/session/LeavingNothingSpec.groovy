package nsx.dsl.session

import nsx.dsl.LiveSpec
import nsx.ns.NamespaceKind
import spock.lang.Unroll

/** A thousand visits: descriptors, threads and processes are counted by the specs' own namespaces, mounts and files here. */
class LeavingNothingSpec extends LiveSpec {
    private static final int VISITS = 1000

    private static Map<String, Integer> held() {
        [
            descriptors: new File('/proc/self/fd').list().length,
            // the virtual machine and the JDK start and end others as they like
            threads    : Thread.allStackTraces.keySet().count { it.name.startsWith('nsx-') },
            children   : ProcessHandle.current().children().count() as int,
        ]
    }

    @Unroll
    def 'a thousand times into a #kind namespace and back'() {
        given:
        def files = peer('find /run; cat /proc/thread-self/mountinfo')
        eval("x = ${kind}ns 'x'\nx { output 'true' }")
        def before = held()

        when:
        eval("${VISITS}.times { x { $action } }")

        then:
        held() == before

        when:
        eval("delete ${kind}ns: 'x'")

        then:
        peer('find /run; cat /proc/thread-self/mountinfo') == files

        where:
        kind << NamespaceKind.values()*.file()
        // programs are what a pid, user or time namespace takes
        action = kind in ['pid', 'user', 'time'] ? "exec '/bin/true'" : (kind == 'net' ? 'links()' : "sysctl 'kernel.hostname'")
    }

    def 'a hundred fresh sets of all kinds'() {
        given:
        eval("unshare('net', 'ipc', 'uts', 'mnt', 'pid', 'time', 'cgroup') { exec '/bin/true' }")
        def before = held()

        when:
        eval("100.times { unshare('net', 'ipc', 'uts', 'mnt', 'pid', 'time', 'cgroup') { exec '/bin/true' } }")

        then:
        held() == before
    }
}
