package nsx.dsl.op.queue

import java.time.Duration
import nsx.dsl.error.NsxException
import nsx.dsl.op.address.AddressDescription
import nsx.dsl.op.address.AddressOperations
import nsx.dsl.op.route.RouteDescription
import nsx.dsl.op.route.RouteOperations
import nsx.dsl.op.route.RuleDescription
import nsx.dsl.op.route.RuleOperations
import nsx.dsl.unit.IpText
import nsx.dsl.unit.Percent
import nsx.dsl.unit.Rate
import nsx.dsl.word.Arguments
import nsx.dsl.word.Parameter
import nsx.dsl.word.Reader
import nsx.dsl.word.Signature
import nsx.rtnl.Classifiers
import nsx.rtnl.Psched
import nsx.rtnl.Qdisc
import nsx.rtnl.TrafficFilter
import spock.lang.Specification

/** What options ask for, read without a kernel: requests and command lines. */
class DescriptionSpec extends Specification {
    static final CLOCK = Psched.parse('000003e8 00000040 000f4240 3b9aca00')

    static Arguments arguments(String word, List parameters, Map options) {
        Arguments.named(new Signature(word, parameters), options)
    }

    static QdiscDescription qdisc(String kind, Map options) {
        def read = QdiscOperations.KINDS.find { it.name() == kind }.read('qdisc', options)
        QdiscDescription.of(kind, read)
    }

    def "netem as tc says it, and as the kernel is asked"() {
        given:
        def netem = qdisc('netem', [
            delay: Duration.ofMillis(50), jitter: Duration.ofMillis(10), loss: new Percent(1), corrupt: new Percent(0.5),
            duplicate: new Percent(2), reorder: new Percent(25), rate: new Rate(8_000_000), limit: 500])
        expect:
        netem.command() ==
            ' limit 500 delay 50ms 10ms loss 1% duplicate 2% corrupt 0.5% reorder 25% rate 8mbit'
        netem.request(3, CLOCK).describe().startsWith(
            'RTM_NEWQDISC flags NLM_F_REPLACE|NLM_F_CREATE tcmsg{tcm_ifindex=3 tcm_parent=4294967295} TCA_KIND="netem"')
    }

    def "a jitter that the kernel would make shorter is refused"() {
        expect:
        qdisc('netem', [delay: Duration.ofMillis(1), jitter: Duration.ofMillis(2147)]).command() == ' limit 1000 delay 1ms 2147ms'
        when:
        qdisc('netem', [delay: Duration.ofMillis(1), jitter: Duration.ofMillis(2148)])
        then:
        def e = thrown(NsxException)
        [e.message, e.reason()] == ['qdisc netem: jitter cannot be 2.148s', 'jitter is at most 2147.ms']
    }

    def "an option that the kernel would change is refused: #kind #options"() {
        when:
        qdisc(kind, options)
        then:
        thrown(NsxException)
        where:
        kind       | options
        'fq'       | [maxrate: new Rate(34_359_738_360)]
        'fq'       | [quantum: 255]
        'fq'       | [quantum: (1 << 20) + 1]
        'fq_codel' | [quantum: 255]
        'fq_codel' | [memoryLimit: (1L << 31) + 1]
        'sfq'      | [flows: 65_409]
        'sfq'      | [depth: 128]
        'sfq'      | [quantum: 255]
        'sfq'      | [limit: 128 * 127 + 1]
        'sfq'      | [limit: 21, flows: 10, depth: 2]
        'sfq'      | [flows: 11, limit: 10]
        'sfq'      | [limit: 64 * 127 + 1, divisor: 64]
        'sfq'      | [flows: 65, divisor: 64]
    }

    def "a turn of a class of drr that the kernel would change is refused: #quantum"() {
        given:
        def options = arguments('qdisc.class', ClassOperations.OPTIONS, [quantum: quantum])
        when:
        ClassOperations.check('drr', ClassFields.ALL.read(options), options)
        then:
        def e = thrown(NsxException)
        [e.message, e.reason()] == ["qdisc.class: quantum cannot be $quantum", 'quantum is a whole number from 256 to 1048576']*.toString()
        where:
        quantum << [1, 255, (1 << 20) + 1]
    }

