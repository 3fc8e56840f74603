package nsx.dsl.verb.namespace

import java.util.concurrent.TimeUnit
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.ns.NamespaceKind
import spock.lang.Unroll

/** Named namespaces of every kind: one mechanism, the same words. */
class NamedKindsSpec extends LiveSpec {
    static final List<String> KINDS = NamespaceKind.values()*.file()

    static String directory(String kind) {
        kind == 'net' ? '/run/netns' : "/run/nsx/ns/$kind"
    }

    static String nsenterOption(String kind) {
        NamespaceKind.of(kind).option()
    }

    @Unroll
    def 'a #kind namespace is made once, kept by a file, and is where its programs are'() {
        expect:
        changes("${kind}ns 'x'") == ["make ${NamespaceKind.of(kind).title()} namespace x".toString()]
        changes("${kind}ns 'x'") == []
        eval("${kind}ns('x').output 'readlink /proc/self/ns/$kind'") == eval("${kind}ns('x').id")
        eval("${kind}ns('x').inode as String") == peer("stat -L -c %i ${directory(kind)}/x")
        eval("${kind}ns('x').id") != peer("readlink /proc/self/ns/$kind")

        cleanup:
        eval("delete ${kind}ns: 'x'")

        where:
        kind << KINDS
    }

    @Unroll
    def 'nsenter enters the #kind namespace by its file'() {
        when:
        eval("${kind}ns 'x'")

        then:
        // below a plain user's user namespace setgroups(2) is forbidden
        peer("nsenter ${kind == 'user' ? '--preserve-credentials' : ''} --${nsenterOption(kind)}=${directory(kind)}/x readlink /proc/self/ns/$kind") ==
                eval("${kind}ns('x').id")

        cleanup:
        eval("delete ${kind}ns: 'x'")

        where:
        kind << KINDS
    }

    @Unroll
    def 'deleting the last #kind namespace leaves /run as it was'() {
        given:
        def before = peer('find /run; cat /proc/thread-self/mountinfo')

        when:
        eval("${kind}ns 'x'\n${kind}ns('y') { output 'true' }\ndelete ${kind}ns: ['x', 'y']")

        then:
        peer('find /run; cat /proc/thread-self/mountinfo') == before

        where:
        kind << KINDS
    }

    @Unroll
    def 'a #kind namespace is reached by process, file and inode, and is the same'() {
        when:
        eval("""
            x = ${kind}ns 'x'
            job = ${kind}ns('x') { spawn 'exec sleep 100' }
        """)

        then:
        eval("await(20.seconds) { ${kind}ns(pid: job.pid) == x }")
        eval("${kind}ns(path: '${directory(kind)}/x') == x")
        eval('ns(x.inode) == x')
        eval('x.processes*.pid.contains(job.pid)')
        eval("x.heldBy.contains('mount on ${directory(kind)}/x')")
        eval('enter(pid: job.pid, only: [x.kind]) { here."${x.kind}" == x }')

        cleanup:
        eval("job.kill('KILL').wait()\ndelete ${kind}ns: 'x'")

        where:
        kind << KINDS
    }

    def 'a pid namespace has an init that reaps and stays'() {
        when:
        eval("pidns 'p'\npidns('p') { sh '(sleep 0.01 &)' }")

        then:
        eval('pidns("p").processes*.command').any { it.startsWith('/bin/sh -c : nsx-keeper') }
        eval("await(20.seconds) { !(pidns('p').output('ps -e -o args') =~ /sleep 0.01|defunct/) }")

        cleanup:
        eval("delete pidns: 'p'")
    }

    def 'its process 1 ends with the name also where /proc shows other processes'() {
        when:
        eval("unshare('pid', 'mnt') { pidns 'p'; delete pidns: 'p' }")
        def inits = ProcessHandle.current().children()
                .filter { it.info().arguments().map { a -> a.any { it.startsWith(': nsx-keeper') } }.orElse(false) }
                .toList()

        then:
        inits.every { it.onExit().get(10, TimeUnit.SECONDS) }
    }

