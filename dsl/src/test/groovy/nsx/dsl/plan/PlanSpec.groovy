package nsx.dsl.plan

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** What lines would do, found out without doing it. */
class PlanSpec extends LiveSpec {
    Plan plan(String lines) {
        eval("plan { $lines }") as Plan
    }

    def "each line finds what those before it would have made, and nothing is changed"() {
        given:
        def before = state()

        when:
        def plan = plan('''
            netns 'a'
            veth 'a:veth1', 'br-veth1'
            bridge br0 { port 'br-veth1'; address '10.0.0.10/24'; up() }
            link('br-veth1').up()
            netns('a') {
                address '10.0.0.11/24', dev: 'veth1'
                veth1.up()
                route 'default', via: '10.0.0.10'
                assert veth1.state == 'up' && veth1.peer == 'host:br-veth1'
                assert addresses()*.address == ['10.0.0.11/24']
            }
            assert br0.state == 'up' && link('br-veth1').peer == 'a:veth1'
            sysctl 'net.ipv4.conf.br0.forwarding', 1
            assert sysctl('net.ipv4.conf.br0.forwarding') == 1
            nat.masquerade '10.0.0.0/24'
            assert nat.rules()*.source == ['10.0.0.0/24']
        ''')

        then:
        plan*.does == [
            'make network namespace a', 'make veth a:veth1 and br-veth1', 'make bridge br0', 'put br-veth1 into br0',
            'add address 10.0.0.10/24 to br0', 'set br0 up', 'set br-veth1 up', 'add address 10.0.0.11/24 to veth1',
            'set veth1 up', 'add route default via 10.0.0.10', 'set net.ipv4.conf.br0.forwarding to 1',
            'make nftables table inet nsx', 'masquerade 10.0.0.0/24']
        plan*.where.unique() == ['host', 'a']
        plan.unresolved == []
        operations == []
        state() == before
    }

    def "said twice it is planned once"() {
        expect:
        plan("2.times { netns 'a'; bridge('br0') { stp true; up() }; address '10.0.0.1/24', dev: 'br0'; hostname 'web' }")*.does == [
            'make network namespace a', 'make bridge br0', 'set br0 up', 'add address 10.0.0.1/24 to br0', 'set the hostname to web']
    }

    def "existing objects are not planned"() {
        given:
        eval("netns 'a'; bridge('br0') { up() }")

        expect:
        plan("netns 'a'; bridge('br0') { up() }").empty
        plan("br0.delete()\nbridge('br0') { up() }")*.does == ['delete br0', 'make bridge br0', 'set br0 up']
        plan("delete netns: 'a'\nnetns 'a'")*.does == ['delete network namespace a', 'make network namespace a']
    }

    def "a kind that is made in pairs needs its table alone: each end where it belongs, with options, once"() {
        when:
        def plan = plan('''
            netns 'a'
            2.times { netkit 'a:nk1', 'nk2', mode: 'l2', peerPolicy: 'blackhole' }
            netkit a: 'x', host: 'y', policy: 'blackhole'
            netkit 'nk2', 'a:nk1'
            netns('a').link('nk1').up()
            assert netns('a').link('nk1').state == 'lowerlayerdown' && netns('a').link('nk1').peer == 'host:nk2'
            link('nk2').up()
            assert netns('a').link('nk1').state == 'up' && link('nk2').peer == 'a:nk1' && link('nk2').kind == 'netkit'
            netkit 'a:nk1', 'nk2', peerPolicy: 'forward'
        ''')

        then:
        plan.unresolved == []
        plan*.does == ['make network namespace a', 'make netkit a:nk1 and nk2', 'make netkit a:x and host:y', 'set nk1 up', 'set nk2 up',
            'set options of netkit nk1']
        plan[1].command == 'ip -n a link add name nk1 type netkit mode l2 peer blackhole name nk2 netns $$'
        plan[2].command == 'ip -n a link add name x type netkit blackhole peer name y netns $$'
        plan[5].command == 'ip -n a link set nk1 type netkit peer forward'
    }

    def "a pair is not taken for one of another kind"() {
        when:
        plan("veth 'a', 'b'; netkit 'a', 'b'")

        then:
        def e = thrown(NsxException)
        "$e.message: $e.reason" == 'cannot make netkit a and b: a exists and is a veth, not a netkit'
    }

    def "a key of a tunnel sets the flag that puts it in force, and a change carries what the kernel would reset"() {
        when:
        def plan = plan('''
            2.times { gre 'g', local: '192.0.2.1', remote: '192.0.2.7', key: 42 }
            gre 'g', ttl: 64
            gre('g') { okey 43 }
            assert link('g').ikey == 42 && link('g').okey == 43 && link('g').ttl == 64
        ''')

        then:
        plan.unresolved == []
        plan*.command == [
            'ip link add name g type gre ikey 42 okey 42 local 192.0.2.1 remote 192.0.2.7',
            'ip link set g type gre ikey 42 okey 42 local 192.0.2.1 remote 192.0.2.7 ttl 64',
            'ip link set g type gre ikey 42 okey 43 local 192.0.2.1 remote 192.0.2.7 ttl 64']
        plan[1].calls.join().contains('IFLA_GRE_IFLAGS=8192')
    }

