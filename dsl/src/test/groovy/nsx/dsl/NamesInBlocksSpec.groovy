package nsx.dsl

import java.lang.reflect.Modifier
import nsx.dsl.error.NsxException
import nsx.dsl.scope.ContainerScope
import nsx.dsl.scope.LinkScope
import nsx.dsl.scope.PairScope
import nsx.dsl.scope.WireguardScope
import nsx.dsl.value.namespace.DeclaredClocks
import nsx.dsl.value.namespace.TimeValue
import nsx.dsl.value.process.CgroupScope
import nsx.dsl.verb.Words
import nsx.rtnl.kind.Kinds

/** In a block of words of its own, every other name is the script's. */
class NamesInBlocksSpec extends LiveSpec {
    /** What Groovy gives to every object and every block. */
    static final Set<String> GROOVY = ['metaClass', 'class', 'property', 'delegate', 'owner', 'with', 'toString'] as Set

    static Set<String> members(Class<?> type) {
        def names = [] as Set
        for (Class<?> c = type; c != null && c.name.startsWith('nsx.'); c = c.superclass) {
            c.declaredFields.each { names << it.name }
            c.declaredMethods.each {
                names << it.name
                def property = (it.name =~ /^(?:get|set|is)([A-Z].*)$/)
                if (property) {
                    names << property[0][1].uncapitalize()
                }
            }
        }
        names.findAll { it ==~ /[a-zA-Z]\w*/ && !it.startsWith('lambda') } as Set
    }

    /** The methods behind the properties that are words. */
    static Set<String> accessors(Collection<String> words) {
        words.collectMany { ["get${it.capitalize()}", "set${it.capitalize()}", "is${it.capitalize()}"]*.toString() } as Set
    }

    static Map<String, List> scopes() {
        def words = { String word -> Words.vocabulary().find(word).orElseThrow().blockWords()*.name() as Set }
        ["bridge('br0')":  [LinkScope, words('bridge')],
         "cgroup('nsx-names')": [CgroupScope, CgroupScope.words()*.name() as Set],
         "container('c')": [ContainerScope, words('container')],
         "timens('t')": [DeclaredClocks, ['boottime', 'monotonic', 'realtime'] as Set],
         "time": [TimeValue, ['boottime', 'monotonic', 'realtime', 'frozen', 'offsets', 'reset', 'facts'] as Set],
        ]
    }

    def "in the block of #where a variable may have the name #name"() {
        given:
        assumePossible(where.startsWith('cgroup') ? 'cgroup' : 'bridge')

        expect:
        eval("$name = 'mine'; def seen; $where { seen = $name }; seen") == 'mine'

        and: 'one that is set there is the one outside'
        eval("$name = 'mine'; $where { $name = 'changed' }; $name") == 'changed'

        and: 'a block in a variable can be called'
        eval("$name = { 'called' }; def seen; $where { seen = $name() }; seen") == 'called'

        cleanup:
        eval("if (cgroup()*.name.contains('nsx-names')) { delete cgroup: 'nsx-names' }")

        where:
        [where, name] << scopes().collectMany { where, of ->
            (members(of[0]) - of[1] - accessors(of[1]) - GROOVY - Words.vocabulary().names()).sort().collect { [where, it] }
        }
    }

    def "#type has no public method that is not a word of its block"() {
        expect:
        type.declaredMethods.findAll { Modifier.isPublic(it.modifiers) && !Modifier.isStatic(it.modifiers) && !it.synthetic }*.name as Set
                == (words + extra) as Set

        where:
        type           | words                                                        | extra
        ContainerScope | Words.vocabulary().find('container').get().blockWords()*.name() | []
        CgroupScope    | []                                                           | ['methodMissing', 'propertyMissing']
        LinkScope      | ['up', 'down', 'master', 'altname', 'address']                | ['methodMissing', 'propertyMissing']
        PairScope      | []                                                           | ['methodMissing', 'propertyMissing']
        WireguardScope | ['peer']                                                     | ['methodMissing', 'propertyMissing']
    }

    def "every word of a device's block is one of its kind"() {
        expect:
        LinkScope.words(Kinds.ALL.find { it.name() == 'bridge' })*.name().containsAll(['up', 'down', 'master', 'altname', 'address', 'port', 'self'])
    }

    def "no method that Groovy gives to every object stands before one of the script"() {
        expect:
        eval("def count(x) { x }\ndef find(x) { x }\ndef seen = []\nbridge('br0') { seen << count(3) << find(4) }\nseen") == [3, 4]
    }

    def "the internals of a namespace are not properties"() {
        when:
        eval("netns('a').session")

        then:
        thrown(NsxException)
    }
}
