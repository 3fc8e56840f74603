package nsx.dsl.verb.language

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session

/** What an earlier run has made is taken back as far as it is still the same. */
class UndoRunSpec extends LiveSpec {
    static final LAB = "netns 'a'; veth 'a:e0', 'e1'; netns('a') { bridge 'b0' }; bridge 'br0'; shm(0x77, size: 8).write 'x'"

    /** Another run, from its begin to its end; its name. */
    String run(String text) {
        Session.live(engine).withCloseable { other ->
            other.recorder().begin('lab.nsx') { notices << it }
            other.eval(new Source('lab.nsx', text))
        }
        eval('made()*.run').last()
    }

    def 'all that is left of it goes, newest first, and nothing else'() {
        given:
        peer('ip link add theirs type bridge')
        def id = run(LAB)

        when:
        def done = eval("undo run: '$id'")

        then:
        done*.does.last() == 'delete network namespace a'
        eval('made()').size() == 0
        eval("links(kind: 'bridge')*.name") == ['theirs']
        eval('netns()').size() == 0
        !eval('shm(0x77).exists()')
    }

    def 'what has gone since is left out, and what somebody else made under its name stays'() {
        given:
        def id = run(LAB)
        peer('ip link delete br0; ip link add br0 type bridge; ip link delete e1')

        when:
        eval("undo run: '$id'")

        then:
        eval("links(kind: 'bridge')*.name") == ['br0']
        eval('netns()').size() == 0
    }

    def 'what the run itself has renamed or moved is as the run left it'() {
        given:
        def id = run("netns 'a'; bridge 'br0'; link('br0').rename('br1'); veth 'e0', 'e1'; link('e0').move(netns('a')); netns('a') { link('e0').rename('e9') }")

        when:
        eval("undo run: '$id'")

        then:
        eval('made()').size() == 0
        eval("links()*.name") == ['lo']
    }

    def '#change is said, and refused without force'() {
        given:
        def id = run(LAB)
        peer(command)

        when:
        eval("undo run: '$id'")

        then:
        def e = thrown(NsxException)
        e.message == "cannot take back run $id"
        e.reason() == reason
        eval('made()').size() == 6

        when:
        eval("undo run: '$id', force: true")

        then:
        eval('made()').size() == 0

        where:
        change            | command                                | reason
        'a new name'      | 'ip link set br0 name br9'             | 'bridge br0 is bridge br9 now'
        'a device inside' | 'ip -n a link add theirs type bridge'  | 'somebody else made theirs in network namespace a'
    }

    def 'a run that is #what'() {
        given:
        peer('mkdir -p -m 700 /run/nsx/ledger')
        peer(made)

        when:
        eval("undo run: 'x1'")

        then:
        def e = thrown(NsxException)
        e.reason() == reason

        cleanup:
        peer('rm -rf /run/nsx/ledger/x1')

        where:
        what              | made                                                                              | reason
        'not known'       | 'true'                                                                            | 'there is no such run, or nothing is left of what it made'
        'damaged'         | 'echo nonsense > /run/nsx/ledger/x1'                                              | '/run/nsx/ledger/x1 is damaged, or of another version of nsx'
        'of another boot' | "printf 'nsx-ledger\\t1\\tother\\tx1\\t1000\\troot\\ta\\n' > /run/nsx/ledger/x1" | 'it was before the boot, and nothing is left of it'
    }
}