    def "what the kernel would refuse is refused: #lines"() {
        when:
        plan(lines)

        then:
        def e = thrown(NsxException)
        "$e.message: $e.reason" == says

        where:
        lines                                                | says
        "bridge 'b'; route 'default', via: '10.0.0.1'"       | 'cannot add route default via 10.0.0.1: Nexthop has invalid gateway: Network is unreachable (ENETUNREACH)'
        "bridge 'b'; link('b').rename('lo')"                 | 'cannot rename b to lo: File exists (EEXIST)'
        "link('c').up()"                                     | 'there is no device c: null'
        "bridge 'b'; vxlan('b') { id 1; remote '10.0.0.1' }" | 'cannot make vxlan b: b exists and is a bridge, not a vxlan'
    }

    def "programs are not started, and what depends on them is said"() {
        when:
        def plan = plan('''
            def text = output('echo 1; touch /tmp/nsx-plan-ran')
            if (text == '1') { bridge 'one' }
            bridge 'two'
            println "it is $text"
            ping '127.0.0.1'
        ''')

        then:
        plan*.does.findAll { !it.startsWith('run ') } == ['make bridge two']
        plan.unresolved == ["line 3: the result of 'echo 1; touch /tmp/nsx-plan-ran'"]
        !new File('/tmp/nsx-plan-ran').exists()
    }

    def "a plan inside a plan leaves the outer one what it was"() {
        when:
        def plan = plan("plan { bridge 'inner' }\ndef text = output 'nproc'\nif (text == '1') { bridge 'one' }\nbridge 'outer'")

        then:
        plan*.does.findAll { !it.startsWith('run ') } == ['make bridge outer']
        plan.unresolved == ["line 3: the result of 'nproc'"]
    }

    def "a wait for what no line brings about ends"() {
        expect:
        plan("bridge 'b'\nwhile (b.state != 'up') sleep 1").unresolved ==
            ['line 2: it waits for a change that no line of the plan makes']
    }

    def "a namespace of the plan is entered by its later lines"() {
        expect:
        plan("netns 'a'\nenter netns('a')\nbridge 'b'\nleave()\nbridge 'c'")*.where == ['host', 'a', 'host']
    }

    def "variables and the context are as before"() {
        when:
        eval("x = 1\nplan { x = 2; enter netns('a') }")

        then:
        eval('x') == 1
        eval('here.net') == eval('host.net')
    }

    def "a command line that needs a shell has one where it enters a namespace, and one entrance is enough"() {
        when:
        def plan = plan("mntns('m') { utsns 'u' }\npidns 'p'\nenter(mntns('m'), pidns('p')) { mount 'proc', on: '/proc', type: 'proc' }\nshm(1).create()")

        then:
        plan*.command() == [
            'mkdir -p /run/nsx/ns/mnt && touch /run/nsx/ns/mnt/m && unshare --mount=/run/nsx/ns/mnt/m true',
            "nsenter --mount=/run/nsx/ns/mnt/m sh -c 'mkdir -p /run/nsx/ns/uts && touch /run/nsx/ns/uts/u && unshare --uts=/run/nsx/ns/uts/u true'",
            'mkdir -p /run/nsx/ns/pid && touch /run/nsx/ns/pid/p && { unshare --kill-child --pid=/run/nsx/ns/pid/p sleep infinity & '
                + 'until nsenter --pid=/run/nsx/ns/pid/p true 2>/dev/null; do sleep 0.1; done; }',
            'nsenter --mount=/run/nsx/ns/mnt/m --pid=/run/nsx/ns/pid/p mount -t proc proc /proc',
            "perl -e 'shmget(0x00000001, 255, 03666) // die \$!'  # util-linux has no program for this"]*.toString()
    }

    def "what the host sees is apart"() {
        when:
        def plan = plan("netns 'a'; veth 'a:x', 'y'; netns('a') { x.up(); lo.up() }; sysctl 'net.ipv4.ip_forward', 1; hostname 'web'")

        then:
        plan.effects == [names: ['make network namespace a'], devices: ['make veth a:x and y'],
                         sysctls: ['set net.ipv4.ip_forward to 1'], name: ['set the hostname to web']]
    }

