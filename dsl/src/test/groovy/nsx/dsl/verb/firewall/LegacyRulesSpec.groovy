package nsx.dsl.verb.firewall

import java.nio.file.Files
import nsx.dsl.LiveSpec
import nsx.test.Root

/** The tables of iptables-legacy and ip6tables-legacy among the rules of nft(). */
class LegacyRulesSpec extends LiveSpec {
    /** In a user namespace with one user, rules can name no other: -m owner needs users and groups that are mapped (xt_owner.c). */
    private void restore(String program, String corpus) {
        def file = Files.createTempFile('legacy', '.rules')
        def rules = LegacyRulesSpec.getResourceAsStream(corpus).readLines()
        try {
            Files.write file, Root.amongAllUsers ? rules : rules.findAll { !(it =~ /-owner \d/) }
            peer "$program-restore -c $file"
        } finally {
            Files.deleteIfExists file
        }
    }

    /** What iptables-save says: table, packets, bytes and text of rules and policies, table by table. */
    private static List<String> said(String program, String family) {
        def table = ''
        def policies = [:]
        def rules = [:].withDefault { [] }
        peer("$program-save -c 2>/dev/null").readLines().each { line ->
            switch (line) {
                case ~/\*.*/:
                    table = "$family ${line.substring(1)}"
                    break
                case ~/:\S+ [A-Z].*/:
                    def (all, chain, policy, packets, bytes) = (line =~ /:(\S+) (\S+) \[(\d+):(\d+)\]/)[0]
                    policies["$table $chain"] = "$table $packets $bytes -P $chain $policy".toString()
                    break
                case ~/\[.*/:
                    def (all, packets, bytes, text) = (line =~ /\[(\d+):(\d+)\] (.*)/)[0]
                    rules["$table ${text.split(' ')[1]}"] << "$table $packets $bytes $text".toString()
            }
        }
        policies.values() + rules.values().flatten()
    }

    def "the rules of #program in #corpus are said with their counters as #program-save says them"() {
        given:
        peer """ipset create s1 hash:ip; ipset create s2 hash:ip,port timeout 100 counters; ipset create s3 hash:ip skbinfo
            ipset create six hash:ip family inet6"""
        restore program, corpus
        when:
        def rows = eval('nft()')
        def texts = rows.collect { "$it.table $it.packets $it.bytes $it.rule".toString().trim() }
        def expected = said(program, family)
        then:
        texts - expected == []
        expected - texts == []
        texts.size() == expected.size()
        rows.every { it.whole && it.backend == 'legacy' }
        where:
        program            | family | corpus
        'iptables-legacy'  | 'ip'   | 'legacy.rules'
        'iptables-legacy'  | 'ip'   | 'legacy-more.rules'
        'ip6tables-legacy' | 'ip6'  | 'legacy6.rules'
        'ip6tables-legacy' | 'ip6'  | 'legacy6-more.rules'
    }

    def "the rules of a chain are in its order and end with its policy"() {
        given:
        restore 'iptables-legacy', 'legacy.rules'
        when:
        def rows = eval("nft(table: 'ip filter', chain: 'INPUT')")
        then:
        rows*.rule == said('iptables-legacy', 'ip').findAll { it =~ /ip filter .* -A INPUT/ }*.replaceFirst('ip filter \\d+ \\d+ ', '') + ['-P INPUT ACCEPT']
        rows*.hook.unique() == ['input']
        rows.last().packets == 12
        rows.last().bytes == 1344
    }

    def "a row has its chain's place, its program and its comment"() {
        given:
        peer '''iptables-legacy -N DOCKER-USER; iptables-legacy -A FORWARD -j DOCKER-USER; iptables-legacy -A DOCKER-USER -j RETURN
            iptables-legacy -t nat -A POSTROUTING -m comment --comment "it's \\"mine\\"" -j MASQUERADE
            ip6tables-legacy -t raw -A OUTPUT -j NOTRACK'''
        when:
        def rows = eval('nft()').findAll { it.rule.startsWith('-A') }
        then:
        rows.sort { it.rule }.collect { [it.table, it.chain, it.hook, it.priority, it.type, it.by, it.comment, it.handle] } == [
            ['ip filter', 'DOCKER-USER', null, null, 'filter', 'docker', null, null],
            ['ip filter', 'FORWARD', 'forward', 0, 'filter', 'docker', null, null],
            ['ip6 raw', 'OUTPUT', 'output', -300, 'filter', 'ip6tables-legacy', null, null],
            ['ip nat', 'POSTROUTING', 'postrouting', 100, 'nat', 'iptables-legacy', 'it\'s "mine"', null]]
    }

    def "they are beside the rules of nftables"() {
        given:
        peer 'iptables-legacy -A INPUT -j DROP; nft add table inet t; nft add chain inet t c; nft add rule inet t c accept'
        expect:
        eval('nft()')*.rule == ['accept', '-A INPUT -j DROP', '-P INPUT ACCEPT', '-P FORWARD ACCEPT', '-P OUTPUT ACCEPT']
        eval("nft(backend: 'legacy')")*.by.unique() == ['iptables-legacy']
        eval("nft(backend: 'nf_tables')")*.rule == ['accept']
    }

    def "a table is found by its name in any family, and by both"() {
        given:
        peer """nft 'add table inet filter; add chain inet filter c; add rule inet filter c accept; add table ip other; add chain ip other c;
            add rule ip other c drop; add set inet filter s { type ipv4_addr; }'; iptables-legacy -N x; iptables-legacy -A x -j RETURN"""
        expect:
        eval("nft(table: 'filter', rule: ['accept', 'drop', '-A x -j RETURN'])")*.table == ['inet filter', 'ip filter']
        eval("nft().where(table: 'inet filter')")*.rule == ['accept']
        eval("nft(table: ~/.*other/)")*.rule == ['drop']
        eval("nft(table: ~/other/)").empty
        eval("nft(table: 'filte')").empty
        eval("nft.sets(table: 'filter')")*.name == ['s']
    }

    def "what nsx has no words for is unknown, not wrong"() {
        given:
        peer "iptables-legacy -A INPUT $options"
        expect:
        with(eval("nft(chain: 'INPUT')")[0]) {
            !whole
            rule == "-A INPUT $said"
        }
        where:
        options                                                                               | said
        '-m hashlimit --hashlimit-upto 9/day --hashlimit-name h --hashlimit-rate-match -j DROP' | '-m hashlimit … -j DROP'
        '-m hashlimit --hashlimit-upto 9/day --hashlimit-name h --hashlimit-rate-match -m limit --limit 1/s' |
            '-m hashlimit … -m limit --limit 1/sec'
    }

    def "asking makes no table"() {
        expect:
        eval('nft()').empty
        new File('/proc/thread-self/net/ip_tables_names').with { !exists() || text.empty }
        new File('/proc/thread-self/net/ip6_tables_names').with { !exists() || text.empty }
    }
}
