package nsx.repl.manual

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.verb.Words
import nsx.test.Needs
import nsx.test.Peer
import spock.lang.Specification
import spock.lang.TempDir

/** The words' pages of the manual, as mandoc(1) reads them. */
class ManPagesSpec extends Specification {
    @TempDir
    Path directory

    def setup() {
        ManPages.main(directory.toString(), '1.2.3')
    }

    def "each word has a page that mandoc finds no fault in"() {
        given:
        Needs.programs('mandoc')

        expect:
        Words.vocabulary().verbs().every { Files.exists(directory.resolve("nsx-${it.name()}.1")) }
        Peer.run("cd $directory && mandoc -T lint -W warning *.1 2>&1 || true") == ''
    }

    def "a page shows what help shows"() {
        given:
        Needs.programs('mandoc')

        when:
        def text = Peer.run("mandoc -T utf8 $directory/nsx-ping.1").replaceAll(/.\x08/, '')

        then:
        text.contains('nsx-ping - send ICMP echo requests')
        text.contains('count:')
        text =~ /SEE ALSO\s+nsx\(1\)/
    }

    def "what begins a macro elsewhere is text here"() {
        expect:
        Roff.line(".so it isn't") == "\\&.so it isn\\(aqt"
        Roff.escaped('a-b\\c é') == 'a\\-b\\ec \\[u00E9]'
    }
}