    def "a qdisc of each kind as tc says it, and as its message says it"() {
        given:
        def wanted = qdisc(kind, options)
        def sent = Qdisc.decode(wanted.request(3, CLOCK).encode())
        expect:
        wanted.command() == words
        wanted.isMetBy(sent, CLOCK)
        QdiscDescription.of(sent, CLOCK).facts().subMap(options.keySet()) == wanted.facts().subMap(options.keySet())
        where:
        kind | options | words
        'pfifo' | [limit: 77] | ' limit 77'
        'bfifo' | [limit: 5000] | ' limit 5000'
        'prio' | [bands: 4] | ' bands 4 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1'
        'prio' | [bands: 2, priomap: [1] * 16] | ' bands 2 priomap 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'
        'sfq' | [limit: 100, perturb: Duration.ofSeconds(10), quantum: 3000] | ' limit 100 quantum 3000 perturb 10'
        'sfq' | [limit: 20, quantum: 256, divisor: 64, flows: 10, depth: 2] | ' limit 20 quantum 256 divisor 64 flows 10 depth 2'
        'fq' | [limit: 1000, flowLimit: 50, maxrate: new Rate(8_000_000), pacing: false] | ' limit 1000 flow_limit 50 maxrate 8000000bit nopacing'
        'fq_codel' | [limit: 1000, flows: 64, target: Duration.ofMillis(4), ecn: false] | ' limit 1000 flows 64 target 4000us noecn'
        'codel' | [interval: Duration.ofMillis(80), ecn: true] | ' interval 80000us ecn'
        'cake' | [bandwidth: new Rate(8_000_000), diffserv: 'besteffort', flows: 'dual-srchost', nat: true] |
            ' bandwidth 8000000bit besteffort dual-srchost nat'
        'hfsc' | [default: 16] | ' default 10'
        'ets' | [bands: 4, strict: 2] | ' bands 4 strict 2'
    }

    def "a time that the kernel says a microsecond less of is met"() {
        given:
        def told = qdisc('fq_codel', [target: Duration.ofNanos(3_999_000), interval: Duration.ofMillis(80)])
        def said = Qdisc.decode(told.request(3, CLOCK).encode())
        expect:
        qdisc('fq_codel', [target: Duration.ofMillis(4)]).isMetBy(said, CLOCK)
        !qdisc('fq_codel', [target: Duration.ofMillis(5)]).isMetBy(said, CLOCK)
    }

    def "what filters compare, in words"() {
        given:
        def read = Reader.map('qdisc.filter', *FilterOperations.OPTIONS.toArray(new Parameter[0])).read(options).get()
        def wanted = FilterDescription.of(read)
        def sent = Classifiers.u32(3, 0x10000, 7, wanted.protocol(), wanted.selector(), wanted.classId(), []).encode()
        def filter = TrafficFilter.decode(sent)
        expect:
        FilterMatch.text(filter) == text
        [filter.priority(), filter.parent(), filter.classId()] == [7, 0x10000, 0x10010]
        where:
        options | text
        [to: '10.0.0.12', port: 80, class: '1:10'] | 'to 10.0.0.12 port 80'
        [from: '10.0.0.0/9', proto: 'udp', sport: 53, class: '1:10'] | 'from 10.0.0.0/9 proto udp sport 53'
        [from: 'fd00::/61', to: 'fd00::5', proto: 'tcp', class: '1:10'] | 'from fd00::/61 to fd00::5 proto tcp'
        [class: '1:10'] | ''
    }

    def "a delay below a millisecond"() {
        expect:
        qdisc('netem', [delay: Duration.ofNanos(1_500)]).command() == ' limit 1000 delay 1.5us'
    }

