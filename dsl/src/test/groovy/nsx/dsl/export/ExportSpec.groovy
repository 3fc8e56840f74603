package nsx.dsl.export

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.KernelHas
import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import spock.lang.TempDir

class ExportSpec extends LiveSpec {
    @TempDir
    Path directory

    def "what exists is said in the words of the language, without defaults and without what the kernel adds"() {
        given:
        eval(lab)
        expect:
        eval('export()') == text
        where:
        lab | text
        '' | ''
        "veth 'x', 'y'\nx.up()\naddress '10.0.0.1/24', dev: 'x'" | """veth 'x', 'y'
address '10.0.0.1/24', dev: 'x'
link('x').up()"""
        "veth 'x', 'y'\nbridge('br0') { port 'x', 'y'; forwardDelay 4.seconds; mtu 1400 }" | """veth 'x', 'y'
bridge('br0') {
    forwardDelay 4.seconds
    mtu 1400
    port 'x', 'y'
}"""
        "veth 'x', 'y'\nbridge('br0') { port 'x' }\nmacvlan 'm', dev: 'y'" | """veth 'x', 'y'
bridge('br0') {
    port 'x'
}
macvlan 'm', dev: 'y'"""
        "netns('a') { lo.up(); rule from: '10.0.0.0/8', table: 100, priority: 5; route '192.0.2.0/24', type: 'unreachable' }" | """netns 'a'

netns('a') {
    lo.up()
    route '192.0.2.0/24', type: 'unreachable'
    rule from: '10.0.0.0/8', priority: 5, table: 100
}"""
        "shm(0x12, mode: 0600).write 'it\\'s'\nsem(0x13, count: 2).values = [1, 0]" | """shm(0x12, mode: 0600).write 'it\\'s'
sem(0x13, count: 2)
sem(0x13).values = [1, 0]"""
        "utsns('u') { hostname 'web' }" | """utsns 'u'

utsns('u') {
    hostname 'web'
}"""
    }

    def "of a machine's own network only what belongs to the lab is said"() {
        given:
        peer 'ip link add other type bridge && ip link add out type veth peer name in && unshare -n true'
        eval("netns 'a'\nnetns 'gone'\nveth 'a:eth0', 'x'\nveth 'gone:eth0', 'uplink'\nbridge('br0') { port 'x' }\nbridge('br1') { port 'uplink' }")
        when: 'the other end of uplink is in no named namespace'
        def text = eval("export only: 'a'")
        then:
        text == "netns 'a'\nveth 'x', 'a:eth0'\nbridge('br0') {\n    port 'x'\n}"
    }

    def "of nsx's own tables only the rules are said that name a device or a network of the chosen lab"() {
        given:
        peer 'ip link add other type bridge && ip addr add 10.9.0.1/24 dev other'
        eval("netns 'lab-a'\nnetns 'b'\nveth 'lab-a:eth0', 'x'\nveth 'b:eth0', 'y'\naddress '10.0.0.1/24', dev: 'x'\naddress '10.5.0.1/24', dev: 'y'")
        eval("x.up(); route '10.6.0.0/16', dev: 'x'")
        eval(rules.join('\n') + "\nnat.masquerade '10.5.0.0/24'; nat.forward 81, to: '10.9.0.2:80'; filter.drop in: 'other'; filter.accept()")
        when:
        def text = eval("export only: 'lab-*'")
        then:
        text.readLines().findAll { it =~ /^(nat|filter)/ }.sort() == rules.sort()
        where:
        rules = ["nat.masquerade '10.0.0.0/24'", "nat.masquerade '192.168.0.0/16', out: 'x'", "nat.forward 80, to: '10.0.0.2:80'",
                 "filter.drop in: 'x'", "filter.accept from: '10.6.1.0/24', proto: 'tcp', port: 80"]
    }

    def "a file is written as a whole, and replaced only by force"() {
        given:
        def file = directory.resolve('lab.nsx')
        eval("netns 'a'")
        when:
        eval("export '$file'")
        then:
        Files.readString(file) == "netns 'a'\n"
        when:
        eval("netns 'b'\nexport '$file'")
        then:
        def e = thrown(NsxException)
        e.hint() == 'force: true replaces it'
        Files.readString(file) == "netns 'a'\n"
        when:
        eval("export '$file', force: true")
        then:
        Files.readString(file) == "netns 'a'\nnetns 'b'\n"
        directory.toFile().list() == ['lab.nsx'] as String[]
    }

    def "no namespace of a pattern is an error"() {
        when:
        eval("export only: 'lab-*'")
        then:
        def e = thrown(NsxException)
        e.message == 'no namespace matches lab-*'
    }

    def "a script is compared without running it"() {
        given:
        def file = directory.resolve('lab.nsx')
        def mark = directory.resolve('mark')
        Files.writeString(file, "netns 'a'\nnetns('a') { lo.up() }\nsh 'touch $mark'\n")
        when:
        def found = changes("netns 'a'") + eval("diff '$file'")
        then:
        found.last().should() == 'lo.up()'
        found.last().where() == 'a'
        found.last().mend() == "netns('a') { lo.up() }"
        eval("diff '$file'").unfollowed.any { it.contains('touch') }
        !Files.exists(mark)
        peer('ip -n a link show lo').contains('state DOWN')
    }

    def "a missing device is one row, and one for each property that the script gives it: #made"() {
        given:
        def file = directory.resolve('lab.nsx')
        Files.writeString(file, made)
        when:
        def rows = eval("diff '$file'")
        then:
        rows*.should() == missing
        rows*.mend() == missing
        where:
        made                                        | missing
        "bridge 'br0'"                              | ["bridge 'br0'"]
        "veth 'x', 'y'"                             | ["veth 'x', 'y'"]
        "bridge('br0') { multicast false; mtu 1400 }" | ["bridge 'br0'", "link('br0').mtu = 1400", "link('br0').multicast = false"]
    }

