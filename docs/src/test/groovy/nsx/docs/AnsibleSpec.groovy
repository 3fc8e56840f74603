package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.test.Needs
import spock.lang.Tag

/** The page about Ansible: its files are used and its commands run beside two hosts, and print what it shows. */
@Tag('slow')
class AnsibleSpec extends OnHosts {
    static final Path PAGE = Path.of('ansible/README.md')

    /** Lines in an order of their own, because several hosts answer at once, and without the stars of headings. */
    static List<String> said(String text) {
        text.readLines()*.replaceAll(/ \*+$/, '')*.replaceAll(/^.*\/(?=script.nsx)/, '        "')*.replaceAll(/ +/, ' ')*.trim().findAll().sort()
    }

    def "the page's commands print what it shows"() {
        given:
        Needs.programs('ansible', 'python3')
        def page = new Page(PAGE)
        page.blocks.findAll { it.note.contains('.') }.each { Files.writeString(directory.resolve(it.note), it.text) }
        def commands = page.blocks.findAll { it.language == 'sh' }
        Files.createDirectory(directory.resolve('bin'))
        Files.createSymbolicLink(directory.resolve('bin/nsx'), Path.of(nsx()))

        when:
        def run = shell("""
            export NSX=${Path.of('..').toRealPath()} ANSIBLE_REMOTE_TMP=\$PWD/tmp ANSIBLE_SSH_ARGS="-F \$PWD/config" ANSIBLE_LOCALHOST_WARNING=false ANSIBLE_NOCOLOR=1
            """.stripIndent() + commands.indexed().collect { i, it -> "{ $it.text } >said$i 2>&1 || true" }.join('\n'))
        def printed = commands.indices.collect { said(Files.readString(directory.resolve("said$it"))) }
        def shown = commands.collect { command ->
            def next = page.blocks[page.blocks.indexOf(command) + 1]
            next.language == 'text' ? said(next.text) : []
        }

        then:
        run.code == 0
        printed == shown
    }
}
