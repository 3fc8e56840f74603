package nsx.dsl.verb.process

import nsx.dsl.LiveSpec

/** /proc as programs in other pid namespaces see it. */
class ProcViewSpec extends LiveSpec {
    static final String PROCESSES = "output 'cd /proc; echo [0-9]*'"
    static final String SELF = "output 'readlink /proc/self; echo \$\$'"

    def "#kinds: /proc is that of the pid namespace"() {
        when:
        def seen = eval("unshare($kinds) { $PROCESSES }").split(' ').toList()

        then:
        seen[0] == '1'
        seen.size() < 5
        eval("unshare($kinds) { $SELF }").split('\n').toList().with { it[0].isInteger() && it[0] as int < 20 }
        notices == []

        where:
        kinds << ["'pid'", "'pid', 'mnt'", "'pid', 'net'", "'pid', 'mnt', 'net'", "'pid', 'ipc', 'uts', 'cgroup'",
            "'pid', 'time'", "'pid', 'mnt', 'time'", "'pid', 'user', 'mnt'", "'pid', 'user'"]
    }

    def "ps(1) shows the processes of the namespace"() {
        expect:
        eval("unshare('pid') { output 'ps -e -o comm= | sort | uniq' }").split('\n').toList().contains('ps')
        !eval("unshare('pid') { output 'ps -e -o comm=' }").contains('java')
    }

    def "nsx's own view and that of others stay as they are"() {
        when:
        def before = peer('cat /proc/self/mountinfo')
        eval "unshare('pid', 'mnt') { sh 'true' }; unshare('pid') { sh 'true' }"

        then:
        peer('cat /proc/self/mountinfo') == before
        peer('readlink /proc/self/ns/pid') == eval("output 'readlink /proc/self/ns/pid'")
    }

    def "what a program mounts in a mount namespace of its own stays there"() {
        expect:
        eval("unshare('pid', 'mnt') { sh 'mount -t tmpfs x /mnt && touch /mnt/y'; output 'ls /mnt' }") == 'y'
    }

    def "a visit to a mount namespace with another /proc finds itself"() {
        expect:
        eval("unshare('pid', 'mnt', 'net') { sh 'mount -t proc proc /proc'; links()*.name }") == ['lo']
        eval("unshare('pid', 'mnt') { hostname() }") == peer('uname -n')
    }
}
