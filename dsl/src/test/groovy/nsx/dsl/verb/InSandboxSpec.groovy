package nsx.dsl.verb

import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

/** Every word does in a sandbox what it does outside, where /proc is another one and nsx itself has other numbers or none. */
class InSandboxSpec extends LiveSpec {
    /** They are about where one is, about a process outside, or about what the host sees; undo is about the lines before the block. */
    static final List<String> OUTSIDE = ['assert here == host', 'ProcessHandle', 'p.effects', 'undo(']

    def "#word: #example.summary"() {
        given:
        assumePossible(example.needs())

        when:
        def failure = failureOf("sandbox {\n${example.script()}\n}")

        then:
        failure == null || failure.exitCode() == ExitCode.UNSUPPORTED || !"${failure.message}: ${failure.reason()}"

        where:
        [word, example] << Words.vocabulary().verbs().collectMany { verb ->
            verb.examples().findAll { e -> !OUTSIDE.any { e.script().contains(it) } }.collect { [verb.name(), it] }
        }
    }

    private NsxException failureOf(String text) {
        try {
            eval(text)
            return null
        } catch (NsxException e) {
            return e
        }
    }
}
