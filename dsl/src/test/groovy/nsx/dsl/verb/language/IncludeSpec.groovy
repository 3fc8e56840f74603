package nsx.dsl.verb.language

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import spock.lang.TempDir

class IncludeSpec extends LiveSpec {
    @TempDir
    Path directory

    def "a script of the library runs here, with its arguments"() {
        when:
        eval "def args = ['mine']; include 'lab/star', 2"
        then:
        peer('ip netns | cut -d " " -f 1 | sort | tr "\\n" " "') == 'star-1 star-2 star-hub'
        eval('args') == ['mine']
        when:
        eval "include 'lab/star', '--down'"
        then:
        peer('ip netns') == ''
    }

    def "a file runs here, and its variables stay"() {
        given:
        def file = Files.writeString(directory.resolve('part.nsx'), 'def answer = args[0] + "!"; answer')
        expect:
        eval("include '$file', 'x'") == 'x!'
        eval('answer') == 'x!'
    }

    def "a missing script has one exit code and a hint, whatever is done with it: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        [e.message, e.reason(), e.hint(), e.exitCode().number()] == [message, reason, hint, 127]
        where:
        line                  | message                         | reason                                        | hint
        "include 'lab/strar'" | 'cannot include lab/strar'      | 'neither a file nor a script of the library'  | "did you mean 'lab/star'?"
        "diff 'lab/strar'"    | 'cannot compare with lab/strar' | 'neither a file nor a script of the library'  | "did you mean 'lab/star'?"
        "include '/'"         | 'cannot include /'              | 'it is a directory'                           | null
        "include ''"          | 'cannot include '               | 'the name of a script cannot be empty'        | null
    }

    def "its answers can go elsewhere than those of the line that includes it"() {
        given:
        def file = directory.resolve('asks.nsx')
        Files.writeString(file, "links()*.name\n")
        def included = []
        session.answers().printIncludedTo { included << it }

        when:
        def value = eval("include '$file'")

        then:
        included == [['lo']]
        !session.answers().isShown(value)
        answers == []
    }
}
