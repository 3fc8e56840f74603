package nsx.dsl.change

import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import spock.lang.Specification

/** What a deletion cannot find is taken back; what it may not delete is not. */
class AlreadyGoneSpec extends Specification {
    def "a deletion that ends with #failure.message: #gone"() {
        given:
        def deletion = new Operation(null, Operation.Netlink.deletion { null }, 'c', 'p', { [] })
        expect:
        AlreadyGone.isWhy(deletion, failure) == gone
        where:
        failure                                                            || gone
        new NsxException('there is no device x')                           || true
        new NsxException('cannot delete x').exit(ExitCode.NOT_PERMITTED)   || false
        new NsxException('cannot delete x').exit(ExitCode.UNSUPPORTED)     || false
        new IllegalStateException('x')                                     || false
    }
}
