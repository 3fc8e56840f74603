package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.script.Source
import nsx.repl.Transcript
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Specification

/** Every page runs, from its first line to its last, and prints what it shows; {@link Page} says how. */
class PagesSpec extends Specification {
    static final List<Path> PAGES = pages()

    def "#name runs and prints what it shows"() {
        given:
        def page = new Page(path)

        when:
        Map<Page.Block, Transcript.Printed> printed = Fresh.call { new World(page).run() }
        if (Boolean.getBoolean('nsx.docs.write')) {
            page.write(printed.collectEntries { block, it -> [block, it.text()] })
            page = new Page(path)
        }

        then:
        [printed.values().toList(), page.nsx()].transpose().each { it, block ->
            assert it.code() == block.exitCode() : "$block: $it"
            assert Page.masked(it.text()) == Page.masked(block.output?.text ?: '') : "$block prints something else"
        }

        where:
        path << PAGES
        name = path.toString()
    }

    def "#name: what nsx makes is what the shell's commands make"() {
        given:
        def page = new Page(path)

        when:
        def ours = Fresh.call { def world = new World(page); world.run(); world.states }
        def theirs = Fresh.call {
            page.sh().collectEntries { block ->
                Peer.run("set -e\n$block.text")
                NetworkState.settle()
                [block, state()]
            }
        }

        then:
        page.pairs().size() > 5
        page.pairs().collect { sh, nsx -> differences("$nsx", theirs[sh], ours[nsx]) }.findAll() == []

        where:
        path << PAGES.findAll { new Page(it).pairs() }
        name = path.toString()
    }

    def "#name: what the shell's commands print is what nsx prints"() {
        given:
        def page = new Page(path)
        def outputs = Fresh.call {
            page.sh().collectEntries { [it, Peer.run("set -e\n$it.text")] }
        }

        expect:
        page.echoes().size() > 5
        page.echoes().each { sh, nsx -> assert Page.masked(outputs[sh]) == Page.masked(nsx.output.text) : "$sh" }

        where:
        path << PAGES.findAll { new Page(it).echoes() }
        name = path.toString()
    }

    /** What there is to compare, by the network namespace, and of IPC that of the current namespace. */
    static Map<String, Map> state() {
        NetworkState.read() + ['IPC': IpcState.read()]
    }

    /** Fresh namespaces in which the blocks of a page run. */
    static class World {
        final Page page
        final Map<Page.Block, Map> states = [:]

        World(Page page) {
            this.page = page
        }

        Map<Page.Block, Transcript.Printed> run() {
            new Transcript().withCloseable { session ->
                page.nsx().collectEntries { block ->
                    NetworkState.settle()
                    def printed = session.run(new Source('lab.nsx', block.text))
                    states[block] = state()
                    [block, printed]
                }
            }
        }
    }

    private static String differences(String where, Map theirs, Map ours) {
        (theirs.keySet() + ours.keySet()).findAll { theirs[it] != ours[it] }
            .collect { "$where, '$it':\n    shell: ${theirs[it]}\n    nsx:   ${ours[it]}" }.join('\n')
    }

    private static List<Path> pages() {
        Files.walk(Path.of('.')).withCloseable { files ->
            [Path.of('../README.md')] + files.filter { it.toString().endsWith('.md') }.toList()
        }.findAll { !it.startsWith('./target') && new Page(it).nsx() }.sort()
    }
}
