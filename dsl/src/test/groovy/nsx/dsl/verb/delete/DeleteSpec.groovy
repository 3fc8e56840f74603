package nsx.dsl.verb.delete

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

class DeleteSpec extends LiveSpec {
    def "values, names, lists and patterns"() {
        when:
        eval "x = netns 'x'; y = netns 'y'; ['a', 'b', 'lab-1', 'lab-2', 'z'].each { netns it }"
        eval text
        then:
        peer('ip netns | sort | tr "\\n" " "') == left
        where:
        text                          | left
        'x.delete()'                  | 'a b lab-1 lab-2 y z'
        'delete x, y'                 | 'a b lab-1 lab-2 z'
        "delete netns: 'a'"           | 'b lab-1 lab-2 x y z'
        "delete netns: ['a', 'b']"    | 'lab-1 lab-2 x y z'
        "delete netns: 'lab-*'"       | 'a b x y z'
        'delete netns: x'             | 'a b lab-1 lab-2 y z'
        'netns()*.delete()'           | ''
        'delete z'                    | 'a b lab-1 lab-2 x y'
    }

    def "a missing object is an error, and nothing is made"() {
        when:
        eval "netns 'abc'\n$text"
        then:
        def e = thrown(NsxException)
        e.message == message
        e.hint() == hint
        peer('ip netns') == 'abc'
        where:
        text                              | message                               | hint
        "delete netns: 'abd'"             | 'there is no network namespace abd'   | "did you mean 'abc'?"
        "delete netns: ['abc', 1]"        | 'there is no network namespace 1'     | null
        "delete netns: 'q-*'"             | 'no network namespace matches q-*'    | null
        "delete 'abc'"                    | "delete does not know what 'abc' is"  | "say its kind: delete netns: 'abc'"
        "delete netns: 'abc', kill: true" | "delete netns: has no option 'kill'"  | 'it has none'
        "delete address: '1.2.3.4/8', kill: true" | "delete address: has no option 'kill'" | 'its options: dev'
        'delete()'                        | 'delete needs a value, or a kind and a name'           | "such as: delete netns: 'a'"
        "delete nets: 'abc'"              | "delete has no option 'nets'"         | "did you mean 'netns'?"
    }

    def "deleting twice is an error"() {
        when:
        eval "x = netns 'x'; x.delete(); x.delete()"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no network namespace x'
    }

    def "a name that another namespace has got is not removed"() {
        when:
        eval "x = netns 'x'"
        peer 'ip netns delete x; ip netns add x'
        eval 'x.delete()'
        then:
        def e = thrown(NsxException)
        e.message == 'x is now the name of another network namespace'
        peer('ip netns') == 'x'
    }

    def "an error names the processes that are still inside"() {
        given:
        eval "job = netns('a') { spawn 'sleep', '100' }"
        when:
        eval "delete netns: 'a'"
        then:
        peer('ip netns') == ''
        notices == ["network namespace a has lost its name but still exists: process ${eval('job.pid')} (sleep 100) is still in it"]*.toString()
        cleanup:
        eval('job.kill(9).wait()')
    }

    def "an anonymous namespace has nothing to delete"() {
        when:
        eval "unshare('net') { here.net.delete() }"
        then:
        def e = thrown(NsxException)
        e.message.endsWith('has no name to delete')
    }
}
