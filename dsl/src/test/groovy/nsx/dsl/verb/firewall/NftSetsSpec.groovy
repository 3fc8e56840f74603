package nsx.dsl.verb.firewall

import groovy.json.JsonSlurper
import java.time.Duration
import nsx.dsl.LiveSpec

/** Sets and maps as nft makes and lists them. */
class NftSetsSpec extends LiveSpec {
    private static final String SETS = '''nft -f - <<'X'
        table inet t {
            counter hits { }
            chain web { }
            chain other { }
            set plain { type ipv4_addr; comment "of friends"; elements = { 10.0.0.9, 10.0.0.1 comment "first", 192.168.0.1 } }
            set nets { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 192.168.1.5-192.168.1.9, 172.16.0.1, 224.0.0.0-255.255.255.255 } }
            set nets6 { type ipv6_addr; flags interval; elements = { fd00::/8, fe80::1, 2001:db8::5-2001:db8::7 } }
            set ports { type inet_service; flags interval; elements = { 22, 1000-2000, 65000-65535 } }
            set marks { type mark; elements = { 0x1, 0xff00 } }
            set markedranges { type mark; flags interval; elements = { 0x10-0x20 } }
            set macs { type ether_addr; elements = { 02:00:00:00:00:01 } }
            set links { type ifname; elements = { "eth0", "lo" } }
            set protocols { type inet_proto; elements = { tcp, icmpv6 } }
            set states { type ct_state; elements = { new, established } }
            set pairs { type ipv4_addr . inet_service; elements = { 10.0.0.1 . 80, 10.0.0.2 . 443 } }
            set wide { type ipv4_addr . inet_service; flags interval; elements = { 10.0.0.0/24 . 80-90, 10.1.0.1 . 443 } }
            set marked { type mark . ifname . ipv6_addr; elements = { 0x7 . "eth1" . fd00::1 } }
            set timed { type ipv4_addr; flags timeout; timeout 2h; elements = { 10.0.0.1 timeout 1h, 10.0.0.2 } }
            set counted { type ipv4_addr; size 128; flags dynamic; counter; elements = { 10.0.0.1 } }
            set empty { type icmp_type; }
            map verdicts { type inet_service : verdict; elements = { 22 : accept, 80 : jump web, 81 : goto other, 82 : drop, 83 : return, 84 : continue } }
            map ranges { type ipv4_addr : verdict; flags interval; elements = { 10.0.0.0/8 : accept, * : drop } }
            map addresses { type inet_service : ipv4_addr; elements = { 80 : 10.0.0.1, 81 : 10.0.0.2 } }
            map targets { type ipv4_addr : ipv4_addr . inet_service; elements = { 10.0.0.1 : 10.0.0.2 . 8080 } }
            map objects { type ipv4_addr : counter; elements = { 10.0.0.1 : "hits" } }
            map ofmarks { type ipv4_addr : mark; elements = { 10.0.0.1 : 0x2a } }
        }
X'''

    def "each set and map is listed as nft lists it: #kind"() {
        given:
        peer SETS
        def listed = new JsonSlurper().parseText(peer("nft -j list ${kind}s")).nftables.findAll { it[kind] }*.get(kind)

        when:
        def rows = eval("nft.sets(kind: '$kind')")

        then:
        rows*.name.toSet() == listed*.name.toSet()
        listed.each { one ->
            def row = rows.find { it.name == one.name }
            assert row.table == "$one.family $one.table"
            assert row.type == [one.type].flatten().join(' . ')
            assert row.data == (one.map == null ? null : [one.map].flatten().join(' . '))
            assert row.handle == one.handle
            assert row.elements.collect { [plain(it.key), plain(it.data)] }.toSet() == (one.elem ?: []).collect { said(kind, it) }.toSet()
        }

        where:
        kind << ['set', 'map']
    }

    /** A text of nft(8) as its JSON has it: names without quotes, marks in decimal. */
    private static String plain(String text) {
        text?.replace('"', '')?.replaceAll(/0x([0-9a-f]{8})/) { Long.parseLong(it[1], 16) as String }
    }

    /** Key and data of an element of nft's JSON. */
    private static List said(String kind, element) {
        kind == 'map' ? [text(element[0]), text(element[1])] : [text(element), null]
    }

    private static String text(value) {
        switch (value) {
            case { it instanceof Map && it.elem }: return text(value.elem.val)
            case { it instanceof Map && it.prefix }: return "$value.prefix.addr/$value.prefix.len"
            case { it instanceof Map && it.range }: return value.range.collect { text(it) }.join('-')
            case { it instanceof Map && it.concat }: return value.concat.collect { text(it) }.join(' . ')
            case { it instanceof Map && it.jump }: return "jump $value.jump.target"
            case { it instanceof Map && it.goto }: return "goto $value.goto.target"
            case Map: return value.keySet()[0]
            default: return value as String
        }
    }

    def "times, counters, comments, sizes"() {
        given:
        peer SETS

        when:
        def set = { name -> eval("nft.sets(name: '$name')[0]") }

        then:
        set('timed').timeout == Duration.ofHours(2)
        set('timed').flags == 'timeout'
        set('timed').elements.find { it.key == '10.0.0.1' }.timeout == Duration.ofHours(1)
        set('timed').elements.every { it.expires > Duration.ofMinutes(50) && it.expires <= Duration.ofHours(2) }
        set('counted').limit == 128
        set('counted').elements*.packets == [0]
        set('plain').comment == 'of friends'
        set('plain').elements.collect { [it.key, it.comment] } == [['10.0.0.1', 'first'], ['10.0.0.9', null], ['192.168.0.1', null]]
        set('empty').size == 0
        eval("nft.sets(name: 'verdicts')[0].elements.text()").contains('jump web')
    }

    def "anonymous sets belong to their rules and are left out"() {
        given:
        peer "nft 'table ip t { chain c { tcp dport { 22, 80 } accept; }; }'"
        expect:
        eval('nft.sets()') == []
    }
}
