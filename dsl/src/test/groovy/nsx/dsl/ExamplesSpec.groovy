package nsx.dsl

import nsx.rtnl.kind.Kinds

/** Every example of every word, as the reference and help show it, each in fresh namespaces. */
class ExamplesSpec extends LiveSpec {
    def "#word: #example.summary"() {
        given:
        assumePossible(example.needs())

        when:
        def failure = failureOf(example)

        then: "it runs, unless the kernel lacks what it says it needs: then the error says so, and ip(8) agrees"
        failure == null || example.needs() && failure.exitCode() == ExitCode.UNSUPPORTED && isLacking(example.needs())

        where:
        [word, example] << Vocabulary.standard().verbs().collectMany { verb ->
            verb.examples().collect { [verb.name(), it] }
        }
    }

    def "every word has an example, and says in one line what it is for"() {
        expect:
        Vocabulary.standard().verbs().findAll { !it.examples() || it.summary().readLines().size() != 1 }*.name() == []
    }

    def "every word that another one points to is there"() {
        given:
        def words = Vocabulary.standard()

        expect:
        words.verbs().collectMany { verb -> verb.related().findAll { words.find(it).empty }.collect { "${verb.name()}: $it" } } == []
    }

    private NsxException failureOf(Example example) {
        try {
            eval(example.script())
            return null
        } catch (NsxException e) {
            return e
        }
    }

    private static boolean isLacking(String needs) {
        if (Kinds.ALL.every { it.name() != needs }) {
            return true
        }
        peer("ip link add probe type $needs 2>&1 || true").contains('Unknown device type')
    }
}
