package nsx.dsl.verb.network

import nsx.dsl.KernelHas
import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.genl.WireguardKey
import spock.lang.Tag

/** Keys and peers of wireguard against wg(8), on kernels that have it. */
@Tag('kernel')
class WireguardSpec extends LiveSpec {
    static final String KEY = WireguardKey.generate()
    static final String PUBLIC = WireguardKey.parse(KEY).publicKey()
    static final String PEER = 'xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg='
    static final String OTHER = WireguardKey.generate().publicKey()
    static final String SHARED = WireguardKey.generate()

    static String wg(String what) {
        peer("wg show wg0 $what")
    }

    def "a device has a key, a port and peers, once, and wg sees them"() {
        given:
        def script = """
            wireguard('wg0', privateKey: '$KEY', listenPort: 65535) {
                fwmark 7
                address '10.9.0.1/24'
                peer '$PEER', allowedIps: ['10.9.0.2/32', 'fd00::/64'], endpoint: '192.0.2.7:51820', keepalive: 25.seconds, presharedKey: '$SHARED'
                up()
            }"""
        if (!KernelHas.kind('wireguard')) {
            assert refused(script)
            return
        }

        expect:
        changes(script) == ['make wireguard wg0', 'set keys and peers of wg0', 'add address 10.9.0.1/24 to wg0', 'set wg0 up']
        changes(script) == []
        wg('private-key') == KEY
        wg('public-key') == PUBLIC
        wg('listen-port') == '65535'
        wg('fwmark') == '0x7'
        wg('allowed-ips').split() as List == [PEER, '10.9.0.2/32', 'fd00::/64']
        wg('endpoints').split()[1] == '192.0.2.7:51820'
        wg('persistent-keepalive').split()[1] == '25'
        wg('preshared-keys').split()[1] == SHARED
        eval("[wg0.publicKey, wg0.privateKey, wg0.listenPort, wg0.fwmark]") == [PUBLIC, KEY, 65535, 7]
        with(eval('wg0.peers')[0]) {
            publicKey == PEER
            endpoint == '192.0.2.7:51820'
            allowedIps == ['10.9.0.2/32', 'fd00::/64']
            keepalive.toSeconds() == 25
            handshake == null
        }

        and: "no secret is shown unless it is asked for"
        !operations*.command().join().contains(KEY)
        def shown = eval("link('wg0').facts().collect { [it, link('wg0')[it]] }").toString()
        !shown.contains(KEY) && !shown.contains(SHARED)

        when: "one peer more, and one thing changed"
        eval "wireguard('wg0', listenPort: 1) { peer '$OTHER', allowedIps: '10.9.0.3/32', endpoint: '[fd00::7]:1' }"

        then:
        wg('peers').readLines() as Set == [PEER, OTHER] as Set
        wg('private-key') == KEY
        wg('listen-port') == '1'

        when: "it is taken back"
        session.change(operations.reverse().take(1).collectMany { it.undo().get() })

        then:
        wg('peers') == PEER
        wg('listen-port') == '65535'

        when: "a device that is deleted comes back with its keys"
        eval "atomic { wg0.delete(); throw new IllegalStateException() }"

        then:
        thrown(Exception)
        wg('private-key') == KEY
        wg('preshared-keys').split()[1] == SHARED

        when:
        eval "wg0.peers[0].delete()"

        then:
        wg('peers') == ''
    }

    def "a device without a key gets one, and keeps it"() {
        given:
        if (!KernelHas.kind('wireguard')) {
            assert refused("wireguard 'wg0'")
            return
        }

        expect:
        changes("wireguard 'wg0'") == ['make wireguard wg0', 'set keys and peers of wg0']
        def key = wg('private-key')
        key.size() == 44
        changes("wireguard 'wg0'") == []
        wg('private-key') == key
    }

    def "two namespaces talk through it, and it tells of the handshake"() {
        given:
        def script = '''
            netns 'a'; netns 'b'
            veth('a:eth0', 'b:eth0') { up() }
            netns('a') { address '192.0.2.1/24', dev: 'eth0'; wireguard('wg0', listenPort: 51820) { address '10.9.0.1/24'; up() } }
            netns('b') { address '192.0.2.2/24', dev: 'eth0'; wireguard('wg0', listenPort: 51820) { address '10.9.0.2/24'; up() } }
            def keyOfA = netns('a').link('wg0').publicKey
            def keyOfB = netns('b').link('wg0').publicKey
            netns('a') { wireguard('wg0') { peer keyOfB, allowedIps: '10.9.0.2/32', endpoint: '192.0.2.2:51820' } }
            netns('b') { wireguard('wg0') { peer keyOfA, allowedIps: '10.9.0.1/32' } }
            netns('a') { ping('10.9.0.2', count: 1, timeout: 30.seconds).received }'''
        if (!KernelHas.kind('wireguard')) {
            assert refused(script)
            return
        }

        expect:
        eval(script) == 1
        eval("netns('a').link('wg0').peers[0].handshake") != null
        eval("netns('b').link('wg0').peers[0].rxBytes") > 0
    }

    def "#given is refused, and nothing is made"() {
        when:
        eval "wireguard('wg0') { $given }"

        then:
        def e = thrown(NsxException)
        e.message == message
        !peer('ip -br link').contains('wg0')

        where:
        given                                       || message
        "listenPort 65536"                          || 'wireguard: listenPort cannot be 65536'
        "listenPort(-1)"                            || 'wireguard: listenPort cannot be -1'
        "peer '$PEER', endpoint: '192.0.2.7'"       || 'peer: endpoint cannot be 192.0.2.7'
        "peer '$PEER', allowedIps: '10.0.0.0/33'"   || 'peer: allowedIps cannot be 10.0.0.0/33'
        "peer '$PEER', keepalive: 'x'"              || 'peer: keepalive cannot be x'
    }

    def "a device is not its own peer"() {
        when:
        eval "wireguard('wg0', privateKey: '$KEY') { peer '$PUBLIC', allowedIps: '10.9.0.2/32' }"

        then:
        def e = thrown(NsxException)
        e.message == 'a wireguard device cannot be a peer of its own'
        !peer('ip -br link').contains('wg0')
    }

    def "what is not a key is refused without being shown"() {
        when:
        eval "wireguard 'wg0', privateKey: '${KEY.take(40)}'"

        then:
        def e = thrown(NsxException)
        !"$e.message ${e.reason()} ${e.hint()}".contains(KEY.take(40))
    }

    /** Without wireguard: the kernel refuses, and nothing is left. */
    private boolean refused(String script) {
        try {
            eval script
            return false
        } catch (NsxException e) {
            assert e.exitCode() == ExitCode.UNSUPPORTED
            return true
        }
    }
}
