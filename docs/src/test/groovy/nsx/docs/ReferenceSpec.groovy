package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.verb.Words
import spock.lang.Specification

/** The committed reference is what the catalogue of words says; {@code .ci/generate reference} writes it anew. */
class ReferenceSpec extends Specification {
    static final Path DIRECTORY = Path.of('reference')
    static final Map<String, String> PAGES = new Reference(Words.vocabulary()).pages()

    def setupSpec() {
        if (Boolean.getBoolean('nsx.docs.write')) {
            Files.createDirectories(DIRECTORY)
            committed().each { Files.delete(DIRECTORY.resolve(it)) }
            PAGES.each { name, text -> Files.writeString(DIRECTORY.resolve(name), text) }
        }
    }

    def "each word has its page, and there are no others"() {
        expect:
        committed() == PAGES.keySet()
    }

    def "#name is up to date (.ci/generate reference)"() {
        expect:
        Files.readString(DIRECTORY.resolve(name)) == PAGES[name]

        where:
        name << PAGES.keySet()
    }

    private static Set<String> committed() {
        Files.list(DIRECTORY).withCloseable { it.map { file -> file.fileName as String }.toList() } as Set
    }
}
