package nsx.dsl.op

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.ns.NamespaceKind
import nsx.process.Program

class InPidNamespaceSpec extends LiveSpec {
    def "a /proc as kernels before 6.18 have it mounted"() {
        given:
        eval "pidns 'p'"
        def pid = eval("pidns('p')").context().get(NamespaceKind.PID).get()
        peer 'mkdir /run/proc'

        when:
        InPidNamespace.run(pid, Program.of('mount', '-t', 'proc', 'proc', '/run/proc'))

        then:
        peer('readlink /run/proc/1/ns/pid') == "pid:[${pid.id().inode()}]"

        when:
        InPidNamespace.run(pid, Program.of('sh', '-c', 'mount -t proc proc /run/none 2>/dev/null'))

        then:
        def e = thrown(NsxException)
        e.reason().contains('exited with 32')

        cleanup:
        eval "delete pidns: 'p'"
    }
}
