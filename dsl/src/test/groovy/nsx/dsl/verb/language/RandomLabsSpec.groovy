package nsx.dsl.verb.language

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Labs of random lines: what is built is taken back, and everything is as before. {@code -Dnsx.labs=500} tries so many. */
class RandomLabsSpec extends LiveSpec {
    static final int SEEDS = Integer.getInteger('nsx.labs', 12)
    /** The first of them, so that many can be tried in parts. */
    static final int FROM = Integer.getInteger('nsx.labs.from', 1)

    /** What is there, of networks, of IPC with its content, and of mounts. */
    List<String> state() {
        NetworkDump.dump() + more() + peer('nft list ruleset 2>/dev/null || true').readLines() + ipc() +
                peer('cut -d" " -f 4- /proc/self/mountinfo | sed "s/\\(shared\\|master\\):[0-9]*/\\1/g"').readLines()
    }

    /** What the dump leaves out. */
    private static List<String> more() {
        def networks = peer('ip netns list').readLines()*.split(' ')*.first().sort()
        ([''] + networks).collectMany { name ->
            def of = name ? "-n $name" : ''
            ["ip $of -d nexthop", "ip $of neigh show proxy", "ip $of -6 neigh show proxy", "tc $of qdisc", "bridge $of vlan", "bridge $of fdb show",
             "ip ${name ? "netns exec $name " : ''}sysctl -e net.ipv4.ip_forward net.ipv4.conf.all.rp_filter".replace('ip sysctl', 'sysctl')].collectMany {
                peer("$it 2>/dev/null || true").readLines().collect { row -> "$it: $row".replace(' linkdown', '').toString() }
            }
        }.findAll { !it.contains('qdisc no') && !(it =~ /fdb show: (33:33|01:00)/) }
    }

    private List<String> ipc() {
        def content = "ipcs().collect { [it.kind, it.key, it.kind == 'shm' ? shm(it.key).bytes.toList() : it.kind == 'sem' ? sem(it.key).values : it.toString()] }"
        peer('ipcs | sed "s/ [0-9]* / /g"').readLines() + (eval(content) as List)*.toString()
    }

    def 'seed #seed: taken back line by line, everything is as before'() {
        given:
        def lab = new RandomLines(seed)
        session.keepDefinitions()
        def before = state()
        List<String> done = []
        40.times {
            def line = lab.line()
            try {
                eval(line)
                done << line
            } catch (NsxException | MissingPropertyException ignored) {
                // what cannot be done is taken back by the line itself; br1 can be renamed, and another kind of device
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
        seed << (FROM..<FROM + SEEDS)
    }

    def 'seed #seed: a block that fails leaves everything as before'() {
        given:
        def lab = new RandomLines(seed)
        def before = state()
        def lines = (1..40).collect { "try { ${lab.line()} } catch (RuntimeException e) { }" }

        when:
        eval("atomic {\n${lines.join('\n')}\nassert false\n}")

        then:
        thrown(AssertionError)
        def after = state()
        assert notices.size() == 1 && after == before: (notices + ['new:'] + (after - before) + ['gone:'] + (before - after) + lines).join('\n')

        where:
        seed << (1000 + FROM..<1000 + FROM + SEEDS)
    }
}
