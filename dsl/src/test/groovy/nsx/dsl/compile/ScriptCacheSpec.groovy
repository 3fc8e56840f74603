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

    def "a line of -e that was compiled leaves a mark of its name, others none: #text"() {
        given:
        def engine = new Engine(Words.vocabulary(), new ScriptCache(directory, 'test'))

        when:
        engine.load(new Source(name, text))

        then:
        def place = directory.resolve('e').resolve(System.getProperty('java.runtime.version'))
        def marks = (place.toFile().list() ?: []) as List
        marks == mark
        marks.every { Files.isRegularFile(place.resolve(it)) }

        where:
        name    | text                                 || mark
        '-e'    | "println 'a'"                        || [text]
        '-e'    | '[1].each { println "$it" }'       || [text]
        '-e'    | "address '10.0.0.1/24', dev: 'x'"    || ["address '10.0.0.1\\24', dev: 'x'" as String]
        '-e'    | '1\n2'                               || [text]
        '-e'    | '1' * 300                            || []
        'stdin' | '1'                                  || []
    }

    def "texts that differ in plain literals share what was compiled: #one"() {
        given:
        def cache = directory.resolve('cache')
        def engine = new Engine(Words.vocabulary(), new ScriptCache(cache, 'test'))

        when:
        engine.load(new Source('-e', one))
        engine.load(new Source('-e', other))

        then:
        cache.toFile().list().count { it.endsWith('.classes') } == count

        where:
        one                                     | other                                         || count
        "netns 'a1'"                            | "netns 'b22'"                                 || 1
        "netns('a').links(mtu: 1400)"           | "netns('b').links(mtu: 9000)"                 || 1
        'hostname "x"'                          | 'hostname "y"'                                || 1
        "x = 5; x.times { println 'a' }"        | "x = 7; x.times { println 'b' }"              || 1
        "address '10.0.0.1/24', dev: 'a'"       | "address '10.0.0.2/24', dev: 'b'"             || 1
        "println(['a', 1, [b: 2]])"             | "println(['c', 3, [b: 4]])"                   || 1
        "sleep 5.ms"                            | "sleep 6.ms"                                  || 1
        // what a literal is there decides what is compiled
        "println(['a': 1])"                     | "println(['b': 1])"                           || 2
        "println 'a'.'size'()"                  | "println 'a'.'length'()"                      || 2
        "assert 1 == 1"                         | "assert 2 == 2"                               || 2
        'println "${1}a"'                       | 'println "${1}b"'                             || 2
        "println 1.5"                           | "println 1.6"                                 || 2
        "println(-1)"                           | "println(-2)"                                 || 2
        "println 3000000000"                    | "println 4000000000"                          || 2
        "println 010"                           | "println 011"                                 || 2
        "println 'a\\tb'"                     | "println 'c\\td'"                           || 2
        "println 'ab' =~ /a'/"                  | "println 'cd' =~ /a'/"                        || 2
        "switch (args) { case 'a': break }"     | "switch (args) { case 'b': break }"           || 2
        "int n = 5"                             | "int n = 6"                                   || 2
        "char c = 'a'"                          | "char c = 'b'"                                || 2
        "def f(x = 'a') { x }"                  | "def f(x = 'b') { x }"                        || 2
        "def f() { println 'a' }"               | "def f() { println 'b' }"                     || 2
        "class A { def b = 'a' }"               | "class A { def b = 'b' }"                     || 2
        "@Deprecated def x = 'a'"               | "@Deprecated def x = 'b'"                     || 2
        "println 'undo'"                        | "println 'done'"                              || 2
        "println 'it\"s'"                      | "println 'it`s'"                              || 2
        "println 1"                             | "println '1'"                                 || 2
        "println 1"                             | "print 1"                                     || 2
    }

    def "a file's text is compiled as it is"() {
        given:
        def cache = directory.resolve('cache')
        def engine = new Engine(Words.vocabulary(), new ScriptCache(cache, 'test'))
        when:
        ['a', 'b'].each { engine.load(new Source('a.nsx', "println '$it'")) }
        then:
        Files.list(cache).withCloseable { it.count() } == 2
    }

    def "a shared script has the literals of its own text, of the same types: #text"() {
        given:
        def engine = new Engine(Words.vocabulary(), new ScriptCache(directory.resolve('cache'), 'test'))
        def run = { String t -> new groovy.lang.Binding().with { b -> def s = engine.load(new Source('-e', t)); s.binding = b; s.run(); b.variables.r } }
        expect:
        run(text) == value
        run(text).class == value.class
        run(other) == (new GroovyShell().evaluate(other + '; r'))
        run(text) == value
        where:
        text                                             | other                                            || value
        "r = 'a' + 'b'"                                  | "r = 'c' + 'dd'"                                 || 'ab'
        "r = 3 * 4 + 'abc'.size()"                       | "r = 5 * 6 + 'x'.size()"                         || 15
        "r = [1, 'a', [k: 2]].collect { [it, 'z'] }"     | "r = [3, 'b', [k: 4]].collect { [it, 'y'] }"     || [[1, 'z'], ['a', 'z'], [[k: 2], 'z']]
        "x = [5, 6]; x[1] = 7; r = x[0] + x[1]"          | "x = [8, 9]; x[0] = 1; r = x[1] + x[0]"          || 12
        "r = [1, 2].inject(10) { a, b -> a + b * 2 }"    | "r = [3, 4].inject(20) { a, b -> a + b * 3 }"    || 16
        "r = String.format('%s-%d', 'a', 4)"             | "r = String.format('%s_%d', 'b', 5)"             || 'a-4'
        "r = 'b' > 'a' && 2 < 3"                         | "r = 'b' > 'c' && 2 < 3"                         || true
        "r = 'a,b'.split(',').toList()"                  | "r = 'c:d'.split(':').toList()"                  || ['a', 'b']
    }
}