    def "tbf counts its limit from rate, latency and burst"() {
        expect:
        qdisc('tbf', [rate: new Rate(1_000_000), burst: 32768, latency: Duration.ofMillis(400)]).command() ==
            ' rate 1mbit burst 32768 limit 82768'
    }

    def "the default route is of its gateway's family"() {
        expect:
        RouteDescription.of('default', arguments('route', RouteOperations.PARAMETERS, [via: via])).to().toString() == to
        where:
        via         | to
        '10.0.0.1'  | '0.0.0.0/0'
        'fd00::1'   | '::/0'
    }

    def "routes of the same key and what they ask for"() {
        given:
        def is = route('10.9.0.0/16', [via: '10.0.0.1', dev: 'veth1', mtu: 1400])
        def wanted = route('10.9.0.0/16', options)
        expect:
        wanted.hasKeyOf(is) == key
        wanted.isMetBy(is) == met
        where:
        options                                      | key   | met
        [via: '10.0.0.1']                            | true  | true
        [via: '10.0.0.1', metric: 0, table: 'main']  | true  | true
        [via: '10.0.0.1', mtu: 1300]                 | true  | false
        [via: '10.0.0.2']                            | true  | false
        [dev: 'veth1']                               | true  | false
        [via: '10.0.0.1', dev: 'veth2']              | true  | false
        [type: 'unreachable']                        | true  | false
        [via: '10.0.0.1', metric: 5]                 | false | true
        [via: '10.0.0.1', table: 5]                  | false | true
        [via: '10.0.0.1', tos: 16]                   | false | true
    }

    private static RouteDescription route(String to, Map<String, Object> options) {
        RouteDescription.of(to, arguments('route', RouteOperations.PARAMETERS, options))
    }

    def "an IPv6 route without a metric has 1024"() {
        expect:
        route('fd09::/48', [via: 'fd00::1']).effectiveMetric() == 1024
        route('fd09::/48', [via: 'fd00::1', metric: 5]).effectiveMetric() == 5
        route('10.9.0.0/16', [via: '10.0.0.1']).effectiveMetric() == 0
    }

    def "lifetimes are whole seconds, and the preferred one is the valid one by default"() {
        when:
        def address = AddressDescription.of(IpText.prefix('10.0.0.1/24'), arguments('address', AddressOperations.PARAMETERS, options))
        then:
        address.valid().map { it.seconds }.orElse(null) == valid
        address.preferred().map { it.seconds }.orElse(null) == preferred
        where:
        options                                                           | valid | preferred
        [:]                                                               | null  | null
        [lifetime: 'forever']                                             | null  | null
        [lifetime: Duration.ofMillis(1500)]                               | 2     | 2
        [lifetime: 20]                                                    | 20    | 20
        [lifetime: Duration.ofSeconds(9), preferred: Duration.ofSeconds(0)] | 9   | 0
        [preferred: Duration.ofSeconds(5)]                                | null  | 5
    }

    def "the command line of an address"() {
        expect:
        AddressDescription.of(IpText.prefix(text), arguments('address', AddressOperations.PARAMETERS, options)).command('add', 'x') == command
        where:
        text          | options                    | command
        '10.0.0.1/24' | [:]                        | 'ip address add 10.0.0.1/24 broadcast 10.0.0.255 dev x'
        '10.0.0.1'    | [peer: '10.0.0.2']         | 'ip address add 10.0.0.1 peer 10.0.0.2/32 dev x'
        '127.0.0.2/8' | [:]                        | 'ip address add 127.0.0.2/8 dev x'
        'fd00::1/64'  | [nodad: true, lifetime: 9] | 'ip address add fd00::1/64 dev x valid_lft 9 preferred_lft 9 nodad'
    }

    def "a rule needs a table, or an action that needs none"() {
        when:
        RuleDescription.of(arguments('rule', RuleOperations.PARAMETERS, options))
        then:
        thrown(NsxException)
        where:
        options << [[:], [from: '10.0.0.0/8'], [action: 'prohibit', table: 5], [action: 'lookup']]
    }
}
