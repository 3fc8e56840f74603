package nsx.dsl

/** What help shows runs. */
class ExamplesSpec extends LiveSpec {
    def "#verb: #example"() {
        when:
        eval script
        session.programs().jobs().each { it.kill(9); it.wait() }
        then:
        noExceptionThrown()
        where:
        [verb, example, script] << Vocabulary.standard().verbs().collectMany { v ->
            v.examples().findAll { it.needs().isEmpty() }.collect { [v.name(), it.summary(), it.script()] }
        }
    }
}
