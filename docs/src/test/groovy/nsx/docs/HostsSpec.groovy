package nsx.docs

import java.nio.file.Files

/** Other hosts that have nsx. */
class HostsSpec extends OnHosts {
    def "a block runs on each host at once, its values come back, and a failure names its host and hides no other"() {
        when:
        def run = run('''
            name = 'web'
            println on('h1', 'h2') { netns(name) { bridge br0 { address '10.9.0.1/24'; mtu 1400; up() } }; netns()*.name }
            on('h1') { netns('web') { links().where(kind: 'bridge').select('name', 'mtu') } }
            device = on('h1') { netns('web').br0 }.h1
            device.mtu = 1300
            println on('h1') { netns('web') { link('br0').mtu } }
            println on('jumped') { output 'echo $SSH_CONNECTION' }.jumped.split()[0]
            on('h1', 'h2') { if (output('echo $SSH_CONNECTION').contains(' 10.77.0.2 ')) link 'nothing' else links() }
            ''')

        then:
        run.err.startsWith('script.nsx:11: failed on 1 of 2 hosts\n')
        run.err.contains('^ h2: there is no device nothing\n')
        run.code == 1
        run.out.readLines()*.trim()*.replaceAll(/ +/, ' ').take(5) ==
            ['[h1:[web], h2:[web]]', 'h1:', 'name mtu', 'br0 1400', '[h1:1300]']
        run.out.readLines()[5] == '10.77.0.1'
        run.out.readLines().drop(6)*.trim()*.split(/ +/).findAll { it.size() > 1 }*.getAt(1) == ['name', 'lo', 'eth0']
    }

    def "atomic is taken back on every host, also where ssh was killed"() {
        when:
        def run = run('''
            try {
                atomic { on('h1', 'h2') { netns 'half' }; on('h2') { link 'nothing' } }
            } catch (e) { println e.reason }
            atomic { on('h1', 'h2') { netns 'whole' } }
            println on('h1', 'h2') { netns()*.name }
            try {
                atomic {
                    on('h1') { netns 'lost' }
                    sh 'pkill -9 -x ssh'
                    on('h1') { links() }
                }
            } catch (e) { println e.reason }
            while ('lost' in on('h1') { netns()*.name }.h1) { }
            println on('h1') { netns()*.name }
            ''')

        then:
        run.code == 0
        def lines = run.out.readLines()
        lines[0] == 'h2: there is no device nothing'
        lines[1] == '[h1:[whole], h2:[whole]]'
        lines[2].startsWith('h1: lost the connection to h1: ')
        lines[3] == '[h1:[whole]]'
    }

    def "what a killed run began is taken back there, and gc has nothing left to do"() {
        given:
        def hosts = "hosts(config: '$directory/config', nsx: '${nsx()}') { h1 '10.77.0.1' }\n"
        Files.writeString(directory.resolve('half.nsx'), hosts + "atomic { on('h1') { netns 'half' }; sh 'kill -9 \$PPID' }\n")
        Files.writeString(directory.resolve('look.nsx'), hosts + "while ('half' in on('h1') { netns()*.name }.h1) { }\nprintln 'gone'\n")

        when:
        def run = shell("'${nsx()}' --trust-file half.nsx || true; '${nsx()}' gc; exec '${nsx()}' --trust-file look.nsx")

        then:
        run.code == 0
        run.out.readLines().last() == 'gone'
    }

    def "a cable joins namespaces of two hosts, is made once, and refuses what is something else"() {
        when:
        def run = run('''
            on('h1', 'h2') { netns('a') { lo.up() } }
            2.times { println veth('h1/a:eth0', 'h2/a:eth0')*.mtu }
            addresses = [h1: '10.5.0.1/24', h2: '10.5.0.2/24']
            addresses.each { host, own -> on(host) { netns('a') { address own, dev: 'eth0'; link('eth0').up() } } }
            println on('h1') { netns('a') { ping('10.5.0.2', count: 3, interval: 100.ms).received > 0 } }
            try { veth 'h1/b:eth0', 'h2/a:eth0' } catch (e) { println e.message }
            on('h1') { netns('b') }
            try { veth 'h1/b:eth0', 'h2/a:eth0' } catch (e) { println e.message }
            println on('h1') { netns('b') { links()*.name } }
            ''')

        then:
        run.out.readLines() == ['[1450, 1450]', '[1450, 1450]', '[h1:true]', 'there is no network namespace b',
            'h2/a:eth0 is there already', '[h1:[lo]]']
        run.code == 0
    }

