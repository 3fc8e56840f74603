package nsx.repl.complete

import nsx.dsl.shape.Table
import nsx.dsl.value.namespace.NamespaceValue
import nsx.dsl.value.link.LinkValue
import nsx.dsl.verb.Words
import nsx.ns.NamespaceKind
import spock.lang.Specification

/** What is proposed where, with a kernel that is written down here. */
class CompletionSpec extends Specification {
    def a = new WrittenNames(devices: [new LiveNames.Device('lo', 'loopback', true), new LiveNames.Device('da', 'veth', false)],
        addresses: [new LiveNames.Assigned('10.7.0.3/24', 'da')], directories: ['/proc/sys/net/ipv4/conf/': ['da/', 'eth0.5/']])
    def live = new WrittenNames(
        devices: [new LiveNames.Device('lo', 'loopback', true), new LiveNames.Device('br0', 'bridge', true),
            new LiveNames.Device('veth0', 'veth', true), new LiveNames.Device('br-1', 'veth', true)],
        addresses: [new LiveNames.Assigned('127.0.0.1/8', 'lo'), new LiveNames.Assigned('10.0.0.9/24', 'br0')],
        names: [(NamespaceKind.NET): ['a', 'b', 'b-2'], (NamespaceKind.UTS): ['u']],
        inside: [a: a, n: a, 'pid 42': a, Container: a, Inode: a, AtFile: a],
        variables: [n: NamespaceValue, eth: LinkValue, text: String, list: ArrayList],
        directories: ['': ['dir/', 'file.nsx'], 'dir/': ['x.nsx'], '/proc/sys/': ['net/', 'kernel/'],
            '/proc/sys/net/ipv4/': ['ip_forward', 'conf/']])

    List<Proposal> proposals(String text) {
        new Completion(Words.vocabulary(), live).of(text)
    }

    List<String> texts(String text) {
        proposals(text)*.text()
    }

