package nsx.dsl.verb.firewall

import nsx.dsl.error.NsxException

class FilterSpec extends OwnTableSpec {
    private static final String MADE = 'make nftables table inet nsx-filter'

    private static List<String> rules(String chain) {
        rules('nsx-filter', chain)
    }

    def "filtering is a rule in a table of nsx's own"() {
        expect:
        changes("filter.drop from: '10.0.0.7/24', to: '10.0.1.0/24', in: 'eth0', port: 22") ==
            [MADE, 'drop forwarded packets from 10.0.0.0/24 to 10.0.1.0/24 in by eth0 of tcp to port 22']
        peer('nft list table inet nsx-filter').readLines()*.trim() - '' == '''table inet nsx-filter {
            chain input {
            type filter hook input priority filter; policy accept;
            }
            chain forward {
            type filter hook forward priority filter; policy accept;
            ip saddr 10.0.0.0/24 ip daddr 10.0.1.0/24 iifname "eth0" tcp dport 22 counter packets 0 bytes 0 drop
            }
            chain output {
            type filter hook output priority filter; policy accept;
            }
            }'''.readLines()*.trim()
    }

    def "the second run changes nothing: #line"() {
        expect:
        makesOnce(line, 'filter.rules()')
        where:
        line << [
            'filter.drop()', "filter.drop from: '10.0.0.0/24'", "filter.drop to: '10.0.0.0/20'", "filter.accept from: '10.0.0.5'",
            "filter.drop from: '0.0.0.0/0'", "filter.drop to: '::/0', out: 'eth0'", "filter.drop from: 'fd00:1::/33', to: 'fd00::1'",
            "filter.reject port: 'http', hook: 'input'", "filter.drop proto: 'icmpv6'", "filter.drop proto: 'udp', port: 53, hook: 'output'",
            "filter.drop in: 'a', out: 'b'", "filter.log from: '10.0.0.0/8', prefix: 'to lab: '", 'filter.log()',
        ]
    }

    def "the command lines have the same effect: #lines"() {
        expect:
        commandsDoTheSame(lines)
        where:
        lines << [
            'filter.drop()', "filter.drop from: '10.0.0.0/24', to: '10.0.1.0/20'", "filter.drop from: '0.0.0.0/0'",
            "filter.accept to: 'fd00::/64', in: 'eth*'", "filter.reject port: 80, hook: 'input'", "filter.drop proto: 'icmp'",
            "filter.drop proto: 'icmpv6'", "filter.drop proto: 'sctp', port: 9", "filter.log prefix: \"it's \", in: \"a'b\"",
            "filter.drop port: 1; filter.clear()", "filter.drop(port: 1).delete()",
            "filter.drop port: 1; filter.drop port: 2; filter.accept port: 1",
        ]
    }

    def "a rule takes the place of one that decides otherwise on the same packets"() {
        given:
        eval "filter.drop port: 1; filter.drop port: 2; filter.drop port: 3; filter.log port: 2"
        expect:
        changes('filter.accept port: 2') ==
            ['accept forwarded packets of tcp to port 2', 'delete the rule to drop forwarded packets of tcp to port 2']
        eval('filter.rules()')*.toString()*.replaceAll(/ forwarded.*port/, '') == ['drop 1', 'accept 2', 'drop 3', "log 2 as 'nsx: '"]
        when:
        takeBack()
        then:
        eval('filter.rules()')*.toString()*.replaceAll(/ forwarded.*port/, '') == ['drop 1', 'drop 2', 'drop 3', "log 2 as 'nsx: '"]
    }

    def "a deleted rule comes back at its place"() {
        given:
        eval "filter.accept from: '10.0.0.9'; filter.drop from: '10.0.0.0/24'; filter.drop from: '10.0.1.0/24'"
        peer "nft 'add rule inet nsx-filter forward tcp dport 7 limit rate 1/second counter drop comment \"by hand\"'"
        def before = rules('forward')
        changes 'filter.rules().take(2).each { it.delete() }; null'
        expect:
        rules('forward').size() == 2
        when:
        takeBack()
        then:
        rules('forward') == before
    }

    def "rules are values"() {
        given:
        eval "filter.log(from: '10.0.0.0/24', in: 'eth1'); filter.drop proto: 'udp', port: 53, hook: 'output', out: 'eth0', to: 'fd00::1'"
        peer "nft 'add rule inet nsx-filter input tcp dport 7 limit rate 1/second counter drop'"
        when:
        def all = eval('filter.rules()').toSorted { it.hook }
        then:
        all*.verdict == ['log', 'other', 'drop']
        all*.hook == ['forward', 'input', 'output']
        all*.from == ['10.0.0.0/24', null, null]
        all*.to == [null, null, 'fd00::1/128']
        all*.in == ['eth1', null, null]
        all*.out == [null, null, 'eth0']
        all*.proto == [null, null, 'udp']
        all*.port == [null, null, 53]
        all*.prefix == ['nsx: ', null, null]
        all*.toString() == ["log forwarded packets from 10.0.0.0/24 in by eth1 as 'nsx: '", 'immediate in input',
            'drop sent packets to fd00::1/128 out by eth0 of udp to port 53']
    }

