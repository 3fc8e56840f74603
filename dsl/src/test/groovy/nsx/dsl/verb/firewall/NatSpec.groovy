package nsx.dsl.verb.firewall

import nsx.dsl.error.NsxException
import nsx.sys.Files
import spock.lang.Timeout

class NatSpec extends OwnTableSpec {
    private static final String MADE = 'make nftables table inet nsx'

    private static String list() {
        peer("nft list ruleset | grep -v '^\$'").replaceAll(/(?m)^\s+/, '')
    }

    private static List<String> rules(String chain) {
        rules('nsx', chain)
    }

    def "masquerading is a rule in a table of nsx's own"() {
        expect:
        changes("nat.masquerade '10.0.0.10/24', out: 'eth0'") == [MADE, 'masquerade 10.0.0.0/24 out of eth0']
        list() == '''table inet nsx {
            chain prerouting {
            type nat hook prerouting priority dstnat; policy accept;
            }
            chain output {
            type nat hook output priority -100; policy accept;
            }
            chain postrouting {
            type nat hook postrouting priority srcnat; policy accept;
            ip saddr 10.0.0.0/24 oifname "eth0" counter packets 0 bytes 0 masquerade
            }
            }'''.replaceAll(/(?m)^\s+/, '')
    }

    def "the second run changes nothing: #line"() {
        expect:
        makesOnce(line, 'nat.rules()')
        where:
        line << [
            "nat.masquerade '10.0.0.0/24'", "nat.masquerade '10.0.0.0/20', out: 'eth0'",
            "nat.masquerade '10.0.0.5'", "nat.masquerade '0.0.0.0/0', out: 'eth0'", "nat.masquerade '::/0'",
            "nat.masquerade 'fd00:1::/33'", "nat.forward 8080, to: '10.0.0.11:80'", "nat.forward 8080, to: '10.0.0.11'",
            "nat.forward 53, to: '[fd00::1]:5353', proto: 'udp', in: 'eth0'", "nat.forward 53, to: 'fd00::1'",
        ]
    }

    def "rules of one table are added one by one"() {
        expect:
        changes("nat.masquerade '10.0.0.0/24'; nat.masquerade '10.0.1.0/24'; nat.forward 80, to: '10.0.0.2'") ==
            [MADE, 'masquerade 10.0.0.0/24', 'masquerade 10.0.1.0/24', 'forward tcp port 80 to 10.0.0.2']
        rules('postrouting') == [
            'ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 counter packets 0 bytes 0 masquerade',
            'ip saddr 10.0.1.0/24 ip daddr != 10.0.1.0/24 counter packets 0 bytes 0 masquerade']
        rules('prerouting') ==
            ['meta nfproto ipv4 fib daddr type local tcp dport 80 counter packets 0 bytes 0 dnat ip to 10.0.0.2']
        rules('output') == rules('prerouting')
    }

    def "a port is forwarded to one place"() {
        given:
        eval "nat.forward 8080, to: '10.0.0.11:80'; nat.forward 8080, to: '[fd00::1]:80'"
        expect:
        changes("nat.forward 8080, to: '10.0.0.12:80'") ==
            ['forward tcp port 8080 to 10.0.0.12:80', 'delete the rule to forward tcp port 8080 to 10.0.0.11:80']
        eval('nat.rules()')*.to as Set == ['10.0.0.12:80', '[fd00::1]:80'] as Set
        when:
        takeBack()
        then:
        eval('nat.rules()')*.to as Set == ['10.0.0.11:80', '[fd00::1]:80'] as Set
    }

    def "half of a rule is completed"() {
        given:
        eval "nat.forward 8080, to: '10.0.0.11:80'"
        peer 'nft flush chain inet nsx output; nft delete chain inet nsx postrouting'
        expect:
        changes("nat.forward 8080, to: '10.0.0.11:80'") ==
            ['complete nftables table inet nsx', 'forward tcp port 8080 to 10.0.0.11:80']
        rules('output').size() == 1
        rules('prerouting').size() == 1
        when:
        takeBack()
        then:
        rules('output') == []
        rules('prerouting').size() == 1
    }