    def "why walks from host to host, names the host of what is broken, and finds what is lost between them"() {
        when:
        def run = run('''
            on('h1', 'h2') { netns('a') { lo.up() } }
            veth 'h1/a:eth0', 'h2/a:eth0'
            addresses = [h1: '10.5.0.1/24', h2: '10.5.0.2/24']
            addresses.each { host, own -> on(host) { netns('a') { address own, dev: 'eth0'; link('eth0').up() } } }
            def told = { it -> println "$it.verdict $it.fault $it.unseen" }
            told why('h2/a', from: 'h1/a')
            println why('h2/a:eth0', from: 'h1/a').hop
            told why('10.5.0.2', from: 'h1/a', port: 80)
            on('h2') { netns('a') { link('eth0').down() } }
            told why('h2/a', from: 'h1/a')
            on('h2') { netns('a') { link('eth0').up() } }
            // the switch between them takes less than both hosts think
            sh 'ip link set hv2 mtu 1400'
            hole = why('h2/a', from: 'h1/a')
            println hole.fault.replaceAll(/\\d+/, 'N')
            evaluate hole.mend
            told why('h2/a', from: 'h1/a')
            try { why('h2/nothing', from: 'h1/a') } catch (e) { println e.message }
            ''')

        then:
        run.out.readLines() == ['ok null []',
            '[h1/a, h1/a:eth0, h2/a, h2/a, h2/a, h2/a:eth0, h1/a, h1/a:eth0, h2/a:eth0]',
            'broken nobody listens on TCP port 80 of 10.5.0.2 in h2/a []',
            'broken h2/a:eth0 is down []',
            'packets above N bytes are lost between hN/a:ethN and hN/a:ethN: the MTU of hN/a:ethN is N',
            'ok null []',
            'there is no network namespace nothing']
        run.code == 0
    }

    def "what a host lacks is mended there by the line that why proposes, and by no other"() {
        when:
        def run = run('''
            on('h1', 'h2') { netns('a') { lo.up() } }
            veth 'h1/a:eth0', 'h2/a:eth0'
            addresses = [h1: '10.5.0.1/24', h2: '10.5.0.2/24']
            addresses.each { host, own -> on(host) { netns('a') { address own, dev: 'eth0'; link('eth0').up() } } }
            on('h2') {
                netns('c') { lo.up() }
                veth('a:leg', 'c:eth0')
                netns('a') { address '10.6.0.1/24', dev: 'leg'; link('leg').up(); sysctl 'net.ipv4.ip_forward', 1 }
                netns('c') { address '10.6.0.2/24', dev: 'eth0'; link('eth0').up(); route 'default', via: '10.6.0.1' }
            }
            on('h1') { netns('a') { route '10.6.0.0/24', via: '10.5.0.2' } }
            assert why('h2/c', from: 'h1/a').ok
            check = { breaking ->
                breaking()
                def before = why('10.6.0.2', from: 'h1/a')
                assert before.verdict == 'broken' && !why('10.6.0.2', from: 'h1/a').ok
                println before.mend
                evaluate before.mend
                def after = why('10.6.0.2', from: 'h1/a')
                assert after.ok : "$after.fault"
            }
            check { on('h2') { netns('a') { link('eth0').down() } } }
            check { on('h2') { netns('a') { sysctl 'net.ipv4.ip_forward', 0 } } }
            check { on('h2') { netns('a') { filter.drop proto: 'icmp', hook: 'forward' } } }
            check { on('h1') { netns('a') { delete route: '10.6.0.0/24' } } }
            check { on('h2') { netns('c') { delete route: 'default' } } }
            check { on('h2') { netns('a') { delete address: '10.5.0.2/24', dev: 'eth0' } } }
            check { on('h2') { filter.drop proto: 'udp', port: 4789, hook: 'input' } }
            ''')

        then:
        run.err == ''
        def lines = run.out.readLines()*.replaceAll(/'handle', '\d+'/, "'handle', 'N'")
        lines.take(6) == [
            "on('h2') { netns('a') { link('eth0').up() } }",
            "on('h2') { netns('a') { sysctl 'net.ipv4.ip_forward', 1 } }",
            "on('h2') { netns('a') { exec 'nft', 'delete', 'rule', 'inet', 'nsx-filter', 'forward', 'handle', 'N' } }",
            "on('h1') { netns('a') { route 'default', via: '10.5.0.2' } }",
            "on('h2') { netns('c') { route '10.5.0.0/24', via: '10.6.0.1' } }",
            "on('h2') { netns('a') { address '10.5.0.2/24', dev: 'eth0' } }"]
        // one kernel plays both hosts, so the first sees the namespace of the second
        lines[6] ==~ /on\('h1'\) \{ ns\(\d+\) \{ exec 'nft', 'delete', 'rule', 'inet', 'nsx-filter', 'input', 'handle', 'N' } }/
        run.code == 0
    }

