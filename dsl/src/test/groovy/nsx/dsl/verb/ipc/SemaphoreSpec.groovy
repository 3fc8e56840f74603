package nsx.dsl.verb.ipc

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Needs

class SemaphoreSpec extends LiveSpec {
    def "made once, with as many as it has"() {
        expect:
        changes('sem(0x1234, count: 2)') == ['make set of semaphores 0x00001234, 2 of them']
        changes('sem(0x1234, count: 2)') == []
        changes('sem(0x1234, count: 2, mode: 0600)') == ['set the mode of set of semaphores 0x00001234 to 0600']
        peer('ipcs -s | grep 0x00001234') =~ /^0x00001234 0 +\S+ +600 +2$/
    }

    def "adds, takes, sets"() {
        expect:
        eval('def s = sem(1, count: 3); s.op(2); s.op(2, 5); s.op(2, -1); s.op(1, 0); s.values') == [2, 0, 4]
        eval('sem(1).value') == 2
        eval('sem(1)[2]') == 4
        eval('def s = sem(1); s.value = 7; s[1] = 8; s.values') == [7, 8, 4]
        eval('def s = sem(1); s.values = [1, 2, 32767]; s.values') == [1, 2, 32767]
        changes('sem(1).values = [1, 2, 32767]') == []
    }

    def "a new set or none"() {
        expect:
        changes('sem(1, count: 2, exclusive: true)') == ['make set of semaphores 0x00000001, 2 of them']

        when:
        eval 'sem(1, count: 2, exclusive: true)'
        then:
        def e = thrown(NsxException)
        e.message == 'set of semaphores 0x00000001 exists'
        e.reason() == 'exclusive makes a new one or none: File exists (EEXIST)'
    }

    def "the kernel takes an operation back when the block in another IPC namespace ends"() {
        given:
        eval "ipcns('i') { sem(1, count: 1).value = 5 }"
        expect:
        eval("ipcns('i') { sem(1).op(-2, undo: true); sem(1).op(-1); sem(1).value }") == 2
        eval("ipcns('i') { sem(1).value }") == 4
        cleanup:
        eval "delete ipcns: 'i'"
    }

    def "what is taken back by us is not taken back again by the kernel"() {
        given:
        eval "ipcns('i') { sem(1, count: 1).value = 5 }"
        expect:
        eval("ipcns('i') { try { atomic { sem(1).op(-2, undo: true); throw new Exception('x') } } catch (e) { sem(1).value } }") == 5
        eval("ipcns('i') { sem(1).value }") == 5
        cleanup:
        eval "delete ipcns: 'i'"
    }

    def "the kernel is asked for it, as by perl"() {
        given:
        eval "sem(1, count: 1).value = 5"
        when:
        changes 'sem(1).op(-2, undo: true)'
        then:
        operations[0].step().toString() =~ /\{0, -2, 4096\}/
        operations[0].command().contains('pack "s3", 0, -2, 4096')

        when: "a process that ends has it taken back"
        peer operations[0].command()
        then:
        eval('sem(1).value') == 3
        eval("plan { sem(1).op(-1, undo: true); assert sem(1).value == 2 }")*.does == ['take 1 from semaphore 0 of 0x00000001']
    }

    def "perl waits for nsx"() {
        given:
        eval 'sem(0x1234, count: 1)'
        Needs.programs('perl')
        def waiting = new ProcessBuilder('perl', '-e', 'semop(semget(0x1234, 0, 0), pack "s3", 0, -1, 0) or die $!').start()

        when:
        eval 'sem(0x1234).op(1)'
        then:
        waiting.waitFor() == 0
        eval('sem(0x1234).value') == 0

        cleanup:
        [waiting.inputStream, waiting.errorStream, waiting.outputStream]*.close()
    }

    def "the command lines have the same effect, and their inverses undo it"() {
        given:
        changes 'sem(1, count: 2); sem(1).op(1, 3); sem(1).op(1, -1); sem(1).value = 5; sem(1, count: 2, mode: 0600)'
        def made = operations.toList()

        when:
        changes 'sem(1).remove()'
        def removed = operations.last()
        made.each { peer it.command() }
        then:
        eval('[sem(1).values, sem(1).mode]') == [[5, 2], '0600']

        when:
        made.tail().reverse().each { session.change(it.undo().get()) }
        then:
        eval('[sem(1).values, sem(1).mode]') == [[0, 0], '0644']

        when:
        peer removed.command()
        session.change(removed.undo().get())
        then:
        eval('[sem(1).values, sem(1).mode]') == [[5, 2], '0600']
    }

    def "#line says why not"() {
        given:
        eval 'sem(1, count: 2).op(32767)'

        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message == message
        e.reason() == reason

        where:
        line                             | message                                                    | reason
        'sem(1, count: 3)'               | 'set of semaphores 0x00000001 exists with 2 semaphores, not 3' | "the number of a set's semaphores cannot change"
        'sem(2, exclusive: true)'        | 'sem: exclusive needs count'                               | null
        'sem(2, count: 0)'               | 'sem: count cannot be 0'                                   | 'count is a whole number from 1 to 32000'
        'sem(1).op(-1, 1)'               | 'the index of a semaphore cannot be -1'                    | 'it is a whole number from 0 to 32767'
        'sem(1).op(2, 1)'                | 'set of semaphores 0x00000001 has no semaphore 2'          | 'it has 2, counted from 0'
        'sem(1).op(1, -1, wait: false)'  | 'cannot take 1 from semaphore 1 of 0x00000001'             | 'its value is 0: Resource temporarily unavailable (EAGAIN)'
        'sem(1).op(1, -1, timeout: 5.ms)' | 'cannot take 1 from semaphore 1 of 0x00000001'            | 'its value is 0, and the time limit is over: Connection timed out (ETIMEDOUT)'
        'sem(1).op(1)'                   | 'cannot raise semaphore 0 of 0x00000001 by 1'              | 'a semaphore is 0 to 32767: Numerical result out of range (ERANGE)'
        'sem(1).op(40000)'               | 'op: the change cannot be 40000'                           | 'it is a whole number from -32767 to 32767'
        'sem(1).values = [1]'            | 'set of semaphores 0x00000001 has 2 semaphores, not 1'     | null
    }

    def "a missing set is an error that says what makes it"() {
        when:
        eval 'sem(7).value'
        then:
        def e = thrown(NsxException)
        e.message ==~ /there is no set of semaphores 0x00000007 in the host's IPC namespace \(ipc:\[\d+\]\)/
        e.hint() == 'its count makes it: sem(0x00000007, count: 1)'
    }
}
