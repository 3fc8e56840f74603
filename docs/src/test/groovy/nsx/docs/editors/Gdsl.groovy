package nsx.docs.editors

import nsx.dsl.help.HelpPage
import nsx.dsl.scope.ContainerScope
import nsx.dsl.scope.LinkScope
import nsx.dsl.session.Verb
import nsx.dsl.session.WordReference
import nsx.dsl.value.process.CgroupScope
import nsx.dsl.verb.network.KindVerb
import nsx.dsl.word.Parameter
import nsx.dsl.word.Parameter.Position
import nsx.dsl.word.Parameter.Type
import nsx.dsl.word.Theme

/** The words as IntelliJ IDEA's Groovy plug-in is told of them: methods and properties of the script, of blocks and of numbers. */
class Gdsl {
    static List<String> lines() {
        def plain = Catalogue.WORDS.findAll { !it.name().contains('.') }
        def dotted = Catalogue.WORDS - plain
        Theme.values().collectMany { theme ->
            contributor('script', plain.findAll { it.theme() == theme }.collectMany { verb -> [verb.name(), *verb.aliases()].collect { word(verb, it) } })
        } +
            contributor('script', plain.findAll { it.bareResult() != Object }.collect { property(it.name(), it.bareResult()) } +
                dotted*.name().collect { it.split(/\./)[0] }.unique().collect { property(it, WordReference) }) +
            contributor('afterDot', dotted.collect { word(it, it.name().split(/\./)[1]) }) +
            contributor('number', Catalogue.units().collect { name, type -> property(name, type) }) +
            contributor('blocks', Catalogue.WORDS.findAll { scope(it) }.collectMany(this.&block))
    }

    private static List<String> contributor(String context, List<String> body) {
        body ? ["contributor($context) {".toString()] + body.collect { '    ' + it } + ['}'] : []
    }

    private static String word(Verb verb, String name) {
        def page = new HelpPage(verb)
        def required = page.arguments().findAll { it.place() == Position.REQUIRED }
        def options = page.options().findAll { it.name() != '*' }
        "word(delegate, [name: ${text(name)}, type: ${text(verb.result().name)}, " +
            "doc: ${text("<code>${html(page.syntax())}</code><br>${html(page.summary())}")}, " +
            "required: ${map(required) { text(java(it)) }}, optional: ${map(page.arguments() - required) { text(java(it)) }}, " +
            "options: ${map(options) { "[${text(java(it))}, ${text(it.summary())}]" }}, block: ${!page.block().empty}])"
    }

    private static String property(String name, Class<?> type) {
        "property(name: ${text(name)}, type: ${text(type.name)})"
    }

    private static String map(List<Parameter> parameters, Closure<String> value) {
        '[' + (parameters.collect { "${key(it.name())}: ${value(it)}" }.join(', ') ?: ':') + ']'
    }

    /** The words that only its block has. */
    private static List<String> block(Verb word) {
        ["if (enclosingCall(${text(word.name())})) {".toString(),
         "    delegatesTo(findClass(${text(scope(word).name)}))".toString()] +
            (word instanceof KindVerb ? new HelpPage(word).options().collect {
                "    method(name: ${text(it.name())}, type: 'void', params: [value: ${text(java(it))}], doc: ${text(it.summary())})".toString()
            } : []) + ['}']
    }

    private static Class<?> scope(Verb word) {
        word instanceof KindVerb ? LinkScope : [container: ContainerScope, cgroup: CgroupScope][word.name()]
    }

    /** What an argument may be as Java sees it: names and addresses may be texts or what they stand for. */
    private static String java(Parameter parameter) {
        if (parameter.place() == Position.REPEATED) {
            return 'java.lang.Object...'
        }
        switch (parameter.type()) {
            case Type.FLAG: return 'java.lang.Boolean'
            case Type.MAP: return 'java.util.Map'
            case Type.LIST: return 'java.util.List'
            default: return 'java.lang.Object'
        }
    }

    private static String key(String name) {
        name ==~ /[A-Za-z_]\w*/ && !(name in Catalogue.keywords()) ? name : text(name)
    }

    private static String html(String text) {
        text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    }

    private static String text(String text) {
        "'" + text.replace('\\', '\\\\').replace("'", "\\'") + "'"
    }
}
