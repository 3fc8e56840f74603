package nsx.docs.editors

import java.lang.reflect.Modifier
import nsx.docs.LibraryScript
import nsx.dsl.session.Verb
import nsx.dsl.session.Vocabulary
import nsx.dsl.unit.Units
import nsx.dsl.verb.Words
import nsx.dsl.word.Parameter.Position
import nsx.dsl.word.Parameter.Type
import nsx.ns.NamedContexts
import nsx.ns.NamedNamespaces
import nsx.ns.NamespaceKind
import org.apache.groovy.parser.antlr4.GroovyLexer

/** What editors and shells are told of the language: words, units, keywords, and where the names of live objects stand. */
class Catalogue {
    static final Vocabulary VOCABULARY = Words.vocabulary()
    static final List<Verb> WORDS = VOCABULARY.verbs()
    static final List<LibraryScript> LIBRARY = LibraryScript.all()
    private static final String DEVICES = '/sys/class/net'

    /** All that a word answers to, dotted ones and the first parts of these included. */
    static List<String> names() {
        (VOCABULARY.names() + VOCABULARY.names().findAll { it.contains('.') }.collect { it.split(/\./)[0] }).unique().sort()
    }

    static List<String> plainNames() {
        names().findAll { !it.contains('.') }
    }

    static List<String> dottedNames() {
        names().findAll { it.contains('.') }
    }

    /** The properties of numbers: {@code 1.day}. */
    static Map<String, Class> units() {
        Units.declaredMethods.findAll { Modifier.isPublic(it.modifiers) && it.name.startsWith('get') }
            .collectEntries { [(unit(it.name.substring(3))): it.returnType] }.sort()
    }

    private static String unit(String getter) {
        getter ==~ /[A-Z]+/ ? getter : getter.uncapitalize()
    }

    /** Groovy's keywords, as its lexer knows them. */
    static List<String> keywords() {
        (0..GroovyLexer.VOCABULARY.maxTokenType).collect { GroovyLexer.VOCABULARY.getLiteralName(it) }
            .findAll { it ==~ /'[a-z]+'/ }.collect { it[1..-2] }.findAll { it != 'null' }.sort()
    }

    /** Where the names stand that a word takes first, or a named argument ({@code dev:}): directories, parted by colons. */
    static Map<String, String> places() {
        Map<String, String> places = [:]
        WORDS.each { word ->
            word.parameters().findAll { it.place() == Position.NAMED && it.type() == Type.LINK }
                .each { places[it.name() + ':'] = DEVICES }
            def first = word.parameters().find { it.positional }
            if (first && !word.name().contains('.') && directories(first.type())) {
                places[word.name()] = directories(first.type())
            }
        }
        NamespaceKind.values().each { places[it.file() + 'ns'] = directory(new NamedNamespaces(it).path('x')) }
        places.container = directory(new NamedContexts().path('x'))
        places.sort()
    }

    private static String directories(Type type) {
        def networks = directory(new NamedNamespaces(NamespaceKind.NET).path('x'))
        switch (type) {
            case Type.LINK: return DEVICES
            case [Type.NETNS, Type.ORIGIN]: return networks
            case [Type.ENDPOINT, Type.DESTINATION]: return "$DEVICES:$networks"
            default: return null
        }
    }

    private static String directory(String path) {
        path.substring(0, path.lastIndexOf('/'))
    }
}
