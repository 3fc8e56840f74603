package nsx.dsl.verb.see

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.session.LiveDisplay
import nsx.test.Needs

/** Others make changes with ip(8) while it watches. */
class MonitorSpec extends LiveSpec {
    /** Runs a shell's lines once the first event, a device of the name of ready, shows that all is watched. */
    List<String> seen(String lines, String last) {
        Needs.programs('ip')
        new File('/run/lines').text = "until [ -e /run/stop ]; do ip link add ready type veth peer name r2; ip link del ready; sleep 0.05; done\n$lines\nip link add $last type veth peer name ${last}2"
        eval "job = spawn 'sh /run/lines >/dev/null 2>&1'"
        def events = []
        try {
            eval """try { monitor { e ->
                if (e.object.startsWith('link r')) { new File('/run/stop').createNewFile() } else { events << e }
                if (e.object == 'link $last') { throw new IllegalStateException('over') }
            } } catch (IllegalStateException over) { }""".replace('events << e', 'take(e)').replaceFirst('try', 'def take = { all << it }\ntry').with { "all = []\n$it" }
            events = eval('all')
        } finally {
            eval 'job.wait()'
        }
        events.collect { "$it.namespace $it.what $it.object" as String }
    }

    def "changes of devices, addresses, routes, neighbours and rules"() {
        when:
        def all = seen '''
            ip link add v1 type veth peer name v2; ip addr add 10.0.0.1/24 dev v1; ip link set v1 up mtu 1400; ip link set v2 up
            ip route add 10.5.0.0/16 via 10.0.0.2; ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev v1
            ip rule add from 10.1.1.1 table 100; ip route del 10.5.0.0/16; ip link del v1''', 'last'
        then:
        all.containsAll([
            'host added link v1', 'host added address 10.0.0.1/24', 'host changed link v1', 'host added route 10.5.0.0/16',
            'host added neighbour 10.0.0.9', 'host added rule 32765', 'host deleted route 10.5.0.0/16', 'host deleted link v1'])
    }

    def "namespaces that come are watched, and those that go are dropped"() {
        given:
        peer 'ip netns add old'
        when:
        def all = seen 'ip netns add new; ip -n new link add x type veth peer name y; ip -n old link add z type veth peer name z2; sleep 0.2; ip netns del new; ip netns del old; sleep 0.2', 'last'
        then:
        all.containsAll(['new added namespace new', 'new added link x', 'old added link z', 'new deleted namespace new', 'old deleted namespace old'])
        peer('ls /run/netns') == ''
    }

    def "it ends after a number of events or some time, and shows each while it happens"() {
        given:
        def rows = []
        session.answers().liveTo([row: { rows << it }, place: { }] as LiveDisplay)
        eval "job = spawn 'sh -c \"sleep 0.5; ip link add p type veth peer name q\"'"
        when:
        def table = eval 'monitor count: 2'
        then:
        table*.object as Set == ['link p', 'link q'] as Set
        rows == table
        session.answers().isTold(table)
        eval('monitor seconds: 0.05') == []
        cleanup:
        eval 'job.wait()'
    }

    def "an interrupt ends it"() {
        given:
        def here = Thread.currentThread()
        Thread.start('test-interrupt') { sleep 200; here.interrupt() }
        expect:
        eval('monitor()') == []
    }

    def "lost events are reported, and a full dump finds what they were"() {
        given:
        def lines = (1..3000).collect { "addr add 10.${it.intdiv(250)}.${it % 250}.1/32 dev lo" }.join('\n')
        new File('/run/batch').text = lines
        when:
        def all = eval '''
            import nsx.monitor.NetworkWatch
            def w = NetworkWatch.of(here.net.namespace())
            sh 'for n in 1 2 3 4 5; do ip -batch /run/batch; ip addr flush dev lo; done >/dev/null 2>&1; ip -batch /run/batch'
            def got = w.read() + w.read()
            w.close()
            got'''
        then:
        all.find { it.what() == 'lost' }
        all.dropWhile { it.what() != 'lost' }.any { it.object() == 'address 10.1.1.1/32' } || all.any { it.object() == 'address 10.1.1.1/32' }
    }

    def "watch shows the block's value again and again"() {
        given:
        def frames = []
        session.answers().liveTo([row: { }, place: { { value -> frames << value } as java.util.function.Consumer }] as LiveDisplay)
        expect:
        eval('n = 0; watch(1.ms, times: 3) { n += 1 }') == 3
        frames == [1, 2, 3]
        session.answers().isTold(3)
    }

    def "await goes on when something has come true"() {
        given:
        eval "job = spawn 'sh -c \"sleep 0.3; ip link add p type veth peer name q; ip link set p up; ip link set q up\"'"
        expect:
        eval("await(20.seconds) { link('p').up && link('p').state == 'up' }") == true
        cleanup:
        eval 'job.wait()'
    }

    def "what does not come true is an error that says what was seen last"() {
        when:
        eval text
        then:
        def e = thrown(NsxException)
        e.message == 'timed out after 20ms: the condition never became true'
        e.reason() == reason
        where:
        text | reason
        "await(20.ms) { link('p').up }" | 'there is no device p'
        'await(20.ms) { 0 }' | "the block's last value was 0"
    }

    def "what passes a device in a second"() {
        given:
        eval "lo.up(); job = spawn 'ping -q -i 0.01 -c 200 127.0.0.1'"
        expect:
        def rate = eval("await(10.seconds) { lo.stats.rxPackets > 0 }; lo.rate(300.ms)")
        rate.rxPackets > 0
        rate.rxBytes > rate.rxPackets * 80
        cleanup:
        eval 'job.kill(9).wait()'
    }
}