    def "rules are values"() {
        given:
        eval """nat.masquerade '10.0.0.0/24', out: 'eth0'
            nat.forward 53, to: '[fd00::1]:5353', proto: 'udp', in: 'eth1'"""
        peer "nft 'add rule inet nsx postrouting ip saddr 10.0.0.0/24 counter masquerade random'"
        when:
        def all = eval('nat.rules()').toSorted { it.kind }
        then:
        all*.kind == ['forward', 'masquerade', 'other']
        all*.family == ['ipv6', 'ipv4', null]
        all*.source == [null, '10.0.0.0/24', null]
        all*.out == [null, 'eth0', null]
        all*.in == ['eth1', null, null]
        all*.proto == ['udp', null, null]
        all*.port == [53, null, null]
        all*.to == ['[fd00::1]:5353', null, null]
        all*.toString() == ['forward udp port 53 of eth1 to [fd00::1]:5353', 'masquerade 10.0.0.0/24 out of eth0', 'masq in postrouting']
    }

    def "a rule is deleted and comes back"() {
        given:
        eval "nat.forward 8080, to: '10.0.0.11:80'; nat.masquerade '10.0.0.0/24'"
        peer "nft 'add rule inet nsx postrouting ip saddr 10.0.0.0/24 counter masquerade random comment \"by hand\"'"
        def before = list()
        expect:
        changes('nat.rules().each { it.delete() }; null').drop(2) ==
            ['delete the rule to masq in postrouting', 'delete nftables table inet nsx']
        eval('nat.rules()') == []
        peer('nft list ruleset') == ''
        when:
        takeBack()
        then:
        list().readLines() as Set == before.readLines() as Set
    }

    def "a rule that is deleted already is an error"() {
        when:
        eval "def r = nat.masquerade '10.0.0.0/24'; r.delete(); r.delete()"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no rule to masquerade 10.0.0.0/24'
    }

    def "undo takes the table away that it made"() {
        given:
        changes "nat.forward 8080, to: '10.0.0.11:80'"
        when:
        takeBack()
        then:
        peer('nft list ruleset') == ''
    }

    def "undo leaves a table that others use by now"() {
        given:
        changes "nat.forward 8080, to: '10.0.0.11:80'"
        peer "nft 'add rule inet nsx postrouting counter masquerade'"
        when:
        takeBack()
        then:
        rules('postrouting').size() == 1
        rules('prerouting') == []
    }

    def "clearing takes nsx's table and no other"() {
        given:
        peer """nft 'add table inet theirs; add chain inet theirs postrouting { type nat hook postrouting priority 100; }
            add rule inet theirs postrouting ip saddr 10.0.0.0/24 counter masquerade; add table ip nsx'"""
        def theirs = peer('nft list ruleset')
        expect:
        eval('nat.rules()') == []
        changes('nat.clear()') == []
        changes("nat.masquerade '10.0.0.0/24'; nat.clear()") ==
            [MADE, 'masquerade 10.0.0.0/24', 'delete nftables table inet nsx']
        peer('nft list ruleset') == theirs
    }

    def "what was cleared comes back"() {
        given:
        eval "nat.forward 8080, to: '10.0.0.11:80'; nat.masquerade '10.0.0.0/24'"
        def before = list()
        changes 'nat.clear()'
        when:
        takeBack()
        then:
        list() == before
    }

    def "the command lines have the same effect: #lines"() {
        expect:
        commandsDoTheSame(lines)
        where:
        lines << [
            "nat.masquerade '10.0.0.0/24'", "nat.masquerade '10.0.0.0/20', out: 'eth0'", "nat.masquerade '10.0.0.5'",
            "nat.masquerade '0.0.0.0/0', out: 'eth0'", "nat.masquerade '0.0.0.0/0'", "nat.masquerade 'fd00::/33'",
            "nat.masquerade '10.0.0.0/8', out: 'eth*'", "nat.masquerade '10.0.0.0/8', out: \"it's\"",
            "nat.forward 8080, to: '10.0.0.11:80'", "nat.forward 8080, to: '10.0.0.11', in: 'eth0'",
            "nat.forward 8080, to: '[fd00::1]:80', proto: 'udp'; nat.forward 8080, to: 'fd00::2', proto: 'udp'",
            "nat.forward 1, to: '10.0.0.1:2'; nat.clear()", "nat.masquerade('10.0.0.0/8').delete()",
        ]
    }

