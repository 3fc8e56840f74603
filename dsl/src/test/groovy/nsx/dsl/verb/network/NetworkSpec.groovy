package nsx.dsl.verb.network

import nsx.dsl.LiveSpec
import nsx.dsl.change.Operation
import nsx.dsl.error.NsxException

/** What every changing word of the network keeps to, tried on the kernel and looked at with ip(8), tc(8) or bridge(8). */
abstract class NetworkSpec extends LiveSpec {
    /** Two ends of a cable in one namespace, without the link-local addresses that differ from run to run. */
    static final String CABLE = '''
        for d in all default; do echo 1 >/proc/sys/net/ipv6/conf/$d/addr_gen_mode; done
        for d in all default; do echo 0 >/proc/sys/net/ipv6/conf/$d/accept_dad; done
        ip link add veth1 address 02:00:00:00:00:01 type veth peer name veth2 address 02:00:00:00:00:02
        ip link set lo up; ip link set veth1 up; ip link set veth2 up
        timeout 60 sh -c 'until [ $(ip link show up | grep -c "state UP") = 2 ]; do sleep 0.01; done'
        '''

    /** Waits for the kernel's worker, which lets an IPv6 address be used (addrconf_dad_work) some time after it was added. */
    static final String SETTLE = """timeout 60 sh -c '
        until [ \$(ip -6 -o addr | wc -l) = \$(ip -6 route show table local type local | wc -l) ] &&
            ! ip -6 addr | grep -q tentative; do sleep 0.01; done'"""

    static final String EVERYTHING =
        'ip -d addr; ip route show table all; ip rule; ip -6 rule; ip neigh; bridge fdb; tc qdisc'

    /** What is shown when all is quiet. */
    static String look(String show) {
        peer "$SETTLE\n$show"
    }

    /**
     * The text changes something once; its second run nothing; the command lines of its operations make the same in another
     * namespace; their inverses restore what was, and the inverses of those make it again.
     *
     * @return the operations
     */
    List<Operation> keeps(String before, String text, String show) {
        peer before
        def was = look(show)
        assert changes(text) != []
        def done = operations.collect()
        def is = look(show)
        assert is != was
        assert changes(text) == []
        assert inAnother("$before\n${done*.command().join('\n')}", show) == is
        def undone = undo(done)
        assert look(show) == was
        undo(undone)
        assert look(show) == is
        done
    }

    /** What is shown after these lines in a network namespace of its own. */
    static String inAnother(String lines, String show) {
        peer "unshare -n sh -e <<'END'\n$lines\n$SETTLE\n$show\nEND"
    }

    /** Takes operations back, last first; what that did, in order. */
    List<Operation> undo(List<Operation> done) {
        done.reverse().collectMany { operation ->
            def back = operation.undo().get()
            back.each { session.executor().run(it) }
            back
        }
    }

    /** The error of a text that changes nothing. */
    NsxException refused(String text) {
        def before = look(EVERYTHING)
        NsxException error = null
        try {
            eval(text)
        } catch (NsxException e) {
            error = e
        }
        assert error != null : "$text is not refused"
        assert look(EVERYTHING) == before
        error
    }
}
