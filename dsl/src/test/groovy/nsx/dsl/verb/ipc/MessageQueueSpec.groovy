package nsx.dsl.verb.ipc

import java.util.concurrent.Callable
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** System V and POSIX message queues: what they have in common, and what not. */
class MessageQueueSpec extends LiveSpec {
    def "#queue: what is sent is received, in order"() {
        when:
        eval "def q = $queue; q.send 'Grüße'; q.send ''; q.send([1, 255]); q.send([0, 7, 0])"

        then:
        eval("${queue}.count") == 4
        eval("${queue}.receive()") == 'Grüße'
        eval("${queue}.receive()") == ''
        eval("${queue}.receive()") == [1, 255] as byte[]
        eval("${queue}.receive(bytes: true)") == [0, 7, 0] as byte[]
        eval("${queue}.receive(wait: false)") == null
        eval("${queue}.receive(timeout: 5.ms)") == null

        where:
        queue << ['msg(0x1234)', "mq('/jobs')"]
    }

    def "types choose, priorities order"() {
        expect:
        eval("def q = msg(1); q.send 'c', type: 3; q.send 'a', type: 1; q.send 'b', type: 2; q.send 'd', type: 3;"
            + "[q.receive(type: 2), q.receive(type: -3), q.take().type, q.receive()]") == ['b', 'a', 3, 'd']
        eval("def q = mq('/q'); q.send 'c'; q.send 'a', priority: 7; q.send 'b', priority: 7;"
            + "[q.take().priority, q.receive(), q.receive()]") == [7, 'b', 'c']
    }

    def "perl sends to nsx and nsx to perl"() {
        when:
        peer 'perl -e \'msgsnd(msgget(0x1234, 01666), pack("l! a*", 5, "from perl\\0"), 0) or die $!\''
        then:
        eval('msg(0x1234).mode') == '0666'
        eval('msg(0x1234).receive(type: 5)') == 'from perl'

        when:
        eval "msg(0x1234).send 'from nsx'"
        then:
        peer('perl -e \'msgrcv(msgget(0x1234, 0), $m, 100, 0, 0) or die $!; print substr $m, 8\'') == 'from nsx'
    }

    def "each IPC namespace has its own"() {
        expect:
        eval("${queue}.send 'outside'; unshare('ipc') { def there = ${queue}.exists(); ${queue}.send 'inside'; [there, ${queue}.receive()] }") ==
            [false, 'inside']
        eval("${queue}.receive()") == 'outside'

        where:
        queue << ['msg(0x1234)', "mq('/jobs')"]
    }

    def "#queue is made once"() {
        expect:
        changes("${queue}.create()").size() == 1
        changes("${queue}.create()") == []
        changes("${queue}.send 'x'").size() == 1
        changes("${queue}.remove()").size() == 1
        eval("${queue}.exists()") == false

        where:
        queue << ['msg(1)', 'msg(1, mode: 0600)', "mq('/q')", "mq('/q', mode: 0666, maxMessages: 2, messageSize: 10)"]
    }

    def "#queue: a new one or none"() {
        expect:
        changes("${queue}.create(exclusive: true)").size() == 1

        when:
        eval "${queue}.create(exclusive: true)"
        then:
        def e = thrown(NsxException)
        e.message == "$name exists"
        e.reason() == 'exclusive makes a new one or none: File exists (EEXIST)'
        e.hint() == 'omit exclusive to use the existing one, or remove() it first'
        changes("${queue}.create(exclusive: false)") == []

        where:
        queue       | name
        'msg(1)'    | 'message queue 0x00000001'
        "mq('/q')"  | 'POSIX queue /q'
        'shm(1)'    | 'shared memory segment 0x00000001'
    }

    def "a message is received as far as it is asked for"() {
        given:
        eval "def q = msg(1); q.send 'Grüße aus der Ferne', type: 4; q.send 'kurz'; q.send([1, 2, 3]); q.send 'x'"
        expect:
        eval("msg(1).receive(truncate: 7)") == 'Grüße'
        eval("msg(1).receive(truncate: 7)") == 'kurz'
        eval("msg(1).take(truncate: 2, wait: false).bytes") == [1, 2] as byte[]
        eval("msg(1).receive(truncate: 0)") == ''
        eval("msg(1).receive(truncate: 9, wait: false)") == null
        eval("msg(1).count") == 0
    }

    def "perl cuts it off as we do, and what is cut off does not come back"() {
        given:
        eval "msg(1).send 'a long one'; msg(1).send 'a long one'"
        when:
        changes "msg(1).receive(truncate: 6)"
        then:
        peer(operations[0].command()) == 'a long'
        operations[0].lost() == 'what is cut off is lost'

        when:
        session.change(operations[0].undo().get())
        then:
        eval("msg(1).receive()") == 'a long'
        eval("plan { msg(2).send 'a long one'; assert msg(2).receive(truncate: 6) == 'a long' }").size() == 3
    }

