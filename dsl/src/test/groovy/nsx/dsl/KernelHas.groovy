package nsx.dsl

import nsx.test.Peer

/**
 * What the kernel that runs the tests has. A feature of a spec about a kind takes its rows from here, so that it runs for what is
 * there and nothing is skipped; .ci/full-kernel runs the same specs on kernels that have all of it.
 */
final class KernelHas {
    private static final Map<String, Boolean> KINDS = [:]
    /** In a network namespace of its own; a plain user needs a user namespace for that. */
    private static final String APART = Peer.run('unshare -n true 2>/dev/null && echo unshare -n || echo unshare -rn')

    private KernelHas() {}

    /** Whether {@code ip link add type KIND} is known, with a module or without. */
    static synchronized boolean kind(String name) {
        KINDS.computeIfAbsent(name) { kind ->
            !Peer.run("$APART ip link add probe type $kind 2>&1 || true").contains('Unknown device type')
        }
    }

    /** Whether bridges keep VLANs apart (CONFIG_BRIDGE_VLAN_FILTERING). */
    static boolean bridgeVlans() {
        bridgeVlans
    }

    @Lazy
    private static boolean bridgeVlans = {
        Peer.run(APART + ''' sh -c 'ip link add b type bridge && ip link set b type bridge vlan_filtering 1 && bridge vlan add dev b vid 9 self' 2>&1 && echo has || true''').endsWith('has')
    }()

    /** The rows whose first element is a kind that there is. */
    static List<List> kinds(List<List> rows) {
        rows.findAll { kind(it[0]) }
    }
}
