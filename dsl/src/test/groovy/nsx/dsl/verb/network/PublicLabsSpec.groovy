package nsx.dsl.verb.network

import java.nio.file.Path
import nsx.dsl.KernelHas
import nsx.dsl.LiveSpec
import nsx.dsl.NetworkDump
import nsx.dsl.ends.Compiled
import nsx.dsl.script.Source
import nsx.test.Fresh
import spock.lang.Shared
import spock.lang.Tag
import spock.lang.TempDir

/** The corpus of public labs (src/test/labs): built by nsx and by ip(8), bridge(8) and tc(8), each is the same. */
@Tag('kernel')
class PublicLabsSpec extends LiveSpec {
    static final File LABS = new File('src/test/labs')
    static final List<String> NAMES = LABS.list().findAll { it.endsWith('.sh') }*.replace('.sh', '').sort()

    /** A script that runs twice is compiled once. */
    @Shared
    @TempDir
    Path compiled

    def setupSpec() {
        engine = Compiled.engine(compiled)
    }

    def "#lab is the same by nsx and by its original, and its second run changes nothing"() {
        given:
        def original = Fresh.call {
            peer "sh -e ${new File(LABS, lab + '.sh').absolutePath}"
            NetworkDump.settled()
        }
        def lines = script(lab).text()
        def made = changes(lines)
        def differences = differences(original, NetworkDump.settled())

        expect:
        made != []
        differences == []
        changes(lines) == []

        where:
        lab << NAMES.findAll { here(it) }
    }

    def "the corpus has twenty labs or more"() {
        expect:
        NAMES.size() >= 20
        NAMES.every { new File(LABS, it + '.nsx').exists() }
    }

    /** What nsx builds it with. */
    static Source script(String lab) {
        new Source('test.nsx', new File(LABS, lab + '.nsx').text)
    }

    /** Whether the kernel has the kinds of devices and qdiscs that the original names, and no other kernel has run it. */
    static boolean here(String lab) {
        def kinds = kinds(lab)
        def qdiscs = qdiscs(lab)
        !KernelHas.ranElsewhere(kinds, qdiscs) && kinds.every { KernelHas.kind(it) } &&
            KernelHas.everyQdisc(qdiscs.collect { [it, it == 'netem' ? 'delay 1ms' : ''] })
    }

    private static List<String> kinds(String lab) {
        (new File(LABS, lab + '.sh').text =~ / type (\w+)/).collect { it[1] }.unique()
    }

    private static List<String> qdiscs(String lab) {
        def text = new File(LABS, lab + '.sh').text
        ['prio', 'netem', 'fq_codel'].findAll { text =~ /handle \w+: $it/ }
    }

    /** The labs that need more than what {@link KernelHas#known} says. */
    static List<String> beyond(Collection<String> known) {
        NAMES.findAll { !known.containsAll(kinds(it).collect { "kind $it".toString() } + qdiscs(it).collect { "qdisc $it".toString() }) }
    }

    private static List<String> differences(Map first, Map second) {
        def here = properties('', first)
        def there = properties('', second)
        (here - there).collect { "only the original: $it".toString() } + (there - here).collect { "only nsx: $it".toString() }
    }

    /** Each property with the way to it; what a list holds goes by its name or number. */
    private static List<String> properties(String path, Object value) {
        if (value instanceof Map) {
            return value.collectMany { key, inner -> properties("$path $key", inner) }
        }
        if (value instanceof List && value && value[0] instanceof Map) {
            return value.collectMany { properties("$path ${NAMED.collect { n -> it[n] }.findAll()}", it) }
        }
        ["$path = $value".toString()]
    }

    private static final List<String> NAMED = ['ifname', 'dev', 'id', 'priority', 'type', 'table', 'dst', 'local', 'mac', 'kind', 'class', 'handle', 'parent']
}
