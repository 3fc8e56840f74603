package nsx.dsl.change

import nsx.dsl.LiveSpec

/** What a session made and did not take away. */
class LedgerSpec extends LiveSpec {
    Ledger ledger

    List<String> staying(String text) {
        ledger = new Ledger(session.executor(), session.host(), session.history())
        session.executeWith(ledger)
        eval text
        ledger.remaining { true }*.removal()
    }

    def "what is made stays, with what removes it"() {
        expect:
        staying("netns 'a'; bridge('br0')") == ['ip netns delete a', 'ip link delete br0']
        ledger.count() >= 2
    }

    def "what is taken away again does not, and what is in a namespace goes with that"() {
        expect:
        staying("netns 'a'; netns('a') { bridge('inside') }; bridge('br0'); delete link('br0')") == ['ip netns delete a']
        staying("sem(0x78, count: 1).op(3); sem(0x78).remove(); mq('/q').send('x'); delete mq: '/q'") == []
    }

    def "a thing stays on the host when the namespace that it lives in is the host's, whatever the others are"() {
        expect:
        staying(text) == removals
        where:
        text                                                          | removals
        "netns('a') { utsns 'b' }"                                    | ['ip netns delete a', 'umount /run/nsx/ns/uts/b && rm /run/nsx/ns/uts/b']
        "unshare('net') { shm(0x77, size: 8).write 'x' }"             | ['ipcrm --shmem-key 0x00000077']
        "unshare('ipc') { shm(0x77, size: 8).write 'x'; mq('/q').send 'x'; bridge 'br0' }" | ['ip link delete br0']
        "mntns('m') { mount 'tmpfs', on: '/mnt', type: 'tmpfs' }"     | ['umount /run/nsx/ns/mnt/m && rm /run/nsx/ns/mnt/m']
    }

    def "what removes a thing is found without reading what it would destroy"() {
        given:
        def history = session.history()
        history.keep()
        def kept = []
        def operation = { prose, command, undo -> new Operation(session.host(), new Operation.SystemCall('', { }), command, prose, undo) }
        ledger = new Ledger({ null }, session.host(), history)

        when:
        ledger.run(operation('make a', 'make a', {
            kept << history.isKept()
            [operation('delete a', 'remove a', { [] })]
        }))
        ledger.run(operation('make b', 'make b', { [operation('delete b', 'remove b', { [] })] }))
        ledger.run(operation('delete a', 'remove a', { [] }))

        then:
        kept == [false]
        ledger.remaining { true }*.removal() == ['remove b']
        history.isKept()
    }
}
