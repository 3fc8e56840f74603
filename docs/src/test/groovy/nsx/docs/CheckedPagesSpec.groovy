package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import spock.lang.Specification

/** {@code nsx check} reports no fault in a script that runs: in none of the pages, the examples and the scripts of the project. */
class CheckedPagesSpec extends Specification {
    private static final Engine ENGINE = new Engine(Words.vocabulary())

    static List<String> check(String text) {
        ENGINE.check(new Source('test.nsx', text)).collect { "line ${it.line()}: ${it.message()}: ${text.readLines()[it.line() - 1]}".toString() }
    }

    def "the blocks of #path that run, one after the other as they do"() {
        expect:
        check(new Page(path).nsx().findAll { it.exitCode() == 0 }*.text.join('\n')) == []

        where:
        path << PagesSpec.PAGES
    }

    def "the examples of #word"() {
        expect:
        examples.collectMany { check(it.script()) } == []

        where:
        word << Words.vocabulary().verbs()*.name()
        examples = Words.vocabulary().find(word).get().examples()
    }

    def "#script"() {
        expect:
        check(Files.readString(script)) == []

        where:
        script << ['../stdlib-scripts/src/main', 'benchmarks'].collectMany { root ->
            Files.walk(Path.of(root)).withCloseable { it.filter { f -> f.toString().endsWith('.nsx') }.sorted().toList() }
        }
    }
}