    def "a message is explained with the kernel's names"() {
        when:
        def explained = eval("explain { netns 'a'; veth 'a:x', 'y' }") as Explained

        then:
        explained[1].calls() == [
            'RTM_NEWLINK NLM_F_EXCL|NLM_F_CREATE ifinfomsg{}', '    IFLA_IFNAME="x"', '    IFLA_LINKINFO',
            '        IFLA_INFO_KIND="veth"', '        IFLA_INFO_DATA', '            VETH_INFO_PEER ifinfomsg{}',
            '                IFLA_IFNAME="y"', '                IFLA_NET_NS_FD=(a descriptor of host)']
        explained[1].command() == 'ip -n a link add name x type veth peer name y netns $$'
        operations == []
    }

    def "a single line needs no braces: #line"() {
        given:
        eval("netns 'a'")
        def before = operations.size()

        when:
        def told = eval(line)

        then:
        (told instanceof Plan ? told : told as Explained)*.does == does
        operations.size() == before
        eval('links()*.name') == ['lo'] && eval("netns('a').lo.state") == 'down'

        where:
        line                                                        | does
        "explain veth('a', 'b')"                                    | ['make veth a and b']
        "explain(veth('a', 'b'))"                                   | ['make veth a and b']
        "explain veth 'x', 'y'"                                     | ['make veth x and y']
        "explain bridge br0 { stp true; up() }"                     | ['make bridge br0', 'set br0 up']
        "explain bridge br0 {\n    stp true\n    up()\n}"            | ['make bridge br0', 'set br0 up']
        "explain netns('a').lo.up()"                                | ['set lo up']
        "explain netns('a')\n    .lo\n    .up()"                    | ['set lo up']
        "explain netns 'b'"                                         | ['make network namespace b']
        "explain netns c // a comment"                              | ['make network namespace c']
        "explain address '10.0.0.1/8', dev: 'lo'"                   | ['add address 10.0.0.1/8 to lo']
        "plan hostname 'it is ${1 + 1}'.replace(' ', '-'); 1.days\nplan hostname 'web'" | ['set the hostname to web']
        "p = plan bridge('b'); p"                                   | ['make bridge b']
        "lines = { bridge 'b' }\nexplain lines"                     | ['make bridge b']
    }

    def "a method or variable named plan or explain hides the word"() {
        expect:
        eval("def plan(a, b) { a + b }\nplan(1.plus(1), 3)") == 5
        eval("def explain = [bridge: 1]\nexplain.bridge") == 1
    }

    def "a name that a block gives to what is not known stands for it"() {
        when:
        def plan = plan('def n = output("nproc").toInteger() * 2\ndef m = [1, 2][n]\nbridge "b"\nmsg(1).send "is $n $m"')

        then:
        plan*.does.contains('make bridge b')
        plan.unresolved == ["line 1: the result of 'nproc'", 'line 2: it depends on a value that is not known before it runs']
    }

    def "clocks, containers and fresh namespaces"() {
        when:
        def plan = plan('''
            time.boottime += 1.day
            time.monotonic += 1.hour
            assert time.boottime == 1.day
            container('web') { net(); hostname 'web' }
            unshare('net') { bridge 'b' }
        ''')

        then:
        plan.unresolved == []
        plan*.does.take(2) == ['shift boottime from 0s to 1d', 'shift monotonic from 0s to 1h']
        plan*.does.containsAll(['make network namespace web', 'set the hostname to web', 'make bridge b'])
    }

    def "a throw-away machine begins with nothing, and the host sees nothing of it"() {
        given:
        eval("netns 'a'")

        when:
        def plan = plan("sandbox { assert netns().empty; netns 'a'; hostname 'lab'; bridge 'b' }\nassert netns()*.name == ['a']")

        then:
        plan*.does.containsAll(['make network namespace a', 'set the hostname to lab', 'make bridge b', 'set lo up'])
        plan.effects == [:]
        plan.unresolved == []
    }

    private static String state() {
        peer('ip -d link; ip addr; ip netns; nft list ruleset; sysctl -a 2>/dev/null | grep ^net.ipv4.*forw; ls /run')
                .replaceAll(/_timer +[\d.]+/, '')
    }

    def "a new vlan has in a plan the switches that the kernel gives it, and a request changes only its own"() {
        expect:
        eval("""veth 'a', 'b'; def seen = []
            plan {
                vlan 'v', dev: 'a', id: 5, gvrp: true, egressQosMap: [1: 2]
                seen << link('v').options
                vlan 'v', dev: 'a', id: 5, mvrp: true, egressQosMap: [1: 0, 3: 4]
                seen << link('v').options
            }
            seen*.subMap('reorderHdr', 'gvrp', 'mvrp', 'egressQosMap')""") == [
                [reorderHdr: true, gvrp: true, mvrp: false, egressQosMap: [1L: 2L]],
                [reorderHdr: true, gvrp: true, mvrp: true, egressQosMap: [3L: 4L]]]
    }
}
