package nsx.dsl.verb

import java.lang.reflect.Modifier
import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.session.Verb
import nsx.rtnl.kind.Kinds
import spock.lang.Specification

/** The list of words is complete, and no name in it is taken twice. */
class WordsSpec extends Specification {
    static final Path VERBS = Path.of('src/main/java/nsx/dsl/verb')

    def "each word below nsx.dsl.verb is in the list of its theme"() {
        given:
        def classes = Files.walk(VERBS).withCloseable { it.toList() }.findAll { it.fileName as String ==~ /.*Verb\.java/ }
            .collect { Class.forName('nsx.dsl.verb.' + (VERBS.relativize(it) as String).replace('/', '.') - '.java') }
            .findAll { Verb.isAssignableFrom(it) && !Modifier.isAbstract(it.modifiers) }

        expect:
        classes.size() > 30
        classes*.simpleName.toSet() - Words.ALL*.class*.simpleName == [] as Set
    }

    def "each kind of device is a word"() {
        expect:
        Kinds.ALL*.name().findAll { Words.vocabulary().find(it).empty } == []
    }

    def "no two words answer to one name"() {
        expect:
        Words.ALL.collectMany { [it.name()] + it.aliases() }.countBy { it }.findAll { it.value > 1 } == [:]
    }
}