    def "what others add to what a script declares is told apart, and what stands beside it is not told"() {
        given:
        def file = directory.resolve('lab.nsx')
        Files.writeString(file, "netns 'a'\nveth 'x', 'a:eth0'\nbridge('br0') { port 'x' }\nnetns('a') { eth0.up() }\n")
        eval("include '$file'")
        expect:
        eval("diff '$file'") == []
        when:
        peer change
        def rows = eval("diff '$file'")
        then:
        rows*.drift() == drifts
        rows*.mend() == mends
        where:
        change | drifts | mends
        'ip netns add b; ip link add beside type bridge' | [] | []
        'ip -n a address add 10.0.0.1/24 brd + dev eth0' | ['extra'] | ["netns('a') { delete address: '10.0.0.1/24', dev: 'eth0' }"]
        'ip link add p type veth peer name q && ip link set p master br0' | ['extra'] | ["link('p').nomaster()"]
        'ip -n a link add other type bridge' | ['extra'] | ["netns('a') { link('other').delete() }"]
        'ip link property add dev br0 altname other' | ['extra'] | ["link('br0').noaltname('other')"]
        'ip link set br0 mtu 1400' | ['extra'] | ["link('br0').mtu = 1500"]
        'ip link set x nomaster' | ['missing'] | ["link('x').master('br0')"]
        'ip -n a link set eth0 down' | ['missing'] | ["netns('a') { link('eth0').up() }"]
    }

    def "what a script declares after a line that needs this machine is not told as somebody else's"() {
        given:
        def file = directory.resolve('lab.nsx')
        Files.writeString(file, "netns 'a'\nlink('outside').up()\nnetns('a') { bridge 'br0' }\n")
        peer 'ip link add outside type bridge'
        eval("include '$file'")

        when:
        def found = eval("diff '$file'")

        then:
        found == []
        found.unfollowed.any { it.startsWith('what others added: ') && it.contains('outside') }
    }

    def "a container is followed, and what others add to its namespaces is told"() {
        given:
        def file = directory.resolve('lab.nsx')
        Files.writeString(file, "container('web') { net(); uts(); hostname 'web' }\nnetns 'empty'\n")
        def missing = eval("diff '$file'")
        eval("include '$file'")

        expect:
        missing.unfollowed == []
        missing*.drift().unique() == ['missing']
        eval("diff '$file'") == []
        eval("diff '$file'").unfollowed == []

        when:
        peer 'ip -n web link add other type bridge; ip -n empty link add other type bridge'
        def rows = eval("diff '$file'")

        then:
        rows*.mend() == ["netns('empty') { link('other').delete() }", "netns('web') { link('other').delete() }"]
        rows.each { eval(it.mend()) }
        eval("diff '$file'") == []
    }

    def "what is exported is made again equal, sends nothing, and differs in nothing: #what"() {
        given:
        def file = directory.resolve('lab.nsx')
        eval("netns 'a'\nnetns 'b'\n$lab")
        def text = eval('export()')
        Files.writeString(file, text)
        peer 'ip netns delete a; ip netns delete b'

        expect:
        !text.contains('//')

        when:
        eval(text)

        then:
        eval('export()') == text
        changes(text) == []
        eval("diff '$file'") == []

        where:
        [what, lab] << [
            ['next hops over a pair', "veth 'a:x', 'b:y'; netns('b') { y.up() }; " +
                "netns('a') { x.up(); nexthop 1, dev: 'x'; nexthop 2, group: [1: 1]; route '10.9.0.0/16', nexthop: 1 }"],
            ['a loopback device of another name', "netns('a') { link('lo').rename('loop'); link('loop').up(); sysctl 'net.ipv4.conf.loop.rp_filter', 2 }"],
            ['forwarding entries', "netns('a') { veth 'x', 'y'; bridge('br0') { port 'x' }; fdb '02:00:00:00:09:01', dev: 'br0'; " +
                "fdb '02:00:00:00:09:02', dev: 'x'; fdb '02:00:00:00:09:03', dev: 'y' }"]
        ] + KernelHas.rows([['a limit of rate']]) { KernelHas.filter('u32 match u32 0 0 action police rate 1mbit burst 10k conform-exceed drop') }.collect {
            [it[0], "netns('a') { veth 'x', 'y'; qdisc 'x', clsact: [:]; qdisc.filter 'x', to: '10.0.0.12', parent: 'in', police: 6.mbit, priority: 5 }"]
        } + KernelHas.qdiscs([['htb', '']]).collect {
            ['classes of htb', "netns('a') { veth 'x', 'y'; qdisc 'y', pfifo: [:]; qdisc 'x', handle: '1:', htb: [default: '20']; " +
                "qdisc.class 'x', '1:20', rate: 6.mbit; qdisc.class 'x', '1:21', rate: 7.mbit, ceil: 900.mbit, burst: 15.KB, cburst: 1500 }"]
        }
    }

    def "a script that cannot be followed to its end is compared as far as it can"() {
        given:
        def file = directory.resolve('lab.nsx')
        Files.writeString(file, "netns 'a'\nnetns('a') { lo.up() }\nassert output('echo x') == 'x'\n")
        eval("netns 'a'")
        expect:
        eval("diff '$file'")*.should() == ['lo.up()']
    }

    def "a script that is not there ends as the command does"() {
        when:
        eval("diff 'nosuch.nsx'")
        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.NO_SCRIPT
    }
}
