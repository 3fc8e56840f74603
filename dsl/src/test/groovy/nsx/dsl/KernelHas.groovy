package nsx.dsl

import nsx.test.Peer

/**
 * What the kernel that runs the tests has. A feature of a spec about a kind takes its rows from here, so that it runs for what is
 * there and nothing is skipped; .ci/full-kernel runs the same specs on kernels that have all of it. With {@code -Dnsx.test.elsewhere=FILE} the
 * rows of kinds and qdiscs that another kernel has run are left out, if others remain; {@link #known} writes such a file.
 */
final class KernelHas {
    private static final Map<String, Boolean> KINDS = [:]
    private static final Map<String, Boolean> CAN = [:]
    /** In a network namespace of its own; a plain user needs a user namespace for that. */
    private static final String APART = Peer.run('unshare -n true 2>/dev/null && echo unshare -n || echo unshare -rn')

    private static final Set<String> ELSEWHERE = System.getProperty('nsx.test.elsewhere')?.with { new File(it).readLines() as Set } ?: []

    private KernelHas() {}

    /** The kinds and qdiscs among these that this kernel has, each as {@code kind NAME} or {@code qdisc NAME}. */
    static List<String> known(Collection<String> kinds, List<List> qdiscs) {
        kinds.findAll { kind(it) }.collect { "kind $it".toString() } + having(qdiscs).collect { "qdisc ${it[0]}".toString() }.unique()
    }

    /** Whether another kernel has run what needs these kinds and qdiscs. */
    static boolean ranElsewhere(Collection<String> kinds, Collection<String> qdiscs) {
        ELSEWHERE && (kinds.collect { "kind $it".toString() } + qdiscs.collect { "qdisc $it".toString() }).every { it in ELSEWHERE }
    }

    private static List<List> more(List<List> rows, String what) {
        rows.findAll { !("$what ${it[0]}".toString() in ELSEWHERE) } ?: rows
    }

    /** Whether {@code ip link add type KIND} is known, with a module or without. */
    static synchronized boolean kind(String name) {
        KINDS.computeIfAbsent(name) { kind ->
            !Peer.run("$APART ip link add probe type $kind 2>&1 || true").contains('Unknown device type')
        }
    }

    /** Whether bridges keep VLANs apart (CONFIG_BRIDGE_VLAN_FILTERING). */
    static boolean bridgeVlans() {
        can 'ip link add probe type bridge vlan_filtering 1 && bridge vlan add dev probe vid 9 self'
    }

    /** The rows whose first element is a kind of qdisc that there is; the second is what tc needs to make one. */
    static List<List> qdiscs(List<List> rows) {
        more(having(rows), 'qdisc')
    }

    /** Whether there are all of these kinds of qdiscs. */
    static boolean everyQdisc(List<List> rows) {
        having(rows) == rows
    }

    /** Asked in one shell. */
    private static List<List> having(List<List> rows) {
        def lines = rows.collect { "tc qdisc replace dev probe root ${it[0]} ${it[1]} >/dev/null 2>&1 || echo ${it[0]}" }.unique()
        def lacking = Peer.run("$APART sh -c 'ip link add probe type veth\n${lines.join('\n')}' 2>/dev/null || true").readLines()
        rows.findAll { !(it[0] in lacking) }
    }

    /** Whether the classifier is known. */
    static boolean filter(String words) {
        can "tc qdisc add dev lo clsact && tc filter add dev lo ingress $words"
    }

    /** Whether routes can put around packets what these words of ip(8) say. */
    static boolean encap(String words) {
        can "ip link set lo up && ip route add 10.9.0.0/16 encap $words dev lo"
    }

    /** Whether command lines work in a network namespace of their own; true where none can be made, for there the features are skipped. */
    private static synchronized boolean can(String lines) {
        CAN.computeIfAbsent(lines) { Peer.run("$APART sh -c '($lines) >/dev/null 2>&1 || echo no' 2>/dev/null || true") != 'no' }
    }

    /** The rows whose first element is a kind that there is. */
    static List<List> kinds(List<List> all) {
        more(rows(all) { kind(it[0]) }, 'kind')
    }

    /** The rows for which the kernel has what they need. */
    static List<List> rows(List<List> all, Closure<Boolean> has) {
        all.findAll(has)
    }
}
