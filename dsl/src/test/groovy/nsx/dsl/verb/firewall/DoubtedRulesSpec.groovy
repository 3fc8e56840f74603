package nsx.dsl.verb.firewall

import nsx.dsl.LiveSpec

/** Rules that ask what why cannot know: it neither lets the packet pass nor drops it. */
class DoubtedRulesSpec extends LiveSpec {
    def setup() {
        eval 'host.lo.up()'
    }

    def "#statement of nft makes the verdict unknown"() {
        given:
        peer """nft 'add table inet t; add chain inet t c { type filter hook input priority 0; policy accept; }; add rule inet t c $statement'"""
        when:
        def found = eval("why '127.0.0.1'")
        then:
        found.verdict == 'unknown'
        !found.ok
        found.fault == null
        where:
        statement << ['meta hour "09:00"-"17:00" drop', 'meta time < "2030-01-01 00:00:00" drop', 'meta random < 100 drop', 'meta cpu 1 drop',
            'meta cgroup 5 drop', 'rt ipsec exists drop', 'ipsec in reqid 5 drop', 'socket mark 0x5 drop', 'ct expiration 30s drop', 'ct label 1 drop',
            'ct helper "ftp" drop', '@ih,0,8 0x4 drop', 'ip option rr exists drop', 'numgen random mod 2 0 drop', 'osf name "Linux" drop',
            'ip id 5 drop', 'ip ttl set 5', 'ip version set 6', 'ip length set 20', '@nh,64,8 set 0x0', 'meta mark set ct label map { 1 : 2 } drop']
    }

    def "#statement of nft is judged"() {
        given:
        peer """nft 'add table inet t; add chain inet t c { type filter hook input priority 0; policy accept; }; add rule inet t c $statement'"""
        expect:
        eval("why '127.0.0.1'").verdict == verdict
        where:
        statement                      | verdict
        'ip ecn ce drop'               | 'ok'
        'ip version 4 drop'            | 'broken'
        'ip dscp set cs1'              | 'ok'
        'igmp type leave-group drop'   | 'ok'
        'sctp vtag 5 drop'             | 'ok'
        'frag id 5 drop'               | 'ok'
        'icmp type echo-request drop'  | 'broken'
    }

    def "#options of iptables-legacy makes the verdict unknown"() {
        given:
        peer "iptables-legacy -A INPUT $options -j DROP"
        when:
        def found = eval("why '127.0.0.1'")
        then:
        found.verdict == 'unknown'
        found.fault == null
        where:
        options << ['-m string --string x --algo bm', '-m u32 --u32 "6&0xFF=1"', '-m time --timestart 09:00', '-m policy --dir in --pol ipsec',
            '-m hashlimit --hashlimit-above 5/sec --hashlimit-name h', '-m ecn --ecn-ip-ect 1', '-m cpu --cpu 1', '-m quota --quota 1000',
            '-m bpf --bytecode "1,6 0 0 1"', '-m connbytes --connbytes 1 --connbytes-dir both --connbytes-mode packets']
    }
}