    def "the mode is set, where it is given"() {
        expect:
        changes('msg(1).create(); msg(1, mode: 0600).create()')[1] == 'set the mode of message queue 0x00000001 to 0600'
        peer('ipcs -q') =~ / 600 /
        changes("mq('/q').create(); mq('/q', mode: 0622).create()")[1] == 'set the mode of POSIX queue /q to 0622'
        eval("mq('/q').mode") == '0622'
    }

    def "#lines: the command lines have the same effect"() {
        given:
        changes lines
        def commands = operations*.command()
        def ours = state()

        when:
        eval 'ipcs().each { it.delete() }'
        commands.each { peer it }

        then:
        state() == ours

        where:
        lines << ["msg(1, mode: 0600).send 'it\\'s', type: 3; msg(1).send([0, 255]); msg(1, mode: 0644).receive(); msg(2).create(); msg(2).remove()",
                  "mq('/a', mode: 0600, maxMessages: 3, messageSize: 20).send 'it\\'s', priority: 2; mq('/a').send 'x'; mq('/a', mode: 0644).receive(); mq('/b').create().remove()"]
    }

    private List state() {
        eval('ipcs().collect { [it.kind, it.key, it.mode, it.size, it.count, it.maxMessages, it.messageSize] }') as List
    }

    def "what was received can be given back, and what was removed made again"() {
        given:
        changes "${queue}.send 'x'; ${queue}.receive()"
        when:
        session.change(operations.last().undo().get())
        then:
        eval("${queue}.receive()") == 'x'

        when:
        changes "${queue}.remove()"
        session.change(operations.last().undo().get())
        then:
        eval("${queue}.count") == 0

        where:
        queue << ['msg(1, mode: 0600)', "mq('/q')"]
    }

    def "what waits can be interrupted: #line"() {
        given:
        eval "sem(1, count: 1); msg(1).create(); mq('/full', maxMessages: 1).send 'x'; mq('/q').create()"
        def waiting = new FutureTask<>({ eval(line) } as Callable)
        def thread = new Thread(waiting, 'waiting')

        when:
        thread.start()
        while (!(thread.stackTrace*.methodName.any { it in ['msgrcv', 'semop', 'poll', 'join'] })) {
            Thread.onSpinWait()
        }
        thread.interrupt()
        waiting.get(10, TimeUnit.SECONDS)

        then:
        def e = thrown(java.util.concurrent.ExecutionException)
        e.cause instanceof InterruptedException

        where:
        line << ['msg(1).receive()', 'sem(1).op(-1)', "mq('/q').receive()", "mq('/full').send 'y'",
                 "unshare('ipc') { msg(2).create().receive() }", "unshare('ipc') { sem(1, count: 1).op(-1, timeout: 1.day) }"]
    }

    def "#line says why not"() {
        given:
        eval "2.times { msg(1).send('x' * 8000) }; mq('/q', maxMessages: 1, messageSize: 4).send 'x'"

        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message == message
        e.reason() == reason

        where:
        line                                  | message                                                              | reason
        "msg(1).send('x' * 999, wait: false)"  | 'cannot send a message of 999 bytes and type 1 to message queue 0x00000001' | 'the queue is full: Resource temporarily unavailable (EAGAIN)'
        "msg(1).send('x' * 999, timeout: 5.ms)" | 'cannot send a message of 999 bytes and type 1 to message queue 0x00000001' | 'the queue stayed full: Connection timed out (ETIMEDOUT)'
        "msg(1).send('x' * 8193)"             | 'cannot send a message of 8193 bytes and type 1 to message queue 0x00000001' | 'it is too long: a message has at most 8192 bytes (EINVAL)'
        "msg(1).send('x', type: 0)"           | 'send: type cannot be 0'                                              | 'type is a whole number from 1 to 9223372036854775807'
        "mq('/q').send('y', wait: false)"     | 'cannot send a message of 1 byte and priority 0 to POSIX queue /q'   | 'the queue is full: Resource temporarily unavailable (EAGAIN)'
        "mq('/q').send('y', timeout: 5.ms)"   | 'cannot send a message of 1 byte and priority 0 to POSIX queue /q'   | 'the queue stayed full: Connection timed out (ETIMEDOUT)'
        "mq('/q').send('12345')"              | 'cannot send a message of 5 bytes to POSIX queue /q'                 | 'it is too long: at most 4 bytes fit (EMSGSIZE)'
        "mq('/q').send('y', priority: 32768)" | 'send: priority cannot be 32768'                                      | 'priority is a whole number from 0 to 32767'
        "mq('/q', maxMessages: 2).create()"   | 'POSIX queue /q exists with maxMessages 1, not 2'                   | 'it cannot change after the queue is made'
        "mq('q')"                             | "'q' cannot be the name of a POSIX queue"                             | 'the name must begin with a slash'
        "mq('/a/b')"                          | "'/a/b' cannot be the name of a POSIX queue"                          | 'only its first character can be a slash: queues are not in directories'
        "mq('/')"                             | "'/' cannot be the name of a POSIX queue"                             | 'a name must follow the slash'
        "mq('/' + 'x' * 256)"                 | "'/${'x' * 256}' cannot be the name of a POSIX queue"                 | 'it has 256 bytes after the slash; at most 255 fit'
    }

