package nsx.dsl.compile

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import spock.lang.Specification
import spock.lang.TempDir

class ScriptCacheSpec extends Specification {
    @TempDir
    Path directory

    def "a namespace that could not be kept leaves nothing"() {
        given:
        def cache = directory.resolve('cache')
        def engine = new Engine(Words.vocabulary(), new ScriptCache(cache, 'test'))
        def source = new Source('a', '1')
        engine.load(source)
        def kept = Files.list(cache).withCloseable { it.toList() }
        assert kept.size() == 1

        when: 'the file cannot take its place'
        Files.delete(kept[0])
        Files.createDirectories(kept[0].resolve('below'))
        engine.load(source)

        then:
        Files.list(cache).withCloseable { it.toList() } == kept
    }
}