    def "in '#text' there is #wanted and no #unwanted"() {
        expect:
        def all = texts(text)
        all.containsAll(wanted as List<String>)
        all.every { it.startsWith(Spot.at(text).fragment()) }
        unwanted == null || !(unwanted in all)
        where:
        text                                  | wanted                                            | unwanted
        ''                                    | ['netns', 'ping', 'br0', 'a', 'n', 'neighbor']    | 'br-1'
        'ne'                                  | ['netns', 'neighbour']                            | 'ping'
        'x = ne'                              | ['netns']                                         | 'ping'
        'explain ne'                          | ['netns', 'neighbour']                            | 'ping'
        'explain '                            | ['netns', 'ping', 'br0']                          | 'br-1'
        "explain link '"                      | ['lo', 'br0', 'br-1']                             | 'da'
        'plan { li'                           | ['link', 'links']                                 | null
        "if (x) { li"                         | ['link', 'links']                                 | null
        "link '"                              | ['lo', 'br0', 'br-1']                             | 'da'
        'link '                               | ['lo', 'br0', "'br-1'"]                           | 'br-1'
        "netns '"                             | ['a', 'b', 'b-2']                                 | 'u'
        'netns '                              | ['a', 'b', "'b-2'", 'pid:', 'path:']              | 'b-2'
        "utsns '"                             | ['u']                                             | 'a'
        'netns pid: '                         | ['42']                                            | 'a'
        "netns path: '"                       | ['dir/', 'file.nsx']                              | 'a'
        "netns path: 'dir/"                   | ['dir/x.nsx']                                     | 'file.nsx'
        'bridge '                             | ['br1', 'br0']                                    | 'bridge0'
        'vxlan '                              | ['vxlan0']                                        | 'br0'
        'veth '                               | ['veth1', 'veth0', 'a']                           | 'br0'
        'netkit '                             | ['nk0', 'a']                                      | 'veth0'
        "netkit 'nk0', 'nk1', mode: '"        | ['l2', 'l3']                                      | null
        'ns('                                 | ['4026532384']                                    | null
        "container '"                         | ['web']                                           | null
        "cgroup '"                            | ['demo']                                          | null
        "ps user: '"                          | ['root', 'daemon']                                | null
        'shm('                                | ['0x00001234', 'size:']                           | '0x00000007'
        'sem('                                | ['0x00000007']                                    | '0x00001234'
        "mq('"                                | ['/jobs']                                         | null
        "mount 'x', type: '"                  | ['tmpfs']                                         | null
        "include '"                           | ['lab/star', 'dir/']                              | null
        "include 'lab/star', '"               | ['--down']                                        | 'lab/star'
        "unshare '"                           | ['net', 'time']                                   | null
        "unshare 'net', '"                    | ['ipc']                                           | null
        "enter(pid: 42, only: ['"             | ['net']                                           | null
        'enter '                              | ['netns(', 'ipcns(', 'pid:']                      | null
        "help '"                              | ['netns', 'ping']                                 | 'a'
        "delete netns: '"                     | ['a']                                             | 'u'
        "delete netns: ['a', '"               | ['b']                                             | null
        "delete link: '"                      | ['br0']                                           | 'a'
        "delete utsns: '"                     | ['u']                                             | 'a'
        'delete '                             | ['netns:', 'link:', 'n']                          | null
        // values of a few
        "route 'default', type: '"            | ['unreachable', 'blackhole']                      | 'true'
        "route 'default', type: "             | ["'unreachable'"]                                 | 'unreachable'
        "bridge 'br0', stp: "                 | ['true', 'false']                                 | "'true'"
        "bridge 'br0', vlanProtocol: '"       | ['802.1Q', '802.1ad']                             | null
        "bridge 'br0', stp: true, "           | ['ageing:', 'mtu:']                               | 'stp:'
        "links kind: '"                       | ['veth', 'bridge']                                | null
        // free names
        "veth '"                              | ['veth1', 'veth0', 'a:', 'b-2:']                  | 'br0'
        "veth 'veth1', '"                     | ['veth2']                                         | 'veth1'
        "veth 'a:"                            | ['a:veth0', 'a:da']                               | 'a:lo0'
        'veth a, '                            | ['b', 'veth1']                                    | null
        "bridge '"                            | ['br1', 'br0']                                    | 'veth0'
        'bridge '                             | ['br1', 'br0']                                    | null
        "dummy '"                             | ['dummy0']                                        | null
        // addresses
        "address '"                           | ['10.0.0.10/24', '10.0.0.9/24']                   | '127.0.0.2/8'
        "ping '"                              | ['10.0.0.254', '10.0.0.9', 'a', 'b-2']            | null
        'ping '                               | ["'10.0.0.254'", 'a', "'b-2'"]                    | 'b-2'
        "why '"                               | ['10.0.0.254', 'a', 'docker/web']                 | 'a:'
        "why 'do"                             | ['docker/web']                                    | 'pod/default/db'
        "why '10.0.0.254', from: '"           | ['a', 'docker/web', 'pod/default/db']             | 'unit/ssh.service'
        "why '10.0.0.254', from: 'unit/"      | ['unit/ssh.service']                              | 'docker/web'
        "why '10.0.0.254', from: "            | ['a', "'docker/web'"]                             | 'docker/web'
        "probe 'a', from: 'pod/"              | ['pod/default/db']                                | 'a'
        "topology only: '"                    | ['a']                                             | 'docker/web'
        "connect '"                           | ['10.0.0.254', 'a']                               | 'veth1'
        "route '"                             | ['default', '10.0.0.0/24']                        | null
        "route 'default', via: '"             | ['10.0.0.254']                                    | null
        "route 'default', hops: [[via: '"     | ['10.0.0.254']                                    | null
        "ping '10.0.0.1', from: '"            | ['br0', '10.0.0.9']                               | null
        // kernel parameters
        "sysctl '"                            | ['net.', 'kernel.']                               | null
        "sysctl 'net.ipv4."                   | ['net.ipv4.ip_forward', 'net.ipv4.conf.']         | null
        "sysctl 'net/ipv4/"                   | ['net/ipv4/ip_forward', 'net/ipv4/conf/']         | null
        'sysctl.net.ipv4.'                    | ['ip_forward', 'conf.']                           | null
        "netns('a') { sysctl 'net.ipv4.conf." | ['net.ipv4.conf.da.', 'net.ipv4.conf.eth0/5.']    | null
        "netns('a') { sysctl.net.ipv4.conf."  | ['da.']                                           | 'eth0.5.'
        "netns('a').sysctl.net.ipv4.conf."    | ['da.']                                           | null
        // the namespace in question
        "netns('a') { link '"                 | ['lo', 'da']                                      | 'br0'
        "netns a { link '"                    | ['lo', 'da']                                      | 'br0'
        "netns('a') { "                       | ['da', 'netns']                                   | 'br0'
        "netns('a').link('"                   | ['da']                                            | 'br0'
        "netns('a').link '"                   | ['da']                                            | 'br0'
        "n.link '"                            | ['da']                                            | 'br0'
        "n { link '"                          | ['da']                                            | 'br0'
        "a.link '"                            | ['da']                                            | 'br0'
        "def z = netns('a'); z.link '"        | ['da']                                            | 'br0'
        "netns(pid: 42) { link '"             | ['da']                                            | 'br0'
        "netns(path: '/x') { link '"          | ['da']                                            | 'br0'
        "ns(4026532384) { link '"             | ['da']                                            | 'br0'
        "enter netns('a'), { link '"          | ['da']                                            | 'br0'
        "enter(pid: 42) { link '"             | ['da']                                            | 'br0'
        "container('web') { link '"           | ['da']                                            | 'br0'
        "netns('b') { netns('a') { link '"    | ['da']                                            | 'br0'
        "netns('a') { lo.up() }\nlink '"      | ['br0']                                           | 'da'
        "netns('a') { address '"              | ['10.7.0.4/24']                                   | '10.0.0.10/24'
        "netns('a') { bridge br0 { port '"    | ['da']                                            | 'br0'
        // the words of a block
        'bridge br0 { '                       | ['port', 'stp', 'up', 'address', 'ping']          | null
        'bridge br0 { po'                     | ['port']                                          | 'ping'
        "bridge br0 { port '"                 | ['veth0']                                         | 'a'
        "bridge br0 { port 'veth0', "         | ['isolated:', 'cost:']                            | 'stp:'
        'bridge br0 { stp '                   | ['true', 'false']                                 | null
        'dummy d0 { '                         | ['mtu', 'address']                                | 'port'
        // of a device that exists: those of its kind
        "link('br0') { "                      | ['port', 'stp', 'up', 'address', 'ping']          | null
        'link br0 { '                         | ['port', 'stp', 'up']                             | null
        'br0 { '                              | ['port', 'stp', 'up']                             | null
        'lo { '                               | ['mtu', 'up', 'address', 'ping']                  | 'stp'
        "link('lo') { "                       | ['mtu', 'up', 'address']                          | 'stp'
        "link('nobody') { "                   | ['mtu', 'up', 'address']                          | 'stp'
        'lo { up(); m'                        | ['mtu', 'mac', 'master']                          | 'ping'
        "br0 { port '"                        | ['veth0']                                         | 'a'
        "netns('a') { lo { "                  | ['mtu', 'up']                                     | 'stp'
        "netns('a').lo { "                    | ['mtu', 'up']                                     | 'stp'
        "a { lin"                             | ['link', 'links']                                 | 'lo'
        "link 'br0', "                        | ['mtu:', 'stp:']                                  | 'peer:'
        "link 'lo', "                         | ['mtu:', 'mac:']                                  | 'stp:'
        "link 'br0', stp: "                   | ['true', 'false']                                 | null
        'br0 '                                | ['mtu:', 'stp:']                                  | 'index'
        'lo mtu: 1400, '                      | ['mac:', 'alias:']                                | 'mtu:'
        "cgroup('demo') { "                   | ['memory', 'pids', 'netns']                       | null
        "time { "                             | ['boottime', 'monotonic']                         | null
        "container('web') { "                 | ['net', 'hostname', 'cgroup', 'run']              | null
        "container('web') { net '"            | ['b'].findAll { false }                           | 'u'
        "container('web') { cgroup { "        | ['memory']                                        | 'run'
        "container('web') { time { "          | ['boottime']                                      | 'run'
        // members
        "netns('a')."                         | ['inode', 'delete(', 'links', 'da']               | 'br0'
        "netns('a').lo."                      | ['mtu', 'up(', 'rename(']                         | 'inode'
        'n.'                                  | ['inode', 'da']                                   | null
        'eth.'                                | ['mtu', 'state', 'move(']                         | 'getMtu('
        'br0.'                                | ['mtu']                                           | null
        "link('br0')."                        | ['mtu']                                           | null
        "link('br0').up()."                   | ['mtu']                                           | null
        "link('br0').stats."                  | ['rxBytes('].findAll { false }                    | 'mtu'
        "eth.master '"                        | ['br0']                                           | 'a'
        "eth.move('"                          | ['a']                                             | 'br0'
        "eth.address '"                       | ['10.0.0.10/24']                                  | null
        'route.'                              | ['get', 'append']                                 | 'netns'
        'nat.'                                | ['masquerade', 'rules']                           | null
        "route.get '"                         | ['10.0.0.254']                                    | null
        'here.'                               | ['net', 'links']                                  | null
        'here.net.'                           | ['inode']                                         | null
        'time.'                               | ['boottime', 'reset(']                            | null
        'text.'                               | ['charAt(']                                       | 'wait('
        'text.re'                             | ['readLines(', 'replace(']                        | 'length('
        "'abc'.l"                             | ['length(']                                       | null
        'list.e'                              | ['each(', 'every(']                               | null
        'x = 5.'                              | ['seconds', 'MB', 'B', 'percent', 'ms']           | 'intValue('
        'address lifetime: 5.'                | ['minutes']                                       | null
        'it.'                                 | []                                                | 'mtu'
        // elements
        'links()[0].'                         | ['mtu', 'up(']                                    | 'each('
        'links()[i].'                         | ['mtu', 'up(']                                    | 'each('
        'links()[0..1].'                      | []                                                | 'mtu'
        'addresses()[0].'                     | ['scope']                                         | 'mtu'
        'links().first().'                    | ['mtu']                                           | 'each('
        'links().findAll { up }.'             | ['each(', 'mtu', 'where(']                        | null
        'links().where(up: true).'            | ['mtu', 'select(']                                | null
        'links().'                            | ['mtu', 'where(', 'each(']                        | null
        // the columns of a table
        'links().where('                      | ['kind:', 'up:', 'n']                             | 'netns'
        'links().where(k'                     | ['kind:']                                         | 'mtu:'
        "links().where(kind: 'veth', "        | ['up:']                                           | 'kind:'
        "links().where(kind: '"               | []                                                | 'up:'
        "links().select('"                    | ['name', 'mtu']                                   | "'name'"
        "links().select('name', "             | ["'mtu'"]                                         | 'mtu:'
        "links().sort('m"                     | ['mtu']                                           | 'kind'
        "links().findAll { up }.unique('k"    | ['kind']                                          | 'mtu'
        "text.select('"                       | []                                                | 'name'
        // keys of a map that an option takes
        "qdisc 'veth0', tbf: ["               | ['rate:', 'burst:']                               | 'device:'
        "qdisc 'veth0', tbf: [rate: 1.mbit, " | ['burst:']                                        | 'rate:'
        "qdisc 'veth0', tbf: [bu"             | ['burst:']                                        | 'rate:'
        "route 'default', hops: [["           | ['via:', 'weight:']                               | 'metric:'
        // a line for a shell
        "sh 'ca"                              | ['cat']                                           | 'dir/'
        "sh 'cat "                            | ['cat dir/', 'cat file.nsx']                      | 'cat cat'
        "sh 'cat dir/"                        | ['cat dir/x.nsx']                                 | null
        "sh 'cat fi"                          | ['cat file.nsx']                                  | null
        "sh 'x | ca"                          | ['x | cat']                                       | null
        "sh 'x; cat > fi"                     | ['x; cat > file.nsx']                             | null
        "spawn 'ca"                           | ['cat']                                           | null
        "output 'ca"                          | ['cat']                                           | null
        'links().findAll { up }[0].'          | ['mtu']                                           | null
        'ls = links(); ls[0].'                | ['mtu']                                           | null
        'ls = links(); ls.last().'            | ['mtu']                                           | null
        'netns().find { it.'                  | ['inode', 'rename(']                              | 'each('
        'cgroup().first().'                   | ['memory']                                        | 'each('
        'links().each { it.'                  | ['mtu']                                           | 'each('
        'links().each { l -> l.'              | ['mtu']                                           | 'each('
        'links().each { l -> it.'             | []                                                | 'mtu'
        'eth.addresses.'                      | ['each(']                                         | null
        'eth.addresses[0].'                   | ['scope']                                         | 'mtu'
        "netns('a').links()[0]."              | ['mtu']                                           | null
        "netns('a').processes[0]."            | ['pid(']                                          | null
        "veth('p', 'q')[0]."                  | ['mtu']                                           | null
        'monitor()[0].'                       | []                                                | 'mtu'
    }

