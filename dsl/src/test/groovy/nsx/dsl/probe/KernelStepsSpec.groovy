package nsx.dsl.probe

import nsx.dsl.why.Lab
import nsx.netlink.Ip
import nsx.trace.KernelEvent
import nsx.trace.Shot
import nsx.trace.Watch
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Events of the kernel are the packet's when its frame is handled; what others send and lose meanwhile is not looked at. */
class KernelStepsSpec extends Specification {
    private static final int SENDER = 7
    private static final int OTHER = 8

    @AutoCleanup
    Shot shot = Shot.aim(new Shot.Target(Ip.parse('10.0.0.12'), Shot.UDP, 9))
    private long clock = 1_000_000_000L

    /** In the thread's own time. */
    private KernelEvent sends(int thread, int frame, String dev) { event(thread, false, 'net_dev_queue', frame, dev) }

    private KernelEvent event(int thread, boolean interrupting, String name, int frame, String dev = '', Map more = [:]) {
        new KernelEvent(thread, interrupting, clock += 1000, name, [skbaddr: "f$frame".toString(), dev: dev, len: '74'] + more)
    }

    private KernelEvent passes(int frame, String dev, int thread = SENDER) { event(thread, true, 'net_dev_queue', frame, dev) }

    private KernelEvent comes(int frame, String dev, int thread = SENDER) { event(thread, true, 'netif_receive_skb', frame, dev) }

    private KernelEvent lost(int frame, String reason, int thread = SENDER) {
        event(thread, true, 'kfree_skb', frame, '', [reason: reason, location: 'tcp_v4_rcv+0x1'])
    }

    private KernelEvent polled(int thread = SENDER) { event(thread, true, 'napi_poll', 0) }

    /** From a over the bridge to b. */
    private List<KernelEvent> there(int frame = 1) {
        [sends(SENDER, frame, 'x'), comes(frame, 'br-a'), passes(frame, 'br-b'), comes(frame, 'y')]
    }

    /** What is seen in each namespace, as {@code NET: TEXT}, of the way back with a mark. */
    private List<String> read(List<KernelEvent> events, Closure change = {}) {
        def lab = new Lab()
        change(lab)
        def seen = new Watch.Seen(shot, Optional.empty(), Optional.empty(), SENDER, [], events, [])
        def journey = new Journey()
        new KernelSteps(lab, lab.all().collectEntries { [it.name(), it] }, seen, [Ip.parse('10.0.0.11'), Ip.parse('10.0.0.12')] as Set, journey).read()
        journey.legs().collectMany { leg -> Stage.values().collectMany { leg.at(it) }.collect { (leg.back() ? '<- ' : '') + "$it.hop $it.text" as String } }
    }

    private static final List<String> THERE = ['a:x sent', 'host:br-a received', 'host:br-b sent', 'b:y received']

    def "a frame is followed from device to device, and its answer back"() {
        expect:
        read(there() + [passes(2, 'y'), comes(2, 'br-b'), passes(2, 'br-a'), comes(2, 'x')]) ==
            THERE + ['<- b:y sent', '<- host:br-b received', '<- host:br-a sent', '<- a:x received']
    }

    def "what answers the answer is no part of it"() {
        given:
        def answered = there() + [passes(2, 'y'), comes(2, 'br-b'), passes(2, 'br-a'), comes(2, 'x')]
        expect:
        read(answered + [passes(3, 'x'), comes(3, 'br-a'), passes(3, 'br-b'), comes(3, 'y')]) == read(answered)
    }

    def "it ends where it is not for, unless somebody took it"() {
        given:
        def end = 'b dropped: it is for another hardware address (OTHERHOST in tcp_v4_rcv)'
        expect:
        read(there() + lost(1, 'OTHERHOST')) == THERE + [end]
        !read(there() + [passes(2, 'y'), comes(2, 'br-b'), lost(1, 'OTHERHOST')]).contains(end)
        read(there() + [passes(2, 'y'), comes(2, 'br-b'), passes(2, 'br-a'), comes(2, 'x'), lost(2, 'OTHERHOST')]).last() == '<- ' + end.replaceFirst('b', 'a')
    }

    def "a cable without carrier is named"() {
        expect:
        read([sends(SENDER, 1, 'x'), lost(1, 'QDISC_DROP')]) { it.nets.a.link('x').carrier = carrier } ==
            ['a:x sent', "a dropped: $cause (QDISC_DROP in tcp_v4_rcv)" as String]
        where:
        carrier || cause
        false   || 'a:x has no carrier'
        true    || 'the queue of the device'
    }

    def "a drop of its frame is its end, in whosever time"() {
        expect:
        read(there() + lost(1, 'NO_SOCKET', thread)) == THERE + ['b dropped: nobody listens there (NO_SOCKET in tcp_v4_rcv)']
        where:
        thread << [SENDER, OTHER]
    }

    def "what is of others is no part of it: #what"() {
        expect:
        read(there() + events(this)) == THERE
        where:
        what                                                 | events
        'an answer to another frame'                         | { it.with { [comes(9, 'y'), passes(8, 'y'), comes(8, 'br-b')] } }
        'a drop of another frame'                            | { it.with { [comes(9, 'y'), lost(9, 'NO_SOCKET')] } }
        'a drop beside another frame'                        | { it.with { [comes(9, 'y'), lost(8, 'NO_SOCKET')] } }
        'what comes later in the time of the thread'         | { it.with { [polled(), passes(8, 'y'), lost(7, 'NO_SOCKET')] } }
        'what another thread sends'                          | { it.with { [sends(OTHER, 8, 'y'), passes(6, 'br-a', OTHER), lost(5, 'NO_SOCKET', OTHER)] } }
        'a frame that has the number of the one that came'   | { it.with { [polled(), sends(OTHER, 1, 'y'), passes(1, 'y', OTHER)] } }
        'a question for a neighbour that others ask'         | { it.with { [comes(9, 'y'), event(SENDER, true, 'neigh_create', 0, 'y', [primary_key4: '10.0.0.99'])] } }
    }

    def "an answer in the time of another thread that handles the frame"() {
        expect:
        read([sends(SENDER, 1, 'x'), comes(1, 'br-a', OTHER), passes(1, 'br-b', OTHER), comes(1, 'y', OTHER), passes(2, 'y', OTHER)]) == THERE + ['<- b:y sent']
    }

    def "a drop by a filter is told by its reason"() {
        given:
        def leg = new Leg('b', false)
        leg.add(Stage.INPUT, new Leg.Fact('b', 'inet f c: drop', true, true))
        leg.add(Stage.END, new Leg.Fact('b', 'dropped', Leg.Fact.Kind.FILTERED, true))
        when:
        leg.tidy()
        then:
        leg.at(Stage.END) == []
        leg.stop().get().text() == 'inet f c: drop'
    }
}