    def "what does not go into a new queue does not make it"() {
        when:
        eval "${queue}.send('x' * 9000)"
        then:
        thrown(NsxException)
        eval("${queue}.exists()") == false

        where:
        queue << ['msg(1)', "mq('/q')"]
    }

    def "receiving from a missing queue names the queue and the namespace"() {
        when:
        eval "${queue}.receive()"
        then:
        def e = thrown(NsxException)
        e.message ==~ /there is no $name in the host's IPC namespace \(ipc:\[\d+\]\)/

        where:
        queue       | name
        'msg(7)'    | 'message queue 0x00000007'
        "mq('/no')" | 'POSIX queue /no'
    }

    def "limits are named: #limit"() {
        given:
        assumeWritable(limit.split('=')[0])

        when:
        peer "sysctl -q -w $limit"
        eval line
        then:
        def e = thrown(NsxException)
        e.hint().contains(hint)

        where:
        limit                     | line                                | hint
        'kernel.msgmni=1'         | 'msg(1).create(); msg(2).create()'  | 'kernel.msgmni (queues) is 1'
        'fs.mqueue.queues_max=1'  | "mq('/a').create(); mq('/b').create()" | 'fs.mqueue.queues_max (queues) is 1'
        'fs.mqueue.msg_max=7'     | "mq('/a', maxMessages: 1000000).create()" | 'fs.mqueue.msg_max (messages) is 7'
    }

    def "what a queue could never hold is refused, where the kernel would wait"() {
        given:
        assumeWritable('kernel.msgmnb')
        peer 'sysctl -q -w kernel.msgmnb=100'

        when:
        eval "msg(1).send('x' * 101)"
        then:
        def e = thrown(NsxException)
        e.reason() == 'it is too long: the queue holds at most 100 bytes in total'
        eval('msg(1).exists()') == false
    }

    def "the tables show all, as ipcs does"() {
        given:
        def mounts = peer('cat /proc/self/mountinfo')

        when:
        eval "shm(0x11, size: 100).create(); msg(0x12).send 'abc'; sem(0x13, count: 3); mq('/q').send 'abcd'"

        then:
        eval('ipcs()').collect { [it.kind, it.key, it.mode, it.size, it.count, it.attached] } == [
            ['shm', '0x00000011', '0666', 100, null, 0], ['msg', '0x00000012', '0644', 3, 1, null],
            ['sem', '0x00000013', '0644', null, 3, null], ['mq', '/q', '0644', 4, 1, null]]
        peer('ipcs') =~ /(?s)0x00000012 .* 3 +1 .*0x00000011 .* 100 +0 .*0x00000013 .* 3/
        eval('mq()')*.name == ['/q']

        and: "nothing of the look stays"
        peer('cat /proc/self/mountinfo') == mounts

        when:
        eval 'ipcs().each { it.delete() }'
        then:
        eval('ipcs()').empty
    }

    def "what ipcmk made has no key, and is read and removed all the same"() {
        given:
        def ids = ['-M 64', '-Q', '-S 2'].collect { (peer("ipcmk $it") =~ /\d+$/)[0] as int }

        expect:
        eval("shm(shmid: ${ids[0]}).write 'x'; shm(shmid: ${ids[0]}).read()") == 'x'
        eval("msg(msqid: ${ids[1]}).send 'x'; msg(msqid: ${ids[1]}).receive()") == 'x'
        eval("sem(semid: ${ids[2]}).values") == [0, 0]
        eval('ipcs()*.value*.id') == ids
        eval('ipcs().each { it.delete() }; ipcs()').empty
    }

    def "delete looks before the first goes"() {
        when:
        eval "mq('/a').create(); delete mq: ['/a', '/b']"
        then:
        thrown(NsxException)
        eval("mq('/a').exists()")

        when:
        eval "shm(1).create(); msg(2).create(); sem(3, count: 1); delete shm: 1, msg: 2, sem: 3, mq: '/a'"
        then:
        eval('ipcs()').empty
    }
}
