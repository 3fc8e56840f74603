package nsx.dsl.compile

import java.lang.reflect.Modifier
import java.nio.file.FileSystems
import java.nio.file.Files
import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import org.codehaus.groovy.control.ResolveVisitor
import org.codehaus.groovy.vmplugin.v9.ClassFinder
import spock.lang.Specification

class DefaultImportsSpec extends Specification {
    def "no files are searched for the classes that need no import"() {
        expect:
        ClassFinder.find(URI.create('jrt:/modules/java.base/'), 'java', true, false) == [:]
    }

    def "a script names the classes of #prefix without an import"() {
        given:
        def names = names(prefix)

        when:
        def classes = compiled("[${names.collect { it + '.class' }.join(', ')}]")

        then:
        names.size() > least
        classes*.name == names.collect { prefix + it }

        where:
        prefix       | least
        'java.lang.' | 60
        'java.util.' | 80
        'java.io.'   | 50
        'java.net.'  | 30
    }

    private static List<Class<?>> compiled(String text) {
        def compiled = new Compiler(Words.vocabulary(), new ScriptLoader(DefaultImportsSpec.classLoader), { false }, false)
                .compile(new Source('-e', "static all() { $text }"))
        def script = new ScriptLoader(DefaultImportsSpec.classLoader).script(compiled)
        script.getClass().getMethod('all').invoke(null) as List<Class<?>>
    }

    private static List<String> names(String prefix) {
        assert prefix in ResolveVisitor.DEFAULT_IMPORTS
        def directory = FileSystems.getFileSystem(URI.create('jrt:/')).getPath('modules/java.base', prefix.replace('.', '/'))
        Files.list(directory).withCloseable { files ->
            files.collect { it.fileName.toString() }
                    .findAll { it.endsWith('.class') && !it.contains('$') && !it.contains('-') }
                    .collect { it - '.class' }
                    .findAll { Modifier.isPublic(Class.forName(prefix + it, false, null).modifiers) }
                    .sort()
        }
    }
}
