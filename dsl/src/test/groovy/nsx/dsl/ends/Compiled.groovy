package nsx.dsl.ends

import java.nio.file.Path
import nsx.dsl.KernelHas
import nsx.dsl.compile.Engine
import nsx.dsl.compile.ScriptCache
import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import nsx.dsl.verb.network.PublicLabsSpec
import nsx.dsl.verb.network.QueueKindsSpec
import nsx.rtnl.kind.Kinds
import nsx.test.Chance
import nsx.test.Trials

/**
 * Scripts of tests, compiled into a directory: {@code -Dnsx.test.scripts=DIRECTORY} has those of runs before. {@code -Dnsx.seed=SEED
 * Compiled DIRECTORY} compiles those that take longest, whether this kernel can run them or not: an emulated machine is slow at that.
 * {@code Compiled DIRECTORY FILE} compiles only what this kernel cannot run and the short form does, and writes into the file what this kernel has.
 */
final class Compiled {
    private static final Path GIVEN = System.getProperty('nsx.test.scripts')?.with { Path.of(it) }

    private Compiled() {}

    /** An engine that compiles every time, but what is in the directory that the run was given. */
    static Engine engine() {
        GIVEN ? engine(GIVEN) : new Engine(Words.vocabulary())
    }

    /** An engine that compiles a script once, and not at all if it is in the directory that the run was given. */
    static Engine engine(Path own) {
        new Engine(Words.vocabulary(), new ScriptCache(GIVEN ?: own.resolve('scripts'), 'test'))
    }

    static void main(String[] arguments) {
        def engine = new Engine(Words.vocabulary(), new ScriptCache(Path.of(arguments[0]), 'test'))
        if (arguments.length > 1) {
            def known = KernelHas.known(Kinds.ALL*.kernelName(), QueueKindsSpec.KINDS)
            new File(arguments[1]).text = known.join('\n')
            PublicLabsSpec.beyond(known).each { engine.load(PublicLabsSpec.script(it)) }
            return
        }
        def texts = trials().collectMany { scripts(it) }
        texts.toSet().each { engine.load(new Source(EndsSpec.LOOP, it)) }
        PublicLabsSpec.NAMES.each { engine.load(PublicLabsSpec.script(it)) }
    }

    private static List<Tried> trials() {
        KindTrials.kinds().collect { KindTrials.link(it) } + KindTrials.port() + KindTrials.property() +
            TableTrials.qdiscs().collect { TableTrials.qdisc(it) } + TableTrials.CLASSFUL.collect { TableTrials.trafficClass(it) } +
            TableTrials.OTHERS.values().collect { it() }
    }

    /** Those that the same seed makes in the tests. */
    private static List<String> scripts(Tried tried) {
        Samples.together(tried, new Chance(Trials.seed())).collectMany { parts(it) }.collect { tried.text(it) }
    }

    private static List<Map<String, String>> parts(Map<String, String> values) {
        [values] + (values.size() > 1 ? Samples.halves(values).collectMany { parts(it) } : [])
    }
}
