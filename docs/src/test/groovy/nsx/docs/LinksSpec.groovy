package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** What the documentation points to is there, and all of it can be found from its front page. */
class LinksSpec extends Specification {
    static final List<Path> PAGES = pages()

    def "#page points to files that are there"() {
        expect:
        targets(page).findAll { !Files.exists(it) } == []

        where:
        page << PAGES
    }

    def "every page can be reached from the front page"() {
        given:
        Set<Path> reached = []
        List<Path> open = [Path.of('../README.md').toRealPath()]
        while (open) {
            def page = open.pop()
            if (reached.add(page)) {
                open.addAll(targets(page).findAll { it.toString().endsWith('.md') && Files.exists(it) })
            }
        }

        expect:
        PAGES*.toRealPath() as Set == reached
    }

    private static List<Path> targets(Path page) {
        def text = Files.readString(page).replaceAll(/(?ms)^```.*?^```$/, '').replaceAll(/`[^`\n]*`/, '`')
        (text =~ /\]\(([^)\s]+)\)/).collect { it[1] }
            .findAll { !it.contains('://') && !it.startsWith('#') }
            .collect { page.toRealPath().resolveSibling(it.split('#')[0]).normalize() }
    }

    private static List<Path> pages() {
        Files.walk(Path.of('.')).withCloseable { files ->
            [Path.of('../README.md')] + files.filter { it.toString().endsWith('.md') }.toList()
        }.findAll { !it.startsWith('./target') }.sort()
    }
}