    def 'a pid namespace that is deleted in use lives until the last process in it ends'() {
        given:
        eval("pidns 'p'\njob = pidns('p') { spawn 'exec sleep 100' }")
        def init = eval("pidns('p').processes.find { it.command.startsWith('/bin/sh -c : nsx-keeper') }.pid")

        when:
        eval("delete pidns: 'p'")

        then:
        notices[0].contains('still exists') && notices[0].contains('sleep 100')
        eval('job.alive')

        when:
        eval('job.kill("KILL").wait()')

        ProcessHandle.of(init as long).ifPresent { it.onExit().get() }
        eval("pidns 'q'\ndelete pidns: 'q'")

        then:
        !ProcessHandle.of(init as long).present
    }

    def 'facts of a foreign user namespace'() {
        when:
        eval("u = userns 'u'")

        then:
        eval('u.owner == host.user')
        eval('u.parent == host.user')
        eval("userns('u') { unshare('net') { here.net.owner } } == u")
        eval("userns('u') { def n = netns 'n'; n.owner } == u")

        cleanup:
        eval("delete netns: 'n'\ndelete userns: 'u'")
    }

    def 'what is mounted in a named mount namespace stays in it'() {
        when:
        eval("mntns('m') { sh 'mount -t tmpfs inside /mnt' }")

        then:
        eval("mntns('m') { output 'findmnt -n -o SOURCE /mnt' }") == 'inside'
        eval("output 'findmnt -n -o SOURCE /mnt', check: false") == ''

        cleanup:
        eval("delete mntns: 'm'")
    }

    @Unroll
    def 'bad input for #kind: #line'() {
        when:
        eval(line)

        then:
        NsxException e = thrown()
        (e.message + ' ' + e.reason()).contains(said)

        where:
        kind  | line                                                || said
        'ipc' | "ipcns 'a/b'"                                       || "it holds '/'"
        'uts' | "delete utsns: 'nobody'"                            || 'there is no UTS namespace nobody'
        'pid' | 'pidns(pid: 4194303)'                               || 'no process 4194303'
        'mnt' | "mntns(path: '/proc/self/ns/net')"                  || 'its kind is network, not mount'
        'any' | "unshare('disk') { 1 }"                             || 'disk'
        'any' | 'ns(1)'                                             || 'there is no namespace 1'
    }

    def 'who is in a namespace that loses its name stays in it: #line'() {
        expect:
        eval(line) == value
        peer('ip netns') == ''

        where:
        line                                                                        || value
        "netns('a') { delete netns: 'a'; links().name }"                            || ['lo']
        "netns('a') { delete netns: 'a'; output 'ls /sys/class/net' }"              || 'lo'
        "veth 'v', 'w'; enter netns('a'); delete netns: 'a'; l = links().name; leave(); [l, links().name.toSorted()]" || [['lo'], ['lo', 'v', 'w']]
        "utsns('u') { hostname 'x'; delete utsns: 'u'; hostname() }"                || 'x'
    }

    def 'a name that is mounted in another mount namespace is neither stale nor taken away'() {
        given:
        eval "mntns 'm'; netns 'z'"

        when:
        eval line

        then:
        def e = thrown(NsxException)
        e.reason() == 'its name is mounted in another mount namespace, not in this one'
        peer('ip -n z -br link').startsWith('lo')

        where:
        line << ["mntns('m') { netns('z') }", "mntns('m') { delete netns: 'z' }"]
    }

    def 'a file that is stale in a /run of its own is no name of elsewhere'() {
        when:
        eval "unshare('mnt') { mount 'tmpfs', on: '/run', type: 'tmpfs'; sh 'mkdir /run/netns; touch /run/netns/x'; netns 'x' }"

        then:
        def e = thrown(NsxException)
        e.reason() == '/run/netns/x is not a namespace: nothing is mounted on it'
        e.hint() == "delete netns: 'x' removes it"
    }

    def 'a file of another kind is not a network namespace'() {
        given:
        eval "netns 'a'"
        peer 'touch /run/netns/u; mount --bind /proc/self/ns/uts /run/netns/u'

        when:
        eval "netns 'u'"

        then:
        def e = thrown(NsxException)
        e.reason() == '/run/netns/u is a UTS namespace'
        e.hint() == null
    }

    def 'a list is no name, and a name that looks like a pattern is one'() {
        when:
        eval "netns(['web', 'db'])"

        then:
        thrown(NsxException)

        when:
        peer "ip netns add a; ip netns add '[a]'"

        then:
        eval("netns('[a]') { here.net.name }") == '[a]'
        eval("netns('[a-b]') { here.net.name }") == [a: 'a']
    }
}