    def "an invalid rule is an error: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        "$e.message: ${e.reason() ?: e.hint()}" == said
        e.culprit() == culprit
        peer('nft list ruleset') == ''
        where:
        line                                                | culprit       | said
        "nat.masquerade '10.0.0.300/24'"                    | '10.0.0.300/24' | "nat.masquerade: source cannot be 10.0.0.300/24: not an IPv4 address: 300 is above 255"
        "nat.masquerade '10.0.0.0/33'"                      | '10.0.0.0/33' | "nat.masquerade: source cannot be 10.0.0.0/33: the prefix is a number from 0 to 32, not 33"
        "nat.masquerade out: 'eth0'"                        | 'nat.masquerade'          | "nat.masquerade needs source: see help 'nat.masquerade'"
        "nat.masquerade '10.0.0.0/8', out: 'a b'"           | 'a b'         | "'a b' cannot be a device's name: it holds white space"
        "nat.forward 70000, to: '10.0.0.1:80'"              | '70000'       | "nat.forward: port cannot be 70000: a port is a number from 1 to 65535"
        "nat.forward 0, to: '10.0.0.1:80'"                  | '0'           | "nat.forward: port cannot be 0: a port is a number from 1 to 65535"
        "nat.forward 80, to: '10.0.0.1:99999'"              | '99999'       | "'99999' is not a port: a port is a number from 1 to 65535"
        "nat.forward 80, to: '10.0.0.1:'"                   | ''            | "'' is not a port: a port is a number from 1 to 65535"
        "nat.forward 80, to: ':80'"                         | ':80'         | "':80' has no address: write it as '10.0.0.11:80' or '[fd00::1]:80'"
        "nat.forward 80, to: 8080"                          | '8080'        | "'8080' has no address: write it as '10.0.0.11:80' or '[fd00::1]:80'"
        "nat.forward 80, to: '[]:80'"                       | '[]:80'       | "'[]:80' has no address: write it as '10.0.0.11:80' or '[fd00::1]:80'"
        "nat.forward 80, to: 'example.org:80'"              | 'example.org' | "'example.org' is not an address: not an IPv4 address: 'example' is not a number"
        "nat.forward 80, to: '10.0.0.1:80', proto: 'sctp'"  | 'sctp'        | 'nat.forward: proto cannot be sctp: proto is tcp or udp'
        "nat.forward 80"                                    | 'nat.forward' | "nat.forward needs to:: such as to: '10.0.0.11:80'"
        "nat.forward to: '10.0.0.1:80'"                     | 'nat.forward' | "nat.forward needs port: see help 'nat.forward'"
    }

    def "the examples run: #example"() {
        when:
        eval example
        then:
        noExceptionThrown()
        where:
        example << examples('nat.masquerade', 'nat.forward', 'nat.rules', 'nat.clear')
    }

    def "a top-level question prints the table, a change nothing"() {
        when:
        eval "nat.masquerade '10.0.0.0/24'\nnat.clear()\nnat.rules()"
        then:
        answers == [[]]
    }

    @Timeout(20)
    def "a user who holds the lock of the namespace's file, as every user can, blocks nobody"() {
        given:
        def file = Files.open('/proc/thread-self/ns/net', Files.O_RDONLY)
        when:
        eval "nat.masquerade '10.0.0.0/24'"
        then:
        Files.tryLock(file)
        eval("nat.clear(); nat.masquerade '10.1.0.0/24'; nat.rules()")*.source == ['10.1.0.0/24']
        cleanup:
        file.close()
    }

    def "the words can be said on a namespace"() {
        when:
        eval "netns 'a'; netns('a').nat.masquerade '10.0.0.0/24'"
        then:
        eval("netns('a') { nat.rules() }")*.source == ['10.0.0.0/24']
        eval('nat.rules()') == []
    }
}
