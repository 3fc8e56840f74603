package nsx.dsl.verb.firewall

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Packets through a router between two hosts, of which the outer one knows no way to the inner network. */
class NatTrafficSpec extends LiveSpec {
    private final List<Closeable> open = []

    def setup() {
        peer '''set -e
            for n in inside router outside; do
                ip netns add $n; ip -n $n link set lo up
                ip netns exec $n sysctl -qw net.ipv6.conf.default.accept_dad=0
            done
            ip link add i type veth peer name o
            ip link set i netns inside name eth0; ip link set o netns router name in0
            ip link add i type veth peer name o
            ip link set i netns outside name eth0; ip link set o netns router name out0
            ip -n inside addr add 10.0.0.11/24 dev eth0; ip -n inside addr add fd00::11/64 dev eth0 nodad
            ip -n router addr add 10.0.0.1/24 dev in0; ip -n router addr add fd00::1/64 dev in0 nodad
            ip -n router addr add 192.0.2.1/24 dev out0; ip -n router addr add 2001:db8::1/64 dev out0 nodad
            ip -n outside addr add 192.0.2.2/24 dev eth0; ip -n outside addr add 2001:db8::2/64 dev eth0 nodad
            ip -n inside link set eth0 up; ip -n router link set in0 up
            ip -n outside link set eth0 up; ip -n router link set out0 up
            ip -n inside route add default via 10.0.0.1; ip -n inside route add default via fd00::1
            ip netns exec router sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1'''
        await('inside', 'fd00::1')
        await('outside', '2001:db8::1')
    }

    /** IPv6 begins on a device when the kernel has noticed its carrier, which it does within a second (net/core/link_watch.c). */
    private void await(String netns, String address) {
        def answered = (1..200).any {
            try {
                eval("netns('$netns') { ping '$address', count: 1, timeout: 50.ms }").ok
            } catch (NsxException unreachable) {
                sleep 10
                false
            }
        }
        assert answered
    }

    def cleanup() {
        open*.close()
    }

    private <T> T within(String netns, Closure<T> action) {
        session.kernel().call(eval("netns('$netns')").context(), action)
    }

    private ServerSocket serve(String netns, int port) {
        def server = within(netns) { new ServerSocket(port) }
        server.soTimeout = 2000
        open << server
        server
    }

    private Socket connect(String netns, String address, int port, int timeout = 2000) {
        def socket = within(netns) { new Socket() }
        open << socket
        within(netns) { socket.connect(new InetSocketAddress(address, port), timeout) }
        socket
    }

    /** The address that the server saw of a client that spoke a line to it. */
    private String seen(ServerSocket server, Socket client) {
        def accepted = server.accept()
        open << accepted
        client.outputStream << 'hi\n'
        assert accepted.inputStream.newReader().readLine() == 'hi'
        accepted.inetAddress.hostAddress.replaceAll(/%.*/, '')
    }

    def "a masqueraded network speaks under the router's address: #line"() {
        given:
        def server = serve('outside', 80)
        when:
        connect('inside', address, 80, 200)
        then:
        thrown(SocketTimeoutException)
        when:
        eval "netns('router') { $line }"
        then:
        seen(server, connect('inside', address, 80)) == router
        eval("netns('router') { nat.rules()[0].packets }") == 1
        where:
        line                                           | address       | router
        "nat.masquerade '10.0.0.0/24'"                 | '192.0.2.2'   | '192.0.2.1'
        "nat.masquerade '10.0.0.0/24', out: 'out0'"    | '192.0.2.2'   | '192.0.2.1'
        "nat.masquerade '10.0.0.11'"                   | '192.0.2.2'   | '192.0.2.1'
        "nat.masquerade '10.0.0.0/12', out: 'out0'"    | '192.0.2.2'   | '192.0.2.1'
        "nat.masquerade '0.0.0.0/0', out: 'out0'"      | '192.0.2.2'   | '192.0.2.1'
        "nat.masquerade 'fd00::/64'"                   | '2001:db8::2' | '2001:db8:0:0:0:0:0:1'
    }

    def "what leaves by another device keeps its address: #line"() {
        given:
        peer 'ip -n outside route add 10.0.0.0/24 via 192.0.2.1'
        def server = serve('outside', 80)
        eval "netns('router') { $line }"
        expect:
        seen(server, connect('inside', '192.0.2.2', 80)) == '10.0.0.11'
        where:
        line << ["nat.masquerade '10.0.0.0/24', out: 'in0'", "nat.masquerade '10.0.1.0/24'"]
    }

    def "ping goes through, and nothing else is needed than its own words"() {
        given:
        eval "netns('router') { nat.masquerade '10.0.0.0/24', out: 'out0' }"
        expect:
        eval("netns('inside') { ping '192.0.2.2', count: 2, interval: 1.ms }").received == 2
    }

    def "a forwarded port is served inside: #line"() {
        given:
        def server = serve('inside', served)
        eval "netns('router') { $line }"
        expect:
        seen(server, connect('outside', router, 8080)) == client
        eval("netns('router') { nat.rules()[0].packets }") == 1
        where:
        line                                                  | served | router        | client
        "nat.forward 8080, to: '10.0.0.11:80'"                | 80     | '192.0.2.1'   | '192.0.2.2'
        "nat.forward 8080, to: '10.0.0.11'"                   | 8080   | '192.0.2.1'   | '192.0.2.2'
        "nat.forward 8080, to: '10.0.0.11:80', in: 'out0'"    | 80     | '192.0.2.1'   | '192.0.2.2'
        "nat.forward 8080, to: '[fd00::11]:80'"               | 80     | '2001:db8::1' | '2001:db8:0:0:0:0:0:2'
    }

    def "the router reaches it under its own address too"() {
        given:
        def server = serve('inside', 80)
        eval "netns('router') { nat.forward 8080, to: '10.0.0.11:80' }"
        expect:
        seen(server, connect('router', '192.0.2.1', 8080)) == '192.0.2.1'
    }

    def "the port of another machine is not forwarded, nor one of another device"() {
        given:
        def elsewhere = serve('outside', 8080)
        eval "netns('router') { nat.forward 8080, to: '10.0.0.11:80', in: '$device'; nat.masquerade '10.0.0.0/24' }"
        expect:
        seen(elsewhere, connect('inside', '192.0.2.2', 8080)) == '192.0.2.1'
        when:
        connect('outside', '192.0.2.1', 8080)
        then:
        thrown(ConnectException)
        where:
        device << ['in0', 'nothing']
    }

    def "UDP is forwarded when it is asked for"() {
        given:
        eval "netns('router') { nat.forward 53, to: '10.0.0.11:5353', proto: 'udp' }"
        def server = within('inside') { new DatagramSocket(5353) }
        def client = within('outside') { new DatagramSocket() }
        open << server << client
        server.soTimeout = 2000
        def packet = new DatagramPacket(new byte[9], 9)
        when:
        client.send(new DatagramPacket('q'.bytes, 1, new InetSocketAddress('192.0.2.1', 53)))
        server.receive(packet)
        then:
        new String(packet.data, 0, packet.length) == 'q'
        packet.address.hostAddress == '192.0.2.2'
    }

    def "a deleted rule forwards no more"() {
        given:
        def server = serve('inside', 80)
        eval "netns('router') { nat.forward 8080, to: '10.0.0.11:80' }"
        seen(server, connect('outside', '192.0.2.1', 8080))
        eval "netns('router') { nat.rules().each { it.delete() } }"
        when:
        connect('outside', '192.0.2.1', 8080)
        then:
        thrown(ConnectException)
    }
}
