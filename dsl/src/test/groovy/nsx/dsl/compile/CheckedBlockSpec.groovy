package nsx.dsl.compile

import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import spock.lang.Specification

/** What the check of a script says of blocks given to words. */
class CheckedBlockSpec extends Specification {
    def "#text: #found"() {
        expect:
        new Engine(Words.vocabulary()).check(new Source('test.nsx', text))*.message == found
        where:
        text                                              | found
        "container('web') { time { boottime += 1.day } }" | []
        "container('web') { time 'x' }"                   | []
        "container('web') { cgroup { memory 1.MB } }"     | []
        "container('web') { pid { } }"                    | ['pid: name cannot be a block: name is a name']
    }
}
