package nsx.repl

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

class TrainingSpec extends Specification {
    def "the training splits its line as a shell would: #line"() {
        given:
        def shell = ['sh', '-c', "for word in $line; do printf '%s\\0' \"\$word\"; done"].execute()

        expect:
        Training.words(line).toList() == shell.inputStream.getText('UTF-8').split('\0').toList()

        where:
        line << ['script', 'more'].collectMany { Files.readAllLines(Path.of('src/main/train', it)) }
    }
}
