package nsx.docs

import nsx.test.Peer

/** What is in the calling thread's IPC namespace, as ipcs(1), perl and the file system of POSIX queues show it. */
class IpcState {
    private static final String SEGMENT = 'perl -e \'shmread($ARGV[0], $b, 0, $ARGV[1]) or die $!; print unpack "H*", $b\''
    private static final String SEMAPHORES = 'perl -e \'semctl($ARGV[0], 0, 13, $v) // die $!; print join " ", unpack "S*", $v\''
    private static final String QUEUES = 'mount -t mqueue mqueue /proc && cd /proc && for q in *; do [ -e "$q" ] && stat -c "%n %a" "$q" && cat "$q"; done'

    private IpcState() {}

    static Map<String, Object> read() {
        [segments: rows('-m').collect { it[[0, 3, 4]] + Peer.run("$SEGMENT ${it[1]} ${it[4]}") } as Set,
         queues: rows('-q').collect { it[[0, 3, 4, 5]] } as Set,
         semaphores: rows('-s').collect { it[[0, 3, 4]] + Peer.run("$SEMAPHORES ${it[1]}") } as Set,
         posix: Peer.run("unshare -m --propagation private sh -c '$QUEUES; true'")]
    }

    private static List<List<String>> rows(String kind) {
        Peer.run("ipcs $kind").readLines().findAll { it.startsWith('0x') }*.split(/\s+/)*.toList()
    }
}
