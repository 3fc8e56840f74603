package nsx.dsl.plan

import nsx.ipc.IpcObject
import nsx.ipc.IpcObjects
import nsx.ipc.MessageQueue
import nsx.ipc.OpenQueue
import nsx.ipc.Segment
import nsx.ns.UnresolvedException
import nsx.shadow.ShadowIpc
import nsx.sys.MessageQueues.Attributes
import spock.lang.Specification

/** IPC objects over what is there, told by hand: no kernel is asked. */
class ShadowIpcSpec extends Specification {
    static final Segment THERE = new Segment(new IpcObject(7, 3, 0600, 0, 0, 0, 0), 8, 1, 1, 0, 0, 0, 0)
    static final MessageQueue FULL = new MessageQueue(new IpcObject(7, 0, 0600, 0, 0, 0, 0), 5, 1, 1, 0, 0, 0, 0)

    def shadow(Map answers) {
        def there = answers as IpcObjects
        new ShadowIpc(new ShadowIpc.Live() {
            @Override
            Object look(java.util.function.Function reading) {
                reading.apply(there)
            }
        })
    }

    def key = { int key -> { IpcObject o -> o.key() == key } as java.util.function.Predicate }

    def "a segment is copied when it is written, and read where it is before"() {
        given:
        int reads = 0
        def ipc = shadow(segments: { -> [THERE] }, queues: { -> [] }, semaphores: { -> [] },
            read: { s, offset, length -> reads++; 'abcdefgh'.bytes[(int) offset..<Math.min(8, (int) (offset + length))] as byte[] },
            holds: { s, offset, bytes -> new String(bytes) == 'abcdefgh'.substring((int) offset, (int) offset + bytes.length) })

        expect:
        ipc.holds(THERE, 2, 'cd'.bytes) && !ipc.holds(THERE, 2, 'xx'.bytes)
        new String(ipc.read(THERE, 6, 100)) == 'gh'

        when:
        ipc.shm().write(key(7), 2, 'XY'.bytes)

        then:
        new String(ipc.read(THERE, 0, 8)) == 'abXYefgh' && new String(ipc.read(THERE, 6, 100)) == 'gh' && ipc.read(THERE, 9, 1).length == 0
        reads == 2

        when:
        ipc.shm().setMode(key(7), 0640)
        ipc.shm().remove(key(8))

        then:
        ipc.segments()*.object()*.permissions() == [0640] && ipc.segments()[0].object().id() == 3
    }

    def "messages of a queue that has some already are not known"() {
        given:
        def ipc = shadow(segments: { -> [] }, queues: { -> [FULL] }, semaphores: { -> [] }, capacity: { q -> 10L })

        expect:
        ipc.msg().send(key(7), 1, 'abcde'.bytes) && !ipc.msg().send(key(7), 1, 'f'.bytes)
        ipc.queues()[0].count() == 2 && ipc.queues()[0].isKnown()

        when:
        ipc.msg().receive(key(7), 0)

        then:
        thrown UnresolvedException
        !ipc.queues()[0].isKnown()
    }

    def "a fresh namespace has nothing in it and the kernel's limits"() {
        given:
        def ipc = new ShadowIpc(ShadowIpc.Live.fresh())
        ipc.msg().create(1, 0600)
        ipc.mq().create('/q', 0600, 2, 16)

        expect:
        ipc.segments() == [] && ipc.queues()*.object()*.isPlanned() == [true] && ipc.capacity(ipc.queues()[0]) == 16384
        ipc.msg().receive(key(1), 0).empty && ipc.limit('fs.mqueue.msg_default') == 10
        ipc.mq().send('/q', 'low'.bytes, 0) && ipc.mq().send('/q', 'high'.bytes, 9) && !ipc.mq().send('/q', 'none'.bytes, 0)
        ipc.posixQueues()*.content()*.get()*.bytes() == [7]
        new String(ipc.mq().receive('/q').get().bytes()) == 'high'
        ipc.posixQueue('/q', 0).get() == new OpenQueue(new Attributes(2, 16, 1), 0600, ipc.posixQueue('/q', 0).get().uid())

        when:
        ipc.limit('kernel.sem')

        then:
        thrown UnresolvedException
    }

    def "a semaphore goes down as far as it is"() {
        given:
        def ipc = new ShadowIpc(ShadowIpc.Live.fresh())
        ipc.sem().create(1, 2, 0600)
        ipc.sem().set(key(1), [3, 0] as int[])

        expect:
        ipc.sem().operate(key(1), 0, -2) && !ipc.sem().operate(key(1), 0, -2) && ipc.sem().operate(key(1), 1, 0)
        ipc.values(ipc.semaphores()[0]) == [1, 0] as int[]
    }
}
