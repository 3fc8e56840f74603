package nsx.dsl.change

import nsx.dsl.error.NsxException
import nsx.sys.Errno
import nsx.sys.SysException
import spock.lang.Specification

class AllOrNothingSpec extends Specification {
    List<String> did = []
    List<String> notices = []
    Set<String> refused = []
    def together = new AllOrNothing(this::run, new History(this::run), [:], notices::add)

    Object run(Operation operation) {
        if (operation.prose() in refused) {
            throw new SysException(operation.prose(), Errno.EBUSY, 'x')
        }
        did << operation.prose()
        operation.prose()
    }

    static Operation operation(String prose, List<Operation> undo = null) {
        new Operation(null, null, prose, prose, { undo ?: [operation("un$prose")] })
    }

    List<Operation> operations = ['a', 'b', 'c'].collect { operation(it) }

    def 'all are done in order, and the last one answers'() {
        expect:
        together.run(operations) == 'c'
        did == ['a', 'b', 'c']
    }

    def 'when one fails, those before it are taken back, last first'() {
        given:
        refused << 'c'

        when:
        together.run(operations)

        then:
        def e = thrown(NsxException)
        e.message == 'cannot c'
        did == ['a', 'b', 'unb', 'una']
        notices == []
    }

    def 'what cannot be taken back is told, keeps no other one, and hides nothing'() {
        given:
        refused.addAll(['c', 'unb'])

        when:
        together.run(operations)

        then:
        def e = thrown(NsxException)
        e.message == 'cannot c'
        did == ['a', 'b', 'una']
        notices.size() == 1
        notices[0].startsWith('could not take back: b: ')
        notices[0].contains('busy')
    }

    def 'what a look at the result refuses is taken back'() {
        when:
        together.ensure({ [operation('a'), operation('b')] }, { throw new NsxException('not so') })

        then:
        def e = thrown(NsxException)
        e.message == 'not so'
        did == ['a', 'b', 'unb', 'una']
    }

    def 'a plan that is refused is made once more: it may have read two things while another process changed them'() {
        given:
        def plans = [{ throw new NsxException('contradiction') }, { [operation('a')] }]

        expect:
        together.ensure({ plans.remove(0).call() }, {}) == 'a'
        did == ['a']
        plans == []
    }

    def 'a plan that Ctrl-C ended is not made again'() {
        given:
        def asked = 0

        when:
        together.ensure({ asked++; Thread.currentThread().interrupt(); throw new NsxException('interrupted') }, {})

        then:
        thrown(NsxException)
        Thread.interrupted()
        asked == 1
    }

    def 'a plan that is refused twice is refused, and nothing was done'() {
        given:
        def asked = 0

        when:
        together.ensure({ asked++; throw new NsxException('contradiction') }, {})

        then:
        thrown(NsxException)
        asked == 2
        did == []
    }
}
