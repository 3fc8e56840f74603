package nsx.dsl.ends

import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.compile.Engine
import nsx.dsl.compile.ScriptCache
import nsx.dsl.error.NsxException
import nsx.dsl.verb.Words
import nsx.dsl.word.Parameter
import nsx.test.Chance
import nsx.test.Trials
import spock.lang.Shared
import spock.lang.TempDir

/**
 * Tries the options of a table: at each end of its range and between, what nsx sets is what ip(8), tc(8) and bridge(8) show after their
 * own command lines in another namespace, and a second run changes nothing; what is refused is refused with a reason and leaves nothing.
 */
abstract class EndsSpec extends LiveSpec {
    static final List<String> PROGRAMS = ['ip', 'ip -6', 'tc', 'bridge']

    /** Scripts that differ in a value only are compiled once. */
    @Shared
    @TempDir
    Path compiled

    /** The programs in this namespace and in the one that gets the command lines. */
    private Map<String, Asked> here = [:]
    private Map<String, Asked> again = [:]
    private List<String> faults = []

    /** What is tried: how one is made with an option, what shows it, and what removes it again. */
    static class Tried {
        /** Lines of ip(8), tc(8) and bridge(8) that come before, in both namespaces. */
        List<String> before = []
        /** The script for an option and a value. */
        Closure<String> script
        /** A line that shows all of it. */
        String show
        /** Lines that remove it; none where it stays for the next value. */
        List<String> remove = []
        /** More values for an option by its name, or other ones than the table has. */
        Map<String, List<String>> values = [:]
        /** Whether the second run is known to set it again: the kernel does not report the option. */
        Closure<Boolean> untold = { false }
    }

    def setupSpec() {
        engine = new Engine(Words.vocabulary(), new ScriptCache(compiled.resolve('scripts'), 'test'))
    }

    def cleanup() {
        (here.values() + again.values())*.close()
    }

    /** Tries all options. */
    boolean tries(List<Parameter<?>> options, Tried tried) {
        peer 'ip netns add again'
        PROGRAMS.each { here[it] = new Asked(it); again[it] = new Asked(it, 'again') }
        both(tried.before).each { faults << "before: $it".toString() }
        long seed = Trials.seed()
        def chance = new Chance(seed)
        options.each { option ->
            (tried.values[option.name()] ?: Samples.fitting(option, chance)).each { fits(tried, option.name(), it) }
            Samples.wrong(option).each { doesNotFit(tried, option.name(), it) }
        }
        assert faults.empty : "-Dnsx.seed=$seed\n${faults.join('\n')}"
        true
    }

    private void fits(Tried tried, String option, String value) {
        String script = tried.script(option, value)
        def was = shown(here, tried)
        try {
            changes(script)
        } catch (NsxException e) {
            refused(tried, script, e, was)
            return
        }
        def commands = operations*.command()
        def is = shown(here, tried)
        def errors = commands.collectMany { ask(again, it) }.findAll { it && !it.startsWith('[') }
        def there = shown(again, tried)
        if (errors.any { it =~ /unknown (command|option)|is a garbage|What is / }) {
            // the peer is older than the option
        } else if (errors) {
            faults << "$script: $commands: $errors".toString()
        } else if (is != there) {
            faults << "$script: nsx sets ${difference(is, there)} of $commands".toString()
        }
        if (!tried.untold(option)) {
            def second = again(script)
            second && (faults << "$script: a second run does $second".toString())
        }
        both(tried.remove)
    }

    private List<String> again(String script) {
        try {
            return changes(script)
        } catch (NsxException e) {
            return ["fail: $e.message (${e.reason()})".toString()]
        }
    }

    private void doesNotFit(Tried tried, String option, String value) {
        String script = tried.script(option, value)
        def was = shown(here, tried)
        try {
            eval(script)
            faults << "$script is not refused".toString()
            both(tried.remove)
        } catch (NsxException e) {
            refused(tried, script, e, was)
        }
    }

    private void refused(Tried tried, String script, NsxException e, List<String> was) {
        if (!e.message || !(e.reason() || e.hint() || e.message =~ /^there is no |has no option|needs /)) {
            faults << "$script: no reason: $e.message".toString()
        }
        def is = shown(here, tried)
        if (is != was) {
            faults << "$script is refused ($e.message, ${e.reason()}) and leaves ${difference(is, was)}".toString()
            both(tried.remove)
        }
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
                .replaceAll(/"(index|direct_packets_stat)":\d+/, '').replaceAll(/"handle":"8[0-9a-f]*:"/, '').replaceAll(/does not exist.*/, '')
        }.findAll { it && it != '[]' }
    }

    /** The properties that only the one has and that only the other has. */
    private static String difference(List<String> is, List<String> other) {
        def parts = { List<String> all -> all.collectMany { it.split(/,(?=")/) as List } as Set }
        def (one, two) = [parts(is), parts(other)]
        "${one - two} and not ${two - one}"
    }
}
