package nsx.dsl.verb.namespace

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.test.Root

class ContextSpec extends LiveSpec {
    def "here and host"() {
        expect:
        eval('here == host')
        eval('here.net.id') == peer('readlink /proc/self/ns/net')
        eval('host.ipc.id') == peer('readlink /proc/self/ns/ipc')
        eval("netns('a') { here.net == host.net }") == false
        eval("netns('a') { here.uts == host.uts }") == true
        eval("netns('a') { host { here == host } }") == true
        eval("netns('a') { host.output 'readlink /proc/self/ns/net' }") == peer('readlink /proc/self/ns/net')
        eval('here.facts().every { here[it] != null }')
    }

    def "enter without a block lasts until leave"() {
        expect:
        eval("enter netns('a')") == null
        eval('here.net.name') == 'a'
        eval("enter netns('b')\nhere.net.name") == 'b'
        eval('leave()\nhere.net.name') == 'a'
        eval('leave()\nhere == host')
        when:
        eval 'leave()'
        then:
        def e = thrown(NsxException)
        e.message == 'there is nothing to leave'
    }

    def "an enter in a block ends with the block"() {
        expect:
        eval("netns('a') { enter netns('b'); here.net.name }") == 'b'
        eval('here == host')
    }

    def "the namespaces of a process"() {
        given:
        eval "job = unshare('net', 'uts', 'ipc') { spawn 'sleep 100' }"
        def pid = eval('job.pid')
        expect:
        eval("enter(pid: $pid) { here.net.id }") == peer("readlink /proc/$pid/ns/net")
        eval("enter(pid: $pid) { output 'readlink /proc/self/ns/uts' }") == peer("readlink /proc/$pid/ns/uts")
        eval("enter(pid: $pid, only: ['uts']) { here.net == host.net && here.uts != host.uts }")
        eval("enter(pid: $pid)\nhere.ipc != host.ipc")
        eval("leave()\nhere == host")
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "several at once"() {
        given:
        eval "def inode(pid) { output('stat -L -c %i /proc/' + pid + '/ns/uts') as long }; job = unshare('uts') { spawn 'sleep 100' }; uts = ns(inode(job.pid))"
        expect:
        eval("enter(netns('a'), uts) { here.net.name == 'a' && here.uts == uts }")
        eval("enter netns('a'), uts\nhere.net.name == 'a' && here.uts == uts")
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "what enter does not take"() {
        when:
        eval text
        then:
        def e = thrown(NsxException)
        e.message == message
        where:
        text                                   | message
        'enter()'                              | 'enter takes either namespaces, pid:, or one container, pod, machine or unit'
        "enter(netns('a'), pid: 1)"            | 'enter takes either namespaces, pid:, or one container, pod, machine or unit'
        "enter(netns('a'), only: ['net'])"     | 'enter takes only: together with pid:, or with what others run'
        "enter 'a'"                            | 'enter takes namespaces'
        'enter(pid: 99999999)'                 | 'there is no process 99999999'
        "enter(pid: 1, only: ['nett'])"        | 'enter: only cannot be [nett]'
    }

    def "a process that nsx may not see needs a right, and has not just ended"() {
        given:
        def seen = Files.exists(Path.of('/proc/1/ns/net'))
        def hint = Root.isOfMachine() ? 'root may normally inspect every process' : 'this needs CAP_SYS_PTRACE'
        when:
        def failure = null
        try {
            // who sees the machine's first process has nothing to do in it
            eval(seen ? '1' : 'enter(pid: 1) { 1 }')
        } catch (NsxException e) {
            failure = e
        }
        then:
        seen || failure.exitCode() == ExitCode.NOT_PERMITTED && failure.hint().startsWith(hint)
    }

    def "fresh namespaces for a block"() {
        expect:
        eval("unshare('net', 'ipc') { here.net != host.net && here.ipc != host.ipc && here.uts == host.uts }")
        eval("unshare('net') { output 'ls /sys/class/net' }") == 'lo'
        eval("unshare('uts') { sh 'hostname inside'; output 'hostname' }") == 'inside'
        peer('hostname') != 'inside'
        eval('here == host')
    }

    def "every kind can be fresh"() {
        expect:
        eval("unshare('$kind') { output 'readlink /proc/self/ns/$kind' }") != peer("readlink /proc/self/ns/$kind")
        eval("unshare('$kind') { here." + kind + ".id == output('readlink /proc/self/ns/$kind') }")
        where:
        kind << ['net', 'ipc', 'uts', 'mnt', 'pid', 'time', 'cgroup', 'user']
    }

    def "a mount in a fresh mount namespace stays there"() {
        expect:
        eval("unshare('mnt') { sh 'mount -t tmpfs inside /run; touch /run/inside'; output 'ls /run' }") == 'inside'
        !peer('ls /run').contains('inside')
    }

    def "programs in a fresh pid namespace are its processes, and orphans leave no zombies"() {
        expect:
        eval("unshare('pid') { output 'echo \$\$' }") == '3'
        eval("unshare('pid') { [output('echo \$\$'), output('echo \$\$')] }") == ['3', '4']
        eval("unshare('pid', 'mnt') { sh 'mount -t proc proc /proc; (sleep 0.01 &)'; sh 'sleep 0.05'; output 'cat /proc/[0-9]*/stat 2>/dev/null; true' }").readLines()*.split()*.getAt(2).every { it != 'Z' }
    }

    def "all that a user namespace owns"() {
        expect:
        eval("unshare('user', 'net', 'uts') { here.net.owner == here.user && here.user != host.user }")
        eval("unshare('user', 'uts') { output 'id -u' }") == '0'
    }

    def "an unknown kind is an error with the nearest"() {
        when:
        eval "unshare('nett') { 1 }"
        then:
        def e = thrown(NsxException)
        e.message == 'unshare: kind cannot be nett'
        e.hint() == "did you mean 'net'?"
    }

    def "unshare needs a block"() {
        when:
        eval "unshare 'net'"
        then:
        thrown(NsxException)
    }
}