    def "with the last rule the table goes, and all of it comes back"() {
        given:
        eval "filter.drop port: 22"
        def before = peer('nft list ruleset')
        expect:
        changes('filter.rules()[0].delete()') ==
            ['delete the rule to drop forwarded packets of tcp to port 22', 'delete nftables table inet nsx-filter']
        peer('nft list ruleset') == ''
        when:
        takeBack()
        then:
        peer('nft list ruleset') == before
    }

    def "clearing takes no other table, nat's neither"() {
        given:
        eval "nat.masquerade '10.0.0.0/24'"
        peer "nft 'add table inet theirs; add chain inet theirs forward { type filter hook forward priority 0; }'"
        def before = peer('nft list ruleset')
        expect:
        changes('filter.clear()') == []
        eval("filter.drop port: 22; filter.clear(); filter.rules()") == []
        peer('nft list ruleset') == before
        changes("filter.drop port: 22; nat.clear()").size() == 3
        eval('filter.rules()').size() == 1
    }

    def "an invalid rule is an error: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        "$e.message: ${e.reason() ?: e.hint()}" == said
        peer('nft list ruleset') == ''
        where:
        line                                                 | said
        "filter.drop from: '10.0.0.300'"                     | 'filter.drop: from cannot be 10.0.0.300: not an IPv4 address: 300 is above 255'
        "filter.drop from: '10.0.0.1', to: 'fd00::1'"        | 'filter.drop: to cannot be fd00::1: to is of the same family as from:'
        "filter.drop port: 70000"                            | "filter.drop: port cannot be 70000: port is a port from 1 to 65535, or a service's name such as 'http'"
        "filter.drop proto: 'gre'"                           | 'filter.drop: proto cannot be gre: proto is icmp, icmpv6, sctp, tcp or udp'
        "filter.drop proto: 'icmp', port: 1"                 | 'filter.drop: proto cannot be icmp: proto is tcp, udp or sctp where there is a port'
        "filter.drop hook: 'ingress'"                        | 'filter.drop: hook cannot be ingress: hook is input, forward or output'
        "filter.drop in: 'a', hook: 'output'"                | 'filter.drop: in cannot be a: in is left out: packets that this machine sends have no incoming device'
        "filter.drop out: 'a', hook: 'input'"                | 'filter.drop: out cannot be a: out is left out: packets to this machine have no outgoing device'
        "filter.drop in: 'a b'"                              | "'a b' cannot be a device's name: it holds white space"
        "filter.log prefix: 'a\"b'"                          | 'filter.log: prefix cannot be a"b: prefix is a text without quotation marks and control characters'
        "filter.log prefix: 'x' * 128"                       | "filter.log: prefix cannot be ${'x' * 60}…: prefix is a text of 1 to 127 bytes"
    }

    def "the examples run: #example"() {
        when:
        eval example
        then:
        noExceptionThrown()
        where:
        example << examples('filter.drop', 'filter.accept', 'filter.reject', 'filter.log', 'filter.rules', 'filter.clear')
    }

    def "a plan knows the rules that it would make, in their order"() {
        when:
        def plan = eval '''plan {
            filter.drop port: 1
            filter.drop port: 2
            filter.accept port: 1
            assert filter.rules()*.toString() == ['accept forwarded packets of tcp to port 1', 'drop forwarded packets of tcp to port 2']
            filter.clear()
            assert filter.rules() == []
        }'''
        then:
        plan*.does == [MADE, 'drop forwarded packets of tcp to port 1', 'drop forwarded packets of tcp to port 2',
            'accept forwarded packets of tcp to port 1', 'delete the rule to drop forwarded packets of tcp to port 1',
            'delete nftables table inet nsx-filter']
        plan.unresolved == []
        peer('nft list ruleset') == ''
    }

    def "what is exported makes the same rules"() {
        given:
        def lines = ["filter.accept from: '10.0.0.9/32', port: 22", "filter.log from: '10.0.0.0/24', prefix: \"it's \"", 'filter.log()',
            "filter.reject in: 'eth0', proto: 'udp', port: 53, hook: 'input'", 'filter.drop()']
        eval "netns('a') { ${lines.join('; ')} }"
        def before = ruleset('a')
        def script = eval("export only: 'a'")
        eval "delete netns: 'a'"
        when:
        eval script
        then:
        ruleset('a') == before
    }

    def "a deleted namespace comes back with its rules"() {
        given:
        session.keepDefinitions()
        eval "netns 'a'; netns('a') { nat.masquerade '10.0.0.0/24'; filter.drop port: 22 }"
        def before = ruleset('a')
        eval "delete netns: 'a'"
        when:
        eval 'undo(force: true)'
        then:
        ruleset('a') == before
    }

    def "what somebody else has changed since is said before a rule is taken back"() {
        given:
        session.keepDefinitions()
        eval 'filter.drop port: 22'
        eval 'filter.drop port: 23'
        peer "nft 'flush chain inet nsx-filter forward'"
        when:
        eval 'undo()'
        then:
        def e = thrown(NsxException)
        e.reason().contains('filter rules')
    }
}