    def "a table's columns come first, then its own methods, then those of every list"() {
        expect:
        def all = proposals('links().')
        all*.group().unique().take(2) == ['columns', 'methods of tables']
        all.last().group().startsWith('methods, ')
        all.findAll { it.group() == 'methods of tables' }*.text().containsAll(['where(', 'select(', 'csv(', 'save('])
        all.findAll { it.group().startsWith('methods, ') }*.text().contains('collect(')
    }

    def "every word that lists has rows of a known class, but one that shows what comes and one that takes any"() {
        expect:
        Words.vocabulary().verbs().findAll { it.result() == Table && it.row() == Object }*.name() == ['monitor', 'table']
    }

    def "proposals stand in groups and say what they are"() {
        expect:
        def all = proposals('')
        all.find { it.text() == 'netns' }.group() == 'Namespaces'
        all.find { it.text() == 'netns' }.summary() == 'ensure a named network namespace, and run a block in it'
        all.find { it.text() == 'ping' }.group() == 'Network'
        all.find { it.text() == 'br0' }.with { [group(), summary()] } == ['devices', 'bridge, up']
        proposals('netns pid: ').find { it.text() == '42' }.summary() == 'sleep 100'
        proposals("bridge 'b', ").find { it.text() == 'stp:' }.with { [group(), summary(), complete()] } ==
            ['options', 'spanning tree protocol', true]
        proposals("include '").find { it.text() == 'dir/' }.with { [group(), complete()] } == ['files', false]
    }

