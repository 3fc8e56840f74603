package nsx.dsl.change

import spock.lang.Specification

class LiveKernelSpec extends Specification {
    def "a limit of #limit open files lets it keep #kept sockets"() {
        expect:
        LiveKernel.kept(limit) == kept

        where:
        limit          | kept
        48             | 4
        64             | 12
        100            | 30
        1024           | 64
        Long.MAX_VALUE | 64
    }
}
