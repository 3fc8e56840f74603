package nsx.dsl.verb.network

import nsx.dsl.error.NsxException

class RuleSpec extends NetworkSpec {
    static final String SHOW = 'ip -d rule; ip -6 -d rule'

    def "a rule is added once, said as ip does, and taken back"() {
        expect:
        keeps(CABLE, text, SHOW)
        where:
        text << [
            "rule from: '10.0.0.0/8', table: 100, priority: 5",
            "rule from: '10.0.0.0/8', table: 100",
            "rule from: '10.0.0.1', to: '10.1.0.0/16', table: 'main', priority: 7",
            "rule from: 'all', to: 'fd00::/64', table: 300, priority: 7",
            "rule iif: 'veth1', oif: 'veth2', fwmark: 16, table: 100",
            "rule fwmark: 4294967295, table: 100",
            "rule from: '10.0.0.0/8', action: 'prohibit', priority: 9",
            "rule from: '10.0.0.0/8', action: 'unreachable'",
            "rule fwmark: 1, table: 100, family: 6",
            "rule not: true, fwmark: 51820, table: 51820",
            "rule fwmark: '0x10/0xf0', uidrange: 0..0, ipproto: 'tcp', dport: 443, sport: 1000..2000, table: 100",
            "rule fwmark: '0/0xf0', table: 100",
            "rule table: 'main', suppress: 0, priority: 90",
            "rule table: 'main', suppressGroup: 5",
            "rule from: '10.0.0.0/8', priority: 5, goto: 32766",
            "rule from: '10.0.0.0/8', tos: 16, table: 100, protocol: 'static'",
            "rule from: '10.0.0.0/8', tos: '0x10', table: 100",
            "rule from: '10.0.0.0/8', table: 100, realm: '2/3'",
            "rule from: '10.0.0.0/8', table: 100, realm: 3",
            "rule to: 'fd00::/64', ipproto: 'icmpv6', table: 100",
            "rule from: '0.0.0.0/0', tunnel: 7, table: 100",
        ]
    }

    /** The tried ip(8) may lack these options; a kernel before 6.14 ignores them. */
    def "a rule of #options is made once, told, exported and taken back"() {
        given:
        def script = "rule $options, table: 100, priority: 5"
        def before = peer('ip rule; ip -6 rule')
        if (!makes(script)) {
            assert peer('ip rule; ip -6 rule') == before
            return
        }

        expect:
        operations[0].command() == command
        changes(script) == []
        eval("rules(table: 100)*.$fact") == [value]

        when:
        String text = eval('export().toString()')
        eval 'rules(table: 100).flush()'
        def gone = peer('ip rule; ip -6 rule')
        eval text

        then:
        gone == before
        changes(script) == []

        where:
        options                         | command                                                       | fact        | value
        "dscp: 10"                      | 'ip rule add from all dscp 10 priority 5 lookup 100'                   | 'dscp'      | 10
        "dscp: 8, dscpMask: '0x38'"     | 'ip rule add from all dscp 8/0x38 priority 5 lookup 100'               | 'dscpMask'  | 0x38
        "flowLabel: '0x12345'"          | 'ip -6 rule add from all flowlabel 0x12345 priority 5 lookup 100'      | 'flowLabel' | 0x12345
        "flowLabel: 7, flowLabelMask: 15" | 'ip -6 rule add from all flowlabel 0x7/0xf priority 5 lookup 100'    | 'flowLabel' | 7
    }

    /** Whether this kernel knows the options; if not, nsx says so. */
    private boolean makes(String script) {
        try {
            changes(script).size() == 1
        } catch (NsxException e) {
            assert e.reason() == 'this kernel ignores one of the options'
            false
        }
    }

    def "a rule that differs is another rule"() {
        given:
        eval "rule from: '10.0.0.0/8', table: 100, priority: 5"
        expect:
        changes(text).size() == count
        where:
        text | count
        "rule from: '10.0.0.0/8', table: 100" | 0
        "rule from: '10.0.0.0/8', table: '100', priority: 5" | 0
        "rule from: '10.0.0.0/8', table: 101" | 1
        "rule from: '10.0.0.0/8', table: 100, priority: 6" | 1
        "rule from: '10.0.0.0/9', table: 100" | 1
        "rule from: '10.0.0.0/8', to: '10.0.0.0/8', table: 100" | 1
        "rule from: '10.0.0.0/8', table: 100, dport: 80" | 1
        "rule not: true, from: '10.0.0.0/8', table: 100" | 1
        "rule not: false, from: '10.0.0.0/8', table: 100" | 0
    }

