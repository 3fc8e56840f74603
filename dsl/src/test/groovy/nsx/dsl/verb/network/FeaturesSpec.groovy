package nsx.dsl.verb.network

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** What a device's driver does, against ethtool(8). */
class FeaturesSpec extends LiveSpec {
    /** What ethtool -k says of a feature that is a line of its own or of a group. */
    static Map<String, Boolean> features(String device) {
        peer("ethtool -k $device").readLines().drop(1).collectEntries {
            def (name, value) = it.trim().split(': ')
            [name, value.startsWith('on')]
        }
    }

    def "features are those of ethtool"() {
        given:
        eval "veth 'v', 'w'"
        def said = features('v')
        def names = ['rx-gro': 'generic-receive-offload', 'tx-generic-segmentation': 'generic-segmentation-offload']

        expect:
        def all = eval('v.features')
        all.size() > 10
        all.every { name, on -> !said.containsKey(names[name] ?: name) || said[names[name] ?: name] == on }
    }

    def "features are switched, once, as ethtool would, and back"() {
        given:
        eval "veth 'v', 'w'"
        def before = features('v')

        expect:
        changes("v.offload(tx: false, gro: true)") == ['switch features of v: rx-gro on tx-checksum-ip-generic off tx-checksum-sctp off']
        changes("v.offload(tx: false, gro: true)") == []
        !features('v')['tx-checksum-ip-generic']
        features('v')['generic-receive-offload']

        when: "the command line does the same"
        before = features('v')
        eval "v.offload(tx: true, gro: false)"
        def after = features('v')
        peer 'ethtool -K w tx on gro off'

        then:
        operations.last().command().startsWith('ethtool -K v ')
        features('w') == after

        when:
        session.change(operations.takeRight(1).collectMany { it.undo().get() })

        then:
        features('v') == before
    }

    def "#given is refused, and nothing is switched"() {
        given:
        eval "veth 'v', 'w'"
        def before = features('v')

        when:
        eval "v.offload($given)"

        then:
        def e = thrown(NsxException)
        [e.message, e.reason()] == [message, reason]
        features('v') == before

        where:
        given                     || message                          | reason
        "nonsense: false"         || 'cannot switch nonsense of v'     | 'it has no feature nonsense'
        "gro: 'perhaps'"          || 'offload: feature cannot be perhaps' | 'feature is true or false'
        "tx: false, 'loopback': true" || 'cannot switch loopback of v' | 'it has no feature loopback'
    }

    def "a feature that the driver has fixed is no misspelling"() {
        when:
        eval 'lo.offload(tx: false)'

        then:
        def e = thrown(NsxException)
        e.reason() == 'its driver has it fixed'
        e.hint() == null
    }

    def "counters by the kernel's names"() {
        given:
        eval "veth 'v', 'w'"

        expect:
        with(eval('v.counters()')) {
            rx_packets == 0
            containsKey('rx_crc_errors')
            containsKey('tx_carrier_errors')
        }
    }
}
