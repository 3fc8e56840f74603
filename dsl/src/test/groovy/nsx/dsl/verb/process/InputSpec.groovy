package nsx.dsl.verb.process

import nsx.dsl.LiveSpec
import spock.lang.Timeout

/** What programs read as their standard input. */
@Timeout(120)
class InputSpec extends LiveSpec {
    def "#line"() {
        expect:
        eval(line) == value
        where:
        line                                                             | value
        "output 'cat', input: 'a\\nb'"                                   | 'a\nb'
        "output 'wc -l', input: 'a\\nb\\n'"                              | '2'
        "output 'wc -c', input: 'x' * 5_000_000"                         | '5000000'
        "output 'wc -c', input: [1, 0, 255] as byte[]"                   | '3'
        "output 'cat', input: ''"                                        | ''
        "output 'cat', input: \"\${'ä'}\""                               | 'ä'
        "output 'head -c 1', input: 'x' * 5_000_000"                     | 'x'
        "sh 'true', input: 'x' * 5_000_000"                              | 0
        "exec 'true', input: 'x' * 5_000_000"                            | 0
        "sh 'exec <&-; exit 0', input: 'x'"                              | 0
        "def j = spawn 'cat', input: 'later'; j.wait(); j.output"        | 'later'
        "netns('a') { output 'cat', input: 'there' }"                    | 'there'
    }

    def "without it a program has nsx's own input, and one in the background none"() {
        expect:
        eval("def j = spawn 'cat'; j.wait(); j.output") == ''
    }
}
