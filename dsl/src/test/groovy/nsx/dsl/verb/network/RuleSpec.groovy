package nsx.dsl.verb.network

class RuleSpec extends NetworkSpec {
    static final String SHOW = 'ip rule; ip -6 rule'

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
        ]
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
        done == ['delete rule from 10.0.0.0/8 fwmark 0x1 priority 5 lookup 100']
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
        "rule from: '10.0.0.1/8', table: 5" | "'10.0.0.1/8' is no network" | 'bits are set behind its prefix of 8'
        "rule from: '10.0.0.300', table: 5" | 'rule: from cannot be 10.0.0.300' | 'not an IPv4 address: 300 is above 255'
        "rule from: '10.0.0.0/8', to: 'fd00::/8', table: 5" | 'rule: to cannot be fd00::/8' | 'to is of the same family as from'
        "rule from: '10.0.0.0/8', table: 0" | 'there is no routing table 0' | 'a table is main, local, default or a number from 1 to 2147483647'
        "rule from: '10.0.0.0/8', table: 5, priority: 'x'" | 'rule: priority cannot be x' | 'priority is a whole number from 0 to 2147483647'
        "rule iif: 'lx', table: 5" | 'there is no device lx' | null
        "rule from: '10.0.0.0/8', action: 'drop'" | 'rule: action cannot be drop' | 'action is lookup, blackhole, unreachable or prohibit'
        "rule from: '10.0.0.0/8', tabel: 5" | "rule has no option 'tabel'" | null
    }
}
