package nsx.dsl.why.across

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.remote.WireTrip
import nsx.dsl.value.network.Diagnosis
import nsx.dsl.why.Sending
import nsx.dsl.why.Walk
import nsx.filter.Packet
import nsx.netlink.Ip
import org.codehaus.groovy.runtime.InvokerHelper
import spock.lang.Timeout

/** Two hosts that are namespaces {@code ha} and {@code hb} of one kernel, with a VXLAN from {@code a} to {@code b}; over ssh see {@code HostsSpec} of docs. */
@Timeout(300)
class AcrossSpec extends LiveSpec {
    static final String LAB = '''
        ['a', 'b', 'ha', 'hb'].each { netns(it) { lo.up() } }
        veth 'ha:eth0', 'hb:eth0'
        ends = [ha: [ns: 'a', own: '10.77.0.1', far: '10.77.0.2', inside: '10.5.0.1/24'],
                hb: [ns: 'b', own: '10.77.0.2', far: '10.77.0.1', inside: '10.5.0.2/24']]
        ends.each { host, end ->
            netns(host) {
                address "$end.own/24", dev: 'eth0'
                link('eth0').up()
                vxlan('vx', id: 7, local: end.own, remote: end.far, port: 4789).move(netns(end.ns))
            }
            netns(end.ns) { link('vx').rename('eth0'); address end.inside, dev: 'eth0'; link('eth0').up() }
        }
        '''.stripIndent()

    List<HostPart> opened = []

    def cleanup() {
        opened*.close()
    }

    /** A host by its name: what is asked and answered is written and read as between two machines. */
    private FarPart host(String name) {
        def here = new HostPart(session)
        opened << here
        new FarPart(name, { method, arguments -> WireTrip.of(InvokerHelper.invokeMethod(here, method, WireTrip.of(arguments as List) as Object[])) }, { }, { it })
    }

    private Diagnosis why(int protocol = Packet.ICMP, int port = 0) {
        def h1 = host('h1')
        def h2 = host('h2')
        def world = new JoinedWorld(h1.find('a'), [h1, h2], { Optional.empty() })
        def walked = Walk.of(world, new Sending(Ip.parse('10.5.0.2'), Optional.empty(), protocol, 0, port)).diagnosis()
        walked.fault == null ? new Trials(world, { walk -> new FarMends(session, { throw new NsxException('a plan needs ssh') }) }).judge(walked) : walked
    }

    def "the way through a tunnel is walked on both hosts, and the tunnel is tried with frames both ways"() {
        given:
        eval(LAB)

        when:
        def found = why()

        then:
        found.unseen == []
        found.verdict == 'ok'
        found.collect { "$it.hop $it.looked".toString() } == [
            'h1/a route', 'h1/a:eth0 neighbour', 'h2/b delivered', 'h2/b answer', 'h2/b route', 'h2/b:eth0 neighbour', 'h1/a delivered',
            'h1/a:eth0 cable', 'h2/b:eth0 cable']
        found[7].outcome() == 'packets of up to 1500 bytes arrive at h2/b:eth0'
    }

    def "#what on the other host is the fault: #fault"() {
        given:
        eval(LAB)
        eval(line)

        when:
        def found = why(Packet.ICMP)

        then:
        found.verdict == 'broken'
        found.fault.contains(fault)
        found.steps[found.size() - 1].hop().startsWith('h2/b')

        where:
        what                   | line                                                             || fault
        'a device that is down' | "netns('b') { link('eth0').down() }"                            || 'h2/b:eth0 is down'
        'a rule'               | "netns('b') { filter.drop(proto: 'icmp', hook: 'input') }"       || 'rule '
        'a smaller MTU'        | "netns('b') { link('eth0').mtu = 1300 }"                         || 'packets above 1300 bytes are lost: the MTU of h1/a:eth0 is 1500, that of h2/b:eth0 is 1300'
        'no way back'           | "netns('b') { route '10.5.0.1', type: 'unreachable' }"            || 'h2/b'
        'who answers no ping'  | "netns('b') { sysctl 'net.ipv4.icmp_echo_ignore_all', 1 }"       || 'h2/b answers no ping'
    }

    def "a port that nobody listens on is named on the other host"() {
        given:
        eval(LAB)

        expect:
        why(6, 80).fault == 'nobody listens on TCP port 80 of 10.5.0.2 in h2/b'
    }

    def "what is lost between the hosts is found by the frames: #what"() {
        given:
        eval(LAB)
        eval(line)

        when:
        def found = why()

        then:
        found.verdict == 'broken'
        found.fault ==~ fault
        found.mend ==~ mend

        where:
        what                   | line                                                       || fault | mend
        // 4 bytes more than the MTU pass, for a tag of a VLAN (is_skb_forwardable of net/core/dev.c)
        'a hole for large ones' | "netns('ha') { link('eth0').mtu = 1550 }; ends.keySet().each { netns(it) { link('eth0').mtu = 1550 } }; netns('hb') { link('eth0').mtu = 1400 }" || /packets above 135[04] bytes are lost between h1\/a:eth0 and h2\/b:eth0: the MTU of h1\/a:eth0 is 1500/ | /on\('h1'\) \{ netns\('a'\) \{ link\('eth0'\)\.mtu = 135[04] \} \}; on\('h2'\) \{ netns\('b'\) \{ link\('eth0'\)\.mtu = 135[04] \} \}/
        'the port of VXLAN'    | "netns('hb') { filter.drop(proto: 'udp', port: 4789, hook: 'input') }" || /nothing that h1\/a:eth0 sends arrives at h2\/b:eth0: rule .* drops .*/ | null
        'the device below'     | "netns('ha') { link('eth0').down() }"                      || /nothing that h1\/a:eth0 sends arrives at h2\/b:eth0: .*/ | null
    }

    def "a tunnel without its other end is not seen, and never taken for whole: #what"() {
        given:
        eval(LAB)
        eval(line)

        when:
        def found = why()

        then:
        found.verdict == 'unknown'
        found.unseen.any { it.contains('h1/a:eth0: device: where frames of a vxlan come to') }

        where:
        what                  | line
        'another number'      | "netns('b') { delete link: 'eth0' }; netns('hb') { vxlan('vx', id: 8, local: '10.77.0.2', remote: '10.77.0.1', port: 4789).move(netns('b')) }; netns('b') { link('vx').rename('eth0'); address '10.5.0.2/24', dev: 'eth0'; link('eth0').up() }"
        'another address too' | "netns('a') { fdb '02:00:00:00:00:09', dev: 'eth0', to: '10.77.0.9' }"
    }

    def "a host that answers with something else costs an error that names it: #answer"() {
        given:
        def h2 = new FarPart('h2', { method, arguments -> answer }, { }, { it })

        when:
        h2.find('b').held().isChoosing()

        then:
        def e = thrown(NsxException)
        e.message == 'h2 sent a state that is none'

        where:
        answer << [null, 'text', [1], [a: 1], 7, [links: ['x'.bytes]], true]
    }

    def "a host that invents namespaces without end is given up"() {
        given:
        int next = 0
        def none = ['links', 'addresses', 'routes', 'rules', 'neighbours', 'fdb', 'unseen'].collectEntries { [it, []] }
        def h2 = new FarPart('h2', { method, arguments ->
            method == 'state' ? [name: "n${arguments[0]}", who: ''] + none : next++ }, { }, { it })
        def net = h2.find('b')

        when:
        while (true) {
            net = h2.numbered(net, 0).get()
        }

        then:
        def e = thrown(NsxException)
        e.message == 'h2 has more than 4096 network namespaces'
    }
}