    def "pingall and topology have all hosts, and a host that is not reached is named"() {
        when:
        def run = run('''
            on('h1', 'h2') { netns('a') { lo.up() } }
            veth 'h1/a:eth0', 'h2/a:eth0'
            addresses = [h1: '10.5.0.1/24', h2: '10.5.0.2/24']
            addresses.each { host, own -> on(host) { netns('a') { address own, dev: 'eth0'; link('eth0').up() } } }
            pingall().findAll { !(it.from + it.to).contains('jumped') && (it.from + it.to).contains('/') }.each { println "$it.from $it.to $it.address $it.outcome" }
            seen = topology(only: 'h1/a')
            ends = seen.nets.findAll { it.label() in ['h1/a', 'h2/a'] }.collect { net -> net.devices.find { it.name == 'eth0' } }
            println ends.collect { [it.kind, it.peer.get().device.get(), it.addresses*.address[0]] }
            println topology.json().contains('"h2/a"')
            hosts(config: '/nothing') { h3 '10.77.0.3' }
            println topology().notes.findAll { it.contains('h3') }
            try { pingall() } catch (e) { println e.message }
            ''')

        then:
        // host1 and host2 are the namespaces that play the hosts, as this machine sees them
        run.out.readLines().findAll { !it.contains('host') && it.contains(' reply') } == [
            'h1/a h2/a 10.5.0.2 reply', 'h2/a h1/a 10.5.0.1 reply']
        run.out.readLines().count('host1 h2/a 10.5.0.2 Network is unreachable') == 1
        run.out.readLines().takeRight(4) == ['[[vxlan, eth0, 10.5.0.1/24], [vxlan, eth0, 10.5.0.2/24]]', 'true',
            '[host h3 is not shown: lost the connection to h3]', 'lost the connection to h3']
        run.code == 0
    }

    def "what is wider than a cable is narrowed, and the cable stays as wide as the network below it allows"() {
        when:
        def done = run("""
            on('h1') {
                ['a', 'hub'].each { netns it }
                veth 'a:eth0', 'hub:p'
                netns('hub') { bridge br0 { port 'p'; up() }; link('p').up() }
                netns('a') { address '10.5.0.1/24', dev: 'eth0'; link('eth0').up() }
            }
            on('h2') { netns 'b' }
            veth 'h1/hub:q', 'h2/b:eth0'
            on('h1') { netns('hub') { link('q').master('br0'); link('q').up() } }
            on('h2') { netns('b') { address '10.5.0.2/24', dev: 'eth0'; link('eth0').up() } }
            def found = why 'h1/a', from: 'h2/b'
            println found.mend
            evaluate found.mend
            println why('h1/a', from: 'h2/b').verdict
            """)

        then:
        done.err == ''
        done.out.readLines() == ["on('h1') { netns('a') { link('eth0').mtu = 1450 } }", 'ok']
    }
}
