package nsx.dsl.why

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.value.network.Diagnosis
import spock.lang.Tag

/**
 * What {@code why} says against what the kernel does, in networks that a seed decides: {@code -Dnsx.why.labs} says how many (40),
 * {@code -Dnsx.why.seed} which the first (1), {@code -Dnsx.why.figures} a file to which the figures of each
 * situation are added: a situation, a tab, an outcome, a tab, and how often.
 */
@Tag('slow')
class DifferentialSpec extends LiveSpec {
    final Map<String, List<String>> counts = [:].withDefault { [] }
    /** How often each outcome was that of each situation. */
    final Map<List<String>, Integer> figures = [:].withDefault { 0 }

    private void figure(RandomLab lab, String outcome) {
        (lab.situations + 'all').each { figures[[it, outcome]]++ }
    }

    private void count(String what, RandomLab lab, String text) {
        counts[what] << "seed $lab.seed: $text".toString()
        figure(lab, what)
        println "$what: seed $lab.seed: $text"
    }

    def "the verdict is what happens"() {
        given:
        int labs = Integer.getInteger('nsx.why.labs', 40)
        long first = Long.getLong('nsx.why.seed', 1)
        when:
        (first..<first + labs).each { seed -> check(new RandomLab(seed)) }
        def said = ['asked', 'right', 'unknown', 'false ok', 'false broken', 'mends', 'no help', 'failed'].collect { "$it ${counts[it].size()}" }.join(', ')
        println "$labs labs from seed $first: $said"
        write()
        then:
        counts['false ok'] == []
        counts['false broken'] == []
        counts['no help'] == []
        counts['failed'] == []
        counts['unknown'].size() <= counts['asked'].size() * 0.05
    }

    private void write() {
        String file = System.getProperty('nsx.why.figures')
        if (file) { new File(file) << figures.collect { "${it.key.join('\t')}\t$it.value\n" }.join() }
    }

    private void check(RandomLab lab) {
        figure(lab, 'networks')
        def file = File.createTempFile('lab', '.sh')
        def truth = new Truth()
        try {
            file.text = lab.text
            peer "sh $file.path 2>&1"
            settle(lab)
            lab.listeners.each { truth.say(it) }
            lab.questions.each { question(lab, truth, it) }
        } catch (AssertionError | NsxException e) {
            count('failed', lab, e.toString())
        } finally {
            truth.close()
            file.delete()
            peer lab.all.collect { "ip netns del $it" }.join('; ') + '; true'
        }
    }

    private Diagnosis why(List question) {
        def (from, proto, address, port, sport) = question
        eval("why '$address', from: '$from'" + (port ? ", port: $port, proto: '$proto'" : '') + (sport ? ", sport: $sport" : '')) as Diagnosis
    }

    private static String real(Truth truth, List question, String word = 'ask') {
        def (from, proto, address, port, sport) = question
        truth.say("$word $from $proto $address $port${sport ? " $sport" : ''}")
    }

    /** A neighbour who did not answer is asked again only a second later. */
    private static String patient(Truth truth, List question) {
        String said = 'no'
        for (int i = 0; i < 4 && said != 'yes'; i++) { said = real(truth, question) }
        // on a busy machine an answer may come later than the others wait; what is broken stays so
        for (int i = 0; i < 2 && said != 'yes'; i++) { said = real(truth, question, 'insist') }
        said
    }

    private void question(RandomLab lab, Truth truth, List question) {
        def before = why(question)
        def said = before.ok ? patient(truth, question) : real(truth, question)
        def after = why(question)
        judge(lab, question, before, said, 'before')
        // what was asked may have taught somebody something: it is what happens next that counts
        def then = after.ok && said != 'yes' ? patient(truth, question) : after.fault && said == 'yes' ? real(truth, question) : said
        judge(lab, question, after, then, 'after')
        if (after.mend && said.startsWith('no')) { mend(lab, truth, question, after) }
    }

    private void judge(RandomLab lab, List question, Diagnosis found, String said, String time) {
        boolean works = said == 'yes'
        counts['asked'] << ''
        figure(lab, 'asked')
        String text = "$question $time: $said, but: ${found.fault ?: found.unseen ?: 'ok'} ${lab.changes*.first()}"
        if (found.verdict == 'unknown') {
            count('unknown', lab, text)
        } else if (found.fault?.startsWith('packets above') || works && found.fault?.startsWith('duplicate address')) {
            // one packet may meet what others do not
            right(lab)
        } else if (found.ok != works) {
            count(found.ok ? 'false ok' : 'false broken', lab, text)
        } else {
            right(lab)
        }
    }

    private void right(RandomLab lab) {
        counts['right'] << ''
        figure(lab, 'right')
    }

    /** Evaluates what is proposed as long as something is: it works then, or the fault is another. */
    private void mend(RandomLab lab, Truth truth, List question, Diagnosis first) {
        counts['mends'] << ''
        figure(lab, 'mends')
        def seen = [first.fault]
        def found = first
        while (found.mend) {
            String line = found.mend
            try {
                eval(line)
            } catch (NsxException e) {
                count('no help', lab, "$question $line: $e.message: ${e.reason()}"); return
            }
            settle(lab)
            if (patient(truth, question) == 'yes') { figure(lab, 'mended'); return }
            found = why(question)
            if (found.verdict == 'unknown') { return }
            if (!found.fault || found.fault in seen) {
                count('no help', lab, "$question $line: was ${seen.last()}, is $found.verdict ${found.fault ?: found.unseen}"); return
            }
            seen << found.fault
        }
    }

    /** A port of a bridge is passed a moment after its carrier is there. */
    private static void settle(RandomLab lab) {
        def waiting = { lab.all.any { n -> peer("ip -n $n -o link show up").readLines().any { it =~ /LOWERLAYERDOWN|state DOWN.*LOWER_UP|LOWER_UP.*state DOWN/ && !(it =~ /link-netns.*NO-CARRIER/) } } }
        long end = System.nanoTime() + 1_500_000_000L
        while (System.nanoTime() < end && waiting()) { Thread.sleep(20) }
    }
}
