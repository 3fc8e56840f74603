package nsx.dsl.verb.namespace

import nsx.dsl.LiveSpec
import nsx.dsl.change.Executor
import nsx.dsl.error.NsxException
import nsx.dsl.op.LeftoverOperations
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.sys.Tasks

/** What killed runs left: the next run makes it whole, and gc takes it away. */
class LeftoverSpec extends LiveSpec {
    def "gc lists what is left, takes it away, and leaves what has a name or is another's"() {
        given:
        eval("netns 'a'; utsns 'u'; ipcns 'i'")
        peer('umount /run/nsx/ns/uts/u; ip netns add theirs; umount /run/netns/theirs')
        peer('touch /run/nsx/lock-run-nsx-ns-uts /run/nsx/lock-other')
        def others = processes()

        expect:
        def listed = eval('gc(dry: true)')
        listed*.where == ['/run/nsx/ns/uts/u', '/run/nsx/lock-other', '/run/nsx/lock-run-nsx-ns-uts']
        operations*.prose().every { !it.startsWith('remove ') }
        eval('gc()')*.what == ['u', 'other', 'run-nsx-ns-uts']
        eval('gc()') == []
        peer('ls /run/netns /run/nsx/ns') == '/run/netns:\na\ntheirs\n\n/run/nsx/ns:\nipc'
        peer('ls /run/nsx') == 'mounted-run-netns-made\nns'

        cleanup:
        if (others) { end(others) }
    }

    def "gc takes away the table of a probe whose nsx is gone, and no other"() {
        given:
        def here = Tasks.namespace('pid').inode()
        // above every number that a process can have (PID_MAX_LIMIT)
        def gone = "nsx-probe-$here-99999999-1-1"
        def others = ["nsx-probe-1-99999999-1-1", "nsx-probe-mine"]
        eval("netns 'a'")
        peer((["nft add table inet $gone", "ip netns exec a nft add table bridge $gone"] +
            others.collect { "nft add table inet $it" }).join('; '))
        def tables = { peer('nft list tables; ip netns exec a nft list tables').readLines() }

        expect:
        eval('gc(dry: true)').findAll { it.kind == 'nftables table' }.collect { [it.what, it.where] } ==
            [[gone, 'this network namespace'], [gone, 'a']]*.collect { "$it" as String }
        tables().size() == 4

        when:
        def session = session
        new LeftoverOperations(session).all().findAll { it.kind() == 'nftables table' }.each { session.change([new LeftoverOperations(session).remove(it)]) }

        then:
        tables() == others.collect { "table inet $it" as String }
        operations*.prose().contains("remove nftables table $gone, left by a killed run" as String)
    }

    /**
     * gc looks at all processes that /proc shows, and ends keepers that nobody needs. From here on it shows those of a pid namespace of its
     * own, so that the machine's are none of its business.
     */
    private static Process processes() {
        def process = ['unshare', '--pid', '--fork', '--kill-child', 'sh', '-c', 'mount -t proc proc /proc && echo ready && exec sleep infinity']
            .with { new ProcessBuilder(it as List<String>).redirectErrorStream(true).start() }
        assert process.inputReader().readLine() == 'ready'
        process
    }

    /** By its number: Process kills only what began when /proc said at the start, and the other /proc may have been there by then. */
    private static void end(Process process) {
        peer("umount /proc; kill -KILL ${process.pid()}")
        process.waitFor()
        [process.inputStream, process.errorStream, process.outputStream]*.close()
    }

    def "a namespace that a killed run half made is made by the next"() {
        given:
        peer("mkdir -p /run/nsx/ns/$kind && touch /run/nsx/ns/$kind/x")

        expect:
        changes("${kind}ns 'x'") == ["make $title namespace x"]
        changes("${kind}ns 'x'") == []
        eval("delete ${kind}ns: 'x'") == null
        peer('ls /run') == ''

        where:
        kind  | title
        'uts' | 'UTS'
        'pid' | 'pid'
        'mnt' | 'mount'
    }

    def "a time namespace whose clocks a killed run did not set is made anew; one that somebody set is not"() {
        given:
        Session.live(engine).withCloseable { it.eval(new Source('killed.nsx', "timens 't'")) }

        expect:
        changes("timens('t') { boottime += 1.day }").size() == 2
        eval("timens('t').offsets")['boottime'].toDays() == 1

        cleanup:
        eval("delete timens: 't'")
    }

    def "a container takes along what a killed run was making for it"() {
        given:
        eval("container('c') { }")
        peer('touch /run/nsx/container/c/uts')
        eval("utsns 'c'; ipcns 'c'")

        when:
        eval("container('c').delete()")

        then: 'but not what only has the same name'
        eval('utsns()') == []
        eval('ipcns()')*.name == ['c']
    }

    def "the kernel's refusals reach a script as an NsxException"() {
        when:
        eval("netns 'a'; def n = netns('a'); delete netns: 'a'; n.links()")

        then:
        def refused = thrown(NsxException)
        refused.reason().contains('gone') || refused.reason().contains('ENOENT')
    }

    def "objects that others have just made are used, and ones that differ are a conflict"() {
        given:
        def live = session.executor()
        session.executeWith({ operation ->
            if (operation.prose() == 'make bridge br0') {
                peer("ip link show br0 2>/dev/null || ip link add br0 type $type")
            }
            live.run(operation)
        } as Executor)

        when:
        def failure = null
        try {
            eval("bridge('br0') { up() }")
        } catch (NsxException e) {
            failure = e
        }

        then:
        failure?.reason() == reason
        peer('ip -br link show br0').contains('UP') == (reason == null)

        where:
        type                  | reason
        'bridge'              | null
        'veth peer name other' | 'br0 exists and is a veth, not a bridge'
    }
}
