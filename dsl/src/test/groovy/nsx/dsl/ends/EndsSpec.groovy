package nsx.dsl.ends

import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.test.Chance
import nsx.test.Trials
import spock.lang.Shared
import spock.lang.TempDir

/**
 * Tries the options of a table: at each end of its range and between, what nsx sets is what ip(8), tc(8) and bridge(8) show after their
 * own command lines in another namespace, and a second run changes nothing; what is refused is refused with a reason and leaves nothing.
 * {@code -Dnsx.test.scripts=DIRECTORY} has scripts that were compiled before, for a slow machine ({@link Compiled}).
 */
abstract class EndsSpec extends LiveSpec {
    static final List<String> PROGRAMS = ['ip', 'ip -6', 'tc', 'bridge']

    /** The name of a text without a file. */
    static final String LOOP = '-e'

    @Shared
    @TempDir
    Path compiled

    /** The programs in this namespace and in the one that gets the command lines. */
    private Map<String, Asked> here = [:]
    private Map<String, Asked> again = [:]
    private List<String> faults = []

    def setupSpec() {
        engine = Compiled.engine(compiled)
    }

    def cleanup() {
        (here.values() + again.values())*.close()
    }

    /** Tries all options. */
    boolean tries(Tried tried) {
        peer 'ip netns add again'
        PROGRAMS.each { here[it] = new Asked(it); again[it] = new Asked(it, 'again') }
        both(tried.before).each { faults << "before: $it".toString() }
        long seed = Trials.seed()
        def chance = new Chance(seed)
        Samples.together(tried, chance).each { together(tried, it) }
        assert faults.empty : "-Dnsx.seed=$seed\n${faults.join('\n')}"
        true
    }

    /** Tries the values that no option takes; nsx itself refuses them, so it needs none of what the kernel has. */
    boolean refuses(Tried tried) {
        PROGRAMS.each { here[it] = new Asked(it) }
        tried.before.each { ask(here, it) }
        tried.options.findAll { !(it.name() in tried.kernels) }.each { option ->
            Samples.wrong(option).each { doesNotFit(tried, option.name(), it) }
        }
        assert faults.empty : faults.join('\n')
        true
    }

    /** A text as a loop of a shell says it: texts that differ in a literal are compiled once. */
    @Override
    Object eval(String text) {
        session.eval(new Source(LOOP, text))
    }

    /** Tries options at once, and where that is not as it should be each half of them, for a fault is of one option or of none. */
    private void together(Tried tried, Map<String, String> values) {
        def wrong = fits(tried, values)
        if (wrong && values.size() > 1) {
            Samples.halves(values).each { together(tried, it) }
        } else {
            faults.addAll(wrong)
        }
    }

    /** What is wrong when they are set; several options that are refused together are wrong, one alone is not. */
    private List<String> fits(Tried tried, Map<String, String> values) {
        String script = tried.text(values)
        def was = shown(here, tried)
        try {
            changes(script)
        } catch (NsxException e) {
            return refused(tried, script, e, was) ?: values.size() > 1 ? ["$script is refused: $e.message".toString()] : []
        }
        def wrong = differs(tried, script, values.size() > 1)
        def second = tried.untold(values.keySet().first()) ? [] : again(script)
        both(tried.remove)
        wrong + (second ? ["$script: a second run does $second".toString()] : [])
    }

    /** How what nsx just set differs from what its command lines set. */
    private List<String> differs(Tried tried, String script, boolean several) {
        def commands = operations*.command()
        def is = shown(here, tried)
        def errors = commands.collectMany { ask(again, it) }.findAll { it && !it.startsWith('[') }
        def there = shown(again, tried)
        if (!several && errors.any { it =~ /unknown (command|option)|is a garbage|What is |parse rule type/ }) {
            // the peer is older than the option
            return []
        }
        errors ? ["$script: $commands: $errors".toString()]
            : is != there ? ["$script: nsx sets ${difference(is, there)} of $commands".toString()] : []
    }

    private List<String> again(String script) {
        try {
            return changes(script)
        } catch (NsxException e) {
            return ["fail: $e.message (${e.reason()})".toString()]
        }
    }

    private void doesNotFit(Tried tried, String option, String value) {
        String script = tried.text([(option): value])
        def was = shown(here, tried)
        try {
            eval(script)
            faults << "$script is not refused".toString()
            tried.remove.each { ask(here, it) }
        } catch (NsxException e) {
            faults.addAll(refused(tried, script, e, was))
            if (e.reason() =~ /\(E[A-Z]+\)$/) {
                faults << "$script is for the kernel to refuse: $e.message (${e.reason()})".toString()
            }
        }
    }

    /** What is wrong with a refusal: it has no reason, or leaves something. */
    private List<String> refused(Tried tried, String script, NsxException e, List<String> was) {
        def reasonless = !e.message || !(e.reason() || e.hint() || e.message =~ /^there is no |has no option|needs /)
        def is = shown(here, tried)
        if (is != was) {
            tried.remove.each { ask(here, it) }
        }
        (reasonless ? ["$script: no reason: $e.message".toString()] : []) +
            (is != was ? ["$script is refused ($e.message, ${e.reason()}) and leaves ${difference(is, was)}".toString()] : [])
    }

    private List<String> both(List<String> lines) {
        lines.collectMany { ask(here, it); ask(again, it) }.findAll { it && !it.startsWith('[') }
    }

    private static List<String> ask(Map<String, Asked> where, String line) {
        def (all, program, rest) = (line =~ /^(ip -6|\w+) (.*)$/)[0]
        where[program] ? where[program].ask([rest]).findAll { !it.startsWith('Warning: ') } : ["no program for $line".toString()]
    }

    /** What is shown, without what differs from one namespace to another. */
    private static List<String> shown(Map<String, Asked> where, Tried tried) {
        ask(where, tried.show).collect { line ->
            line.replaceAll(/"(ifindex|link_index|hello_timer|gc_timer|tcn_timer|seq_nr|id)":[^,}]*/, '')
                .replaceAll(/"(address|broadcast|permaddr|bridge_id|root_id|sci|supervision_addr|designated_\w+)":"[^"]*"/, '')
                .replaceAll(/"(index|direct_packets_stat)":\d+/, '').replaceAll(/"handle":"[89a-f][0-9a-f]{3}:"/, '').replaceAll(/does not exist.*/, '')
        }.findAll { it && it != '[]' }
    }

    /** The properties that only the one has and that only the other has. */
    private static String difference(List<String> is, List<String> other) {
        def parts = { List<String> all -> all.collectMany { it.split(/,(?=")/) as List } as Set }
        def (one, two) = [parts(is), parts(other)]
        "${one - two} and not ${two - one}"
    }
}