    def "a long list is cut, says by how much, and keeps what all have in common"() {
        given:
        live.names[NamespaceKind.NET] = (0..<10_000).collect { String.format('ns%04d', it) }
        when:
        def all = proposals("netns '")
        then:
        all.size() == 100
        all*.group().unique() == ['network namespaces, … 9,900 more']
        all.first().text() == 'ns0000'
        all.last().text() == 'ns9999'
        proposals("netns 'ns12")*.group().unique() == ['network namespaces']
        proposals("netns 'ns12").size() == 100
        proposals("netns 'ns123")*.text() == (1230..1239).collect { "ns$it" as String }
    }

    def "names that could end the quotes or hide something are not proposed"() {
        given:
        live.names[NamespaceKind.NET] = ["it's", 'a"b', "x\u001b[2J", 'back\\slash', 'fine one']
        expect:
        texts("netns '") == ['fine one']
    }

    def "an address that cannot be free is not proposed as free"() {
        given:
        live.addresses = [new LiveNames.Assigned('10.1.0.254/24', 'x'), new LiveNames.Assigned('10.2.0.1/32', 'y'),
            new LiveNames.Assigned('fd00::1/64', 'z'), new LiveNames.Assigned('fe80::1/64', 'z'), new LiveNames.Assigned('10.3.0.4/31', 'p')]
        expect:
        Subnets.free(live.addresses)*.text() == ['fd00::2/64', '10.3.0.5/31']
    }
}
