package nsx.dsl.verb.language

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Labs of random lines: what is built is taken back, and everything is as before. */
class RandomLabsSpec extends LiveSpec {
    static final int SEEDS = Integer.getInteger('nsx.labs', 12)

    Random random
    int made

    String pick(List<String> all) {
        all[random.nextInt(all.size())]
    }

    /** A namespace to be in; the first is where the session is. */
    String at(String line) {
        def name = pick(['', 'n1', 'n2'])
        name ? "netns('$name') { $line }" : line
    }

    String device() {
        pick(['br1', 'br2', 'v1', 'v2', 'v3', 'v4', 'm1', 'lo'])
    }

    String line() {
        int n = ++made
        def net = random.nextInt(6)
        switch (random.nextInt(20)) {
            case 0: return "netns '${pick(['n1', 'n2', 'n3'])}'"
            case 1..3: return at("bridge '${pick(['br1', 'br2'])}', { address '10.${net}.0.1/24'; up() }")
            case 4..5: return "veth '${pick(['', 'n1:', 'n2:'])}${pick(['v1', 'v2'])}', '${pick(['', 'n1:', 'n2:'])}${pick(['v3', 'v4'])}'"
            case 6..7: return at("link('${device()}').up()")
            case 8: return at("link('${device()}').down()")
            case 9: return at("address '10.${net}.1.$n/24', dev: '${device()}'")
            case 10: return at("address 'fd0$net::$n/64', dev: '${device()}'")
            case 11: return at("route '10.9$net.0.0/16', via: '10.${net}.0.9'")
            case 12: return at("rule from: '10.${net}.0.0/16', table: ${100 + net}, priority: ${1000 + n}")
            case 13: return at(pick(["nat.masquerade '10.${net}.0.0/24'", "filter.${pick(['drop', 'accept'])} from: '10.${net}.0.0/24'"]))
            case 14: return pick(["shm(0x$n).write('text $n')", "sem(0x$n, count: 2)", "msg(0x$n)", "shm(0x1).remove()"])
            case 15: return at("link('${device()}').mtu = ${1300 + n}")
            case 16: return at("link('${pick(['v1', 'v2', 'v3', 'v4'])}').master('${pick(['br1', 'br2'])}')")
            case 17: return at("link('${device()}').delete()")
            case 18: return at("link('${pick(['v1', 'v3', 'br1'])}').move('${pick(['n1', 'n2'])}')")
            default: return at("neighbour '10.${net}.1.9', mac: '02:00:00:00:00:0$net', dev: '${device()}'")
        }
    }

    /** What is there, of networks and of IPC. */
    static List<String> state() {
        UndoSpec.dump() + peer('nft list ruleset 2>/dev/null || true').readLines() +
                peer('ipcs | sed "s/ [0-9]* / /g"').readLines()
    }

    def 'seed #seed: taken back line by line, everything is as before'() {
        given:
        random = new Random(seed)
        session.keepDefinitions()
        def before = state()
        List<String> done = []
        40.times {
            def line = line()
            try {
                eval(line)
                done << line
            } catch (NsxException ignored) {
                // what cannot be done is taken back by the line itself
            }
        }

        when:
        int lines = session.history().last(1000).size()
        String failed = ''
        try {
            eval("undo($lines)")
        } catch (NsxException e) {
            failed = "$e.message: ${e.reason()}"
        }
        def after = state()

        then:
        assert lines > 3
        assert failed == '' && notices == [] && after == before: ([failed] + notices + ['new:'] + (after - before) + ['gone:'] + (before - after) + done).join('\n')

        where:
        seed << (1..SEEDS)
    }

    def 'seed #seed: a block that fails leaves everything as before'() {
        given:
        random = new Random(seed)
        def before = state()
        def lines = (1..40).collect { "try { ${line()} } catch (RuntimeException e) { }" }

        when:
        eval("atomic {\n${lines.join('\n')}\nassert false\n}")

        then:
        thrown(AssertionError)
        def after = state()
        assert notices.size() == 1 && after == before: (notices + ['new:'] + (after - before) + ['gone:'] + (before - after) + lines).join('\n')

        where:
        seed << (101..<101 + SEEDS)
    }
}
