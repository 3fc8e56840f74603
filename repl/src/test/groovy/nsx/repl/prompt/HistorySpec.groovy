package nsx.repl.prompt

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class HistorySpec extends Specification {
    @TempDir Path directory
    List<String> notices = []

    HistoryFile file() {
        HistoryFile.of([XDG_STATE_HOME: directory.toString()], notices.&add)
    }

    Path path() {
        directory.resolve('nsx/history')
    }

    static HistoryEntry entry(String text, int exit = 0) {
        new HistoryEntry(Instant.ofEpochMilli(1700000000123), Duration.ofMillis(45), exit, 'net:a', text)
    }

    def "an entry comes back as it was: #text"() {
        expect:
        HistoryEntry.decode(entry(text, 130).encode()).get() == entry(text, 130)
        !entry(text).encode().contains('\n')
        where:
        text << ["links()", "bridge br0 {\n\tup()\n}", 'a\\nb', "tab\there", 'größe', '']
    }

    def "a line that is not an entry is skipped"() {
        expect:
        HistoryEntry.decode(line).isEmpty()
        where:
        line << ['', 'x', '1\t2\t3\t4', 'a\tb\tc\td\te', '\u0000\u0001\t\t\t\t']
    }

    def "only the owner reads it, and a line with a blank in front is not in it"() {
        when:
        file().add(entry('links()'))
        file().add(entry(' secret'))
        then:
        file().recent()*.text() == ['links()']
        PosixFilePermissions.toString(Files.getPosixFilePermissions(path())) == 'rw-------'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(path().parent)) == 'rwx------'
        notices == []
    }

    def "two sessions lose nothing of each other's"() {
        when:
        def sessions = (1..2).collect { n ->
            Thread.start { def mine = file(); (1..200).each { mine.add(entry("line $n $it")) } }
        }
        sessions*.join()
        then:
        file().recent()*.text().toSet().size() == 400
    }

    def "an interrupted thread writes too and stays interrupted"() {
        when:
        Thread.currentThread().interrupt()
        file().add(entry('x'))
        then:
        Thread.interrupted()
        file().recent()*.text() == ['x']
        notices == []
    }

    def "the history has a limit and keeps the latest entries"() {
        when:
        def text = 'x' * 10_000
        (1..150).each { file().add(entry("$it $text")) }
        then:
        Files.size(path()) < 1100 * 1024
        file().recent().last().text().startsWith('150 ')
        file().recent().every { it.text().endsWith('x') }
    }

    def "a symbolic link is not followed"() {
        given:
        Files.createDirectories(path().parent)
        def other = Files.writeString(directory.resolve('other'), 'precious\n')
        Files.createSymbolicLink(path(), other)
        when:
        def history = file()
        history.add(entry('links()'))
        then:
        history.recent() == []
        Files.readString(other) == 'precious\n'
        notices == ["history is not kept: ${path()} is a symbolic link"]
    }

    def "a history that others can write is not used"() {
        given:
        Files.createDirectories(path().parent)
        Files.writeString(path(), entry('evil()').encode() + '\n')
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString('rw-rw-rw-'))
        expect:
        file().recent() == []
        notices == ["history is not kept: ${path()} can be written by others (mode 666)"]
    }

    def "ghost text is the rest of the last line that begins so"() {
        given:
        def history = new PromptHistory([entry("netns 'a'"), entry("netns 'b'"), entry('links()')])
        expect:
        history.rest('netns') == " 'b'"
        history.rest('li') == 'nks()'
        history.rest('links()') == ''
        history.rest('x') == ''
    }
}