    def "a list shows all that a rule selects by"() {
        given:
        peer rule
        expect:
        eval("def r = rules().find { it.priority == 5 }; ${names}.collectEntries { [it, r[it]] }") == facts
        eval('rules().shown()').containsAll(facts.keySet())
        !eval('rules().shown()').contains('other')
        eval("\"\${rules().find { it.priority == 5 }}\"") == text
        where:
        rule | facts | text
        'ip rule add not fwmark 51820 table 51820 pref 5' | [not: true, fwmark: 51820L] | '5: not from all fwmark 0xca6c lookup 51820'
        'ip rule add fwmark 0x10/0xf0 table main suppress_prefixlength 0 pref 5' | [fwmark: '0x10/0xf0', suppress: 0L] | '5: from all fwmark 0x10/0xf0 lookup main suppress_prefixlength 0'
        'ip rule add ipproto tcp dport 443 sport 10-20 uidrange 0-0 table 7 pref 5' | [ipproto: 'tcp', dport: 443L, sport: '10-20', uidrange: '0'] |
            '5: from all uidrange 0-0 ipproto tcp sport 10-20 dport 443 lookup 7'
        'ip rule add realms 2/3 table 7 pref 5' | [realm: '2/3'] | '5: from all lookup 7 realms 2/3'
        'ip rule add realms 3 table 7 pref 5' | [realm: 3L] | '5: from all lookup 7 realms 3'
        'ip rule add goto 32766 tos 0x10 pref 5' | [goto: 32766L, tos: 16, action: 'goto'] | '5: from all tos 0x10 goto 32766'
        names = facts.keySet().collect { "'$it'" }
    }

    def "rules as values, deleted and restored in every detail"() {
        given:
        peer "ip rule add from 10.0.0.0/8 ipproto tcp dport 80-90 fwmark 0x1/0xff uidrange 0-0 lookup 100 pref 5 suppress_prefixlength 8"
        def was = look(SHOW)
        expect:
        eval("def r = rules().find { it.priority == 5 }; [r.from, r.to, r.table, r.action, r.version]") ==
            ['10.0.0.0/8', 'all', 100L, 'lookup', 4]
        eval('rules().size()') == look(SHOW).readLines().size()
        when:
        def done = changes("rules().find { it.priority == 5 }.delete()")
        then:
        done == ['delete rule from 10.0.0.0/8 fwmark 0x1/0xff uidrange 0-0 ipproto tcp dport 80-90 priority 5 lookup 100 suppress_prefixlength 8']
        !look(SHOW).contains('10.0.0.0/8')
        when:
        undo(operations.collect())
        then:
        look(SHOW) == was
    }

    def "bad input"() {
        when:
        def e = refused(text)
        then:
        e.message == message
        e.reason() == reason
        where:
        text | message | reason
        "rule from: '10.0.0.0/8'" | 'rule needs table:' | null
        "rule from: '10.0.0.1/8', table: 5" | "'10.0.0.1/8' is not a network" | 'bits are set after its prefix of 8'
        "rule from: '10.0.0.300', table: 5" | 'rule: from cannot be 10.0.0.300' | 'not an IPv4 address: 300 is above 255'
        "rule from: '10.0.0.0/8', to: 'fd00::/8', table: 5" | 'rule: to cannot be fd00::/8' | 'to is of the same family as from'
        "rule from: '10.0.0.0/8', table: 0" | 'there is no routing table 0' | 'a table is main, local, default or a number from 1 to 2147483647'
        "rule from: '10.0.0.0/8', table: 5, priority: 'x'" | 'rule: priority cannot be x' | 'priority is a whole number from 0 to 2147483647'
        "rule iif: 'lx', table: 5" | 'there is no device lx' | null
        "rule from: '10.0.0.0/8', action: 'drop'" | 'rule: action cannot be drop' | 'action is lookup, blackhole, unreachable or prohibit'
        "rule fwmark: '0x10/', table: 5" | 'rule: fwmark cannot be 0x10/' | "fwmark is a whole number from 0 to 4294967295, or with a mask as in '0x10/0xf0'"
        "rule dport: 70000, table: 5" | 'rule: dport cannot be 70000' | 'dport is a whole number from 0 to 65535, or a range such as 80..90'
        "rule tos: '0x100', table: 5" | 'rule: tos cannot be 0x100' | "tos is a whole number from 1 to 255, or as '0x10'"
        "rule dscp: 64, table: 5" | 'rule: dscp cannot be 64' | "dscp is a whole number from 0 to 63, or as '0x10'"
        "rule flowLabel: 7, table: 5, family: 4" | 'rule: flowLabel cannot be 7' | 'flowLabel is for IPv6 rules only'
        "rule tos: '10', table: 5" | 'rule: tos cannot be 10' | "tos is a whole number from 1 to 255, or as '0x10'"
        "rule ipproto: 'tpc', table: 5" | 'rule: ipproto cannot be tpc' | 'ipproto is tcp, udp, icmp, icmpv6, sctp or a number from 1 to 255'
        "rule goto: 5, table: 5" | 'a rule of action goto takes no table' | null
        "rule from: '10.0.0.0/8', tabel: 5" | "rule has no option 'tabel'" | null
    }
}
