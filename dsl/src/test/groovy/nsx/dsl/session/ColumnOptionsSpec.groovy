package nsx.dsl.session

import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import spock.lang.Specification

/** Columns as options of the words that list: a value that the column can never have is an error, one that is only absent is none. */
class ColumnOptionsSpec extends Specification {
    static final Engine ENGINE = new Engine(Words.vocabulary())

    def "#text: #reason"() {
        when:
        def found = ENGINE.check(new Source('test.nsx', text))
        then:
        found.size() == 1
        found[0].message().contains(reason)
        found[0].hint() == hint
        where:
        text                                 | reason                                                              | hint
        "ps(state: 'running')"               | 'state is R, S, D, I, T, t, X, Z or P'                              | null
        "ps(seccomp: 'filtr')"               | 'seccomp is disabled, strict or filter'                             | "did you mean 'filter'?"
        "qdiscs(kind: 'tbff')"               | 'kind is noqueue, pfifo_fast, fq_codel, fq, codel, tbf, … ('        | "did you mean 'tbf'?"
        "qdisc.classes(kind: 'htbb')"        | 'kind is noqueue'                                                   | "did you mean 'htb'?"
        "qdisc.filters(kind: 'flwer')"       | 'kind is u32, flower'                                               | "did you mean 'flower'?"
        "rules(table: 'mian')"               | 'table is main, local, default or a number'                         | "did you mean 'main'?"
        "rules(action: 'lokup')"             | 'action is lookup, goto, nop, blackhole, unreachable, prohibit or a number' | "did you mean 'lookup'?"
        'rules(version: 5)'                  | 'version is 4 or 6'                                                 | null
        "routes(type: 'unicst')"             | 'type is unspec, unicast'                                           | "did you mean 'unicast'?"
        "routes(scope: 'lnk')"               | 'scope is global, site, link, host, nowhere or a number'            | "did you mean 'link'?"
        "routes(protocol: 'kernl')"          | 'protocol is boot, dhcp, kernel, ra, redirect, static, unspec or a number' | "did you mean 'kernel'?"
        "addresses(scope: 'gobal')"          | 'scope is global'                                                   | "did you mean 'global'?"
        "conntrack(proto: 'tpc')"            | 'proto is ah, dccp, esp'                                            | "did you mean 'tcp'?"
        "conntrack(state: 'ESTABLISHED')"    | 'state is none, syn-sent'                                           | "see help 'conntrack'"
        "sockets(protocol: 'tpc')"           | 'protocol is tcp, udp, raw, unix, packet, netlink or vsock'         | "did you mean 'tcp'?"
        "nat.rules(kind: 'masq')"            | 'kind is masquerade, forward or other'                              | "did you mean 'masquerade'?"
        "nat.rules(family: 'ip6')"           | 'family is ipv4 or ipv6'                                            | "did you mean 'ipv6'?"
        "filter.rules(proto: 'tpc')"         | 'proto is icmp, icmpv6, sctp, tcp or udp'                           | "did you mean 'tcp'?"
        "nft(hook: 'inpt')"                  | 'hook is prerouting, input'                                         | "did you mean 'input'?"
        "nft(type: 'natt')"                  | 'type is filter, nat or route'                                      | "did you mean 'nat'?"
        "mdb(state: 'perm')"                 | 'state is permanent or learned'                                     | "did you mean 'permanent'?"
        "mounts(propagation: 'sharde')"      | 'propagation is shared, slave'                                      | "did you mean 'shared'?"
        "doctor(state: 'mising')"            | 'state is ok, missing or unknown'                                   | "did you mean 'missing'?"
        "links(addrgenmode: 'eui')"          | 'addrgenmode is eui64, none, stable_secret or random'               | "did you mean 'eui64'?"
        "conntrack(from: 'x')"               | 'from is an IP address'                                             | null
        "conntrack(port: 99999)"             | 'port is a port from 0 to 65535'                                    | null
        "conntrack.watch(to: '10.0.0.0/8')"  | 'to is an IP address'                                               | null
        "links(mac: 'zz')"                   | 'mac is a MAC address'                                              | null
        "neighbours(mac: 5)"                 | 'mac is a MAC address'                                              | null
        "neighbours(address: 'eth0')"        | 'address is an IP address'                                          | null
        "routes(via: 'gw')"                  | 'via is an IP address'                                              | null
        "routes(destination: '10.0.0/8')"    | 'destination is an address or a network, such as 10.0.0.0/24'       | null
        "rules(from: 'nobody')"              | 'from is an address or a network, such as 10.0.0.0/24'              | null
        "addresses(address: 'x')"            | 'address is an address or a network, such as 10.0.0.0/24'           | null
        "filter.rules(from: 'x')"            | 'from is an address or a network, such as 10.0.0.0/24'              | null
        "rules(iif: 'eth 0')"                | "iif is a device's name, of 1 to 15 bytes without spaces and slashes" | null
        "rules(oif: 'a/b')"                  | "oif is a device's name, of 1 to 15 bytes without spaces and slashes" | null
        "links(name: 'sixteen-bytes-of')"    | "name is a device's name, of 1 to 15 bytes without spaces and slashes" | null
        "links(master: '')"                  | "master is a device's name, of 1 to 15 bytes without spaces and slashes" | null
        "filter.rules(in: 'eth0 ')"          | "in is a device's name, of 1 to 15 bytes without spaces and slashes" | null
        "nat.rules(out: 'a:b')"              | "out is a device's name, of 1 to 15 bytes without spaces and slashes" | null
        "nft(device: 'x y')"                 | "device is a device's name, of 1 to 15 bytes without spaces and slashes" | null
        "sockets(proto: 'tcp')"              | "sockets has no option 'proto'"                                     | "did you mean 'protocol'?"
        "rules(table: ['main', 'lcal'])"     | "lcal is not main, local, default or a number; did you mean 'local'?" | null
    }

    def "a value that is possible is taken: #text"() {
        expect:
        ENGINE.check(new Source('test.nsx', text)) == []
        where:
        text << ["ps(state: 'Z')", "qdiscs(kind: 'plug')", "qdiscs(kind: ~/bpf.*/)", 'rules(table: 100)', "rules(table: '100')", "rules(table: ['main', 7])",
                 'rules(table: 1..99)', "routes(protocol: 'static', version: 6)", 'routes(protocol: 42)', 'conntrack(proto: 89)', "conntrack(proto: 'udp')",
                 "conntrack(from: ['10.0.0.1', 'fd00::1'])", 'conntrack(port: 1..99)', "links(mac: '02:00:00:00:00:0A')", "rules(from: 'all')",
                 "routes(destination: 'default')", "routes(destination: 'fd00::/64', via: null)", "routes(dev: ~/eth.*/)", "rules(iif: 'eth0')", "links(name: ['a', 'b'], master: 'br0')", "links(name: ~/a.*/)", "nft(device: null)",
                 'ps(state: null)', "mounts(propagation: 'shared,slave')", "nft(hook: 'ingress')", 'ps(state: { it > "R" })']
    }
}
