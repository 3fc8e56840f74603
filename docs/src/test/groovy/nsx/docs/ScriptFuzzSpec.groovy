package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import nsx.dsl.verb.Words
import nsx.repl.Checked
import nsx.test.Chance
import nsx.test.Trials
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/**
 * Damaged scripts are told of in our words: never with a class of Java, never by the compiler itself. How many there are is the system
 * property {@code nsx.fuzz.scripts}; the seed is {@code nsx.seed}.
 */
class ScriptFuzzSpec extends Specification {
    private static final int COUNT = Integer.getInteger('nsx.fuzz.scripts', 100)
    /** What a person who is used to a shell, to Python or to JSON may write, and what a slip of the finger leaves. */
    private static final List<String> ODD = ['"', "'", '$', '$$', '${', '\\', '{', '}', '(', ')', '[', ']', ',', ';', ':', '\n', '\r\n', '\t', '/*', '*/', '//',
        "'''", '"""', '$/', '/$', '->', '=>', '==', '=', '@', '#', '€', '\uD83D\uDE00', '\u0000', '\uFEFF', '\\u00', '0x', '1e', '.', '..', '*.', '?.', '&', '|',
        '`ls`', 'def ', 'class ', 'import ', 'package a\n', 'return ', 'new ', 'if (', 'else ', 'while (true) ', 'try {', 'catch (', 'throw ', 'enum ',
        'record ', 'trait ', 'switch (1) {', 'case 1:', 'assert ', 'goto ', 'this.', 'super.', 'null', 'true', '99999999999999999999', '1.5.7', '-', '--', '++']
    private static final String INTERNAL = /\b(?:java|javax|jdk|groovy|groovyjarjar\w*|org\.codehaus|org\.apache|nsx)\.\w[\w.$]*\b|\b[A-Z]\w*(?:Exception|Error)\b|(?i)antlr|BUG!|(?m)^\tat /

    @TempDir
    Path directory

    private static List<String> samples() {
        def pages = files(Path.of('.'), '.md').findAll { !it.toString().contains('target/') }.collectMany { new Page(it).nsx()*.text }
        def examples = Words.vocabulary().verbs().collectMany { it.examples()*.script() }
        def scripts = (files(Path.of('../stdlib-scripts/src/main'), '.nsx') + files(Path.of('benchmarks'), '.nsx')).collect { Files.readString(it) }
        pages + examples + scripts
    }

    private static List<Path> files(Path root, String ending) {
        Files.walk(root).withCloseable { it.filter { f -> f.toString().endsWith(ending) }.sorted().toList() }
    }

    private static String damaged(Chance chance, List<String> samples) {
        String text = chance.of(samples)
        for (int i = chance.between(1, 4); i > 0; i--) {
            int at = chance.between(0, text.length())
            int to = Math.min(text.length(), at + chance.between(1, 12))
            switch (chance.between(0, 5)) {
                case 0..2: text = text.substring(0, at) + chance.of(ODD) + text.substring(at); break
                case 3: text = text.substring(0, at) + text.substring(to); break
                case 4: text = text.substring(0, at) + chance.of(ODD) + text.substring(to); break
                default:
                    String other = chance.of(samples)
                    int from = chance.between(0, other.length())
                    text = text.substring(0, at) + other.substring(from, Math.min(other.length(), from + chance.between(1, 60))) + text.substring(at)
            }
        }
        chance.once(20) ? text.substring(0, text.length() >> 1) : text
    }

    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    def "damaged scripts"() {
        given:
        def samples = samples()
        long seed = Trials.seed()
        Map<Integer, Integer> codes = new TreeMap<>()
        def slips = []
        def file = directory.resolve('lab.nsx')

        when:
        for (int i = 0; i < COUNT; i++) {
            String text = damaged(new Chance(seed + i), samples)
            Files.writeString(file, new String(text.getBytes('UTF-8'), 'UTF-8'))
            def seen = Checked.of(file)
            codes.merge(seen.code(), 1, Integer::sum)
            def told = seen.told().readLines().findAll { !it.startsWith('    ') }.join('\n')
            def inside = (told =~ INTERNAL).collect { it as String }.findAll { !text.contains(it) }
            if (inside || seen.aside() || !(seen.code() in [0, 1, 2, 65])) {
                slips << "-Dnsx.seed=${seed + i}: ${seen.code()} ${inside} ${seen.aside()}\n${text}\n-----\n${seen.told()}"
            }
        }
        System.out.println("$COUNT damaged scripts of ${samples.size()} samples, seed $seed, by exit code: $codes")

        then:
        slips.take(12).join('\n=====\n') == ''
    }
}
