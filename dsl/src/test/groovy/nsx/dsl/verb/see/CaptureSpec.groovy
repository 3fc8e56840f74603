package nsx.dsl.verb.see

import java.nio.file.Files
import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.dsl.value.traffic.CaptureResult
import nsx.ns.IdMaps
import org.junit.jupiter.api.Assumptions

/** Against tcpdump(8). */
class CaptureSpec extends LiveSpec {
    def "packets as lines"() {
        when:
        CaptureResult seen = eval "lo.up(); capture('lo') { ping '127.0.0.1', count: 2, interval: 1.ms }"
        then:
        seen*.protocol == ['ICMP'] * 4
        seen*.source.unique() == ['127.0.0.1']
        seen[0].info.startsWith('echo request id ')
        seen[3].info.startsWith('echo reply id ')
        seen.lost == 0
        seen.packets == 4
        seen.bytes == 4 * 98
        seen*.time == seen*.time.sort(false)
    }

    def "only what is wanted, and no more of it"() {
        expect:
        eval("lo.up(); capture('lo', $filter) { ping '127.0.0.1', count: 3, interval: 1.ms }").size() == count
        where:
        filter                | count
        "proto: 'icmp'"       | 6
        "proto: 'tcp'"        | 0
        "host: '127.0.0.1'"   | 6
        "host: '127.0.0.2'"   | 0
        "port: 80"            | 0
        "count: 3"            | 3
    }

    /** It gives up being root before it reads, which it cannot where nobody else exists. */
    private static void assumeTcpdump() {
        Assumptions.assumeTrue(IdMaps.ofThisThread().users().inside(1000).present, 'tcpdump changes its user')
    }

    def "a file that tcpdump reads as it saw them itself, with the tag of a VLAN"() {
        given:
        assumeTcpdump()
        peer 'ip link set lo up; ip link add c0 address 02:00:00:00:00:01 type veth peer name c1; for d in c0 c1; do sysctl -qw net.ipv6.conf.$d.disable_ipv6=1; ip link set $d up; done'
        peer 'ip addr add 10.0.0.1/24 dev c0; ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev c0'
        when:
        def done = eval """capture('c1', file: '/run/x.pcap') {
            ping '10.0.0.2', count: 2, interval: 1.ms, timeout: 10.ms
            sh '''python3 -c "
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(('c0', 0))
s.send(bytes.fromhex('02000000000202000000000181000005' + '0806' + '0001080006040001' + '0200000000010a000001' + '0000000000000a000002'))"'''
        }"""
        def lines = peer('tcpdump -enr /run/x.pcap 2>/dev/null').readLines()
        then:
        done.packets == 3
        done.file == '/run/x.pcap'
        lines.size() == 3
        lines[0].contains('10.0.0.1 > 10.0.0.2: ICMP echo request')
        lines[2].contains('vlan 5')
        lines[2].contains('who-has 10.0.0.2 tell 10.0.0.1')
        peer('ip -d link show c1').contains('promiscuity 0')
    }

    def "what comes faster than it is taken is counted as lost, and the rest is whole"() {
        given: 'a pipe whose reader waits'
        peer 'ip link add c0 mtu 60000 type veth peer name c1 mtu 60000; for d in c0 c1; do sysctl -qw net.ipv6.conf.$d.disable_ipv6=1; ip link set $d up; done'
        peer 'mkfifo /run/x.pcap /run/go'

        when: 'more comes than the ring holds'
        def done = eval """
            def reader = spawn 'exec 3</run/x.pcap; read x </run/go; wc -c <&3 >/run/size'
            def done = capture('c1', file: '/run/x.pcap') {
                sh '''python3 -c "
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(('c0', 0))
for i in range(2000): s.send(bytes.fromhex('020000000002' '020000000001' '88b5') + bytes(50000))"; echo >/run/go'''
            }
            reader.wait()
            done"""

        then: 'each frame of the file has a header of 16 bytes, and the file one of 24'
        done.lost > 0
        done.packets > 100
        done.packets + done.lost == 2000
        peer('cat /run/size') as long == 24 + done.packets * (16 + 14 + 50000)
    }

    def "a full disk ends it, and the file is whole"() {
        given:
        peer 'ip link set lo up; mkdir /run/full; mount -t tmpfs -o size=1m tmpfs /run/full'
        when:
        eval "capture('lo', file: '/run/full/x.pcap') { sh 'ping -q -f -s 8000 -c 300 127.0.0.1 >/dev/null' }"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot write /run/full/x.pcap; it holds the packets captured so far'
        e.reason().contains('ENOSPC')
        peer('tcpdump -nr /run/full/x.pcap 2>&1 >/dev/null; tcpdump -nr /run/full/x.pcap 2>/dev/null | wc -l').readLines().every { !it.contains('truncated') }
    }

    def "a device that goes away ends it with what was captured"() {
        given:
        peer 'ip link add c0 type veth peer name c1; ip link set c0 up; ip link set c1 up'
        expect:
        eval("capture('c0') { link('c1').delete() }") instanceof CaptureResult
        notices == ['c0 went down, so the capture ended']
    }

    def "an interrupt ends it with what was captured"() {
        given:
        def here = Thread.currentThread()
        eval 'lo.up()'
        when:
        session.answers().liveTo([row: { here.interrupt() }, place: { }] as nsx.dsl.session.LiveDisplay)
        eval "job = spawn 'ping -i 0.05 127.0.0.1'"
        def seen = eval "capture 'lo'"
        then:
        seen.size() >= 1
        session.answers().isTold(seen)
        cleanup:
        Thread.interrupted()
        eval 'job.kill(9).wait()'
    }

    def "a pipe that nobody reads is refused and stays"() {
        given:
        peer 'mkfifo /run/pipe'
        eval 'lo.up()'
        when:
        eval "capture 'lo', count: 1, file: '/run/pipe'"
        then:
        def refused = thrown(NsxException)
        refused.hint() == 'if it is a pipe, first start the program that reads it'
        java.nio.file.Files.exists(java.nio.file.Path.of('/run/pipe'))
    }

    def "what cannot be"() {
        when:
        eval text
        then:
        def e = thrown(NsxException)
        e.message == message
        e.exitCode() == ExitCode.FAILED
        where:
        text | message
        "capture 'nosuch'" | 'there is no device nosuch'
        "capture 'lo'" | 'cannot capture on lo'
        "lo.up(); capture 'lo', count: 1, file: '/nosuch/x'" | 'cannot write /nosuch/x'
        "lo.up(); capture 'lo', port: 70000" | 'capture: port cannot be 70000'
        "capture 'lo', files: 5, size: 1.MB" | 'capture needs file:'
        "capture 'lo', file: '/run/x', files: 5" | 'capture needs size:'
        "capture 'lo', file: '/run/x', size: 1.MB" | 'capture needs files:'
        "capture 'lo', file: '/run/x', files: 1, size: 1.MB" | 'capture: files cannot be 1'
        "capture 'lo', file: '/run/x', files: 2, size: 1000" | 'capture: size cannot be 1000'
        "capture 'lo', file: '-', files: 2, size: 1.MB" | 'capture: file cannot be -'
    }

    def "a capture ends when the reader of its pipe has had enough"() {
        given:
        def directory = Files.createTempDirectory('pipe')
        peer "ip link set lo up; mkfifo $directory/p"
        def reader = ['sh', '-c', "exec 3<>$directory/p; touch $directory/open; head -c 24 <&3"].execute()
        peer "timeout 20 sh -c 'until [ -e $directory/open ]; do :; done'"
        when:
        def summary = eval """capture('lo', file: '$directory/p', seconds: 60) {
            while (new File('/proc/${reader.pid()}').exists()) { ping '127.0.0.1', count: 1 }
            ping '127.0.0.1', count: 1
        }"""
        then:
        reader.waitFor() == 0
        summary.packets > 0
        cleanup:
        reader?.destroy()
        directory?.toFile()?.deleteDir()
    }

    private static final String TWO = """set -e
        for n in lab-1 lab-2; do ip netns add \$n; ip -n \$n link set lo up; done
        ip -n lab-1 link add x type veth peer name y netns lab-2
        for d in lab-1:x lab-2:y; do ip netns exec \${d%:*} sysctl -qw net.ipv6.conf.\${d#*:}.disable_ipv6=1; done
        ip -n lab-1 addr add 10.0.0.1/24 dev x; ip -n lab-2 addr add 10.0.0.2/24 dev y
        ip -n lab-1 link set x up; ip -n lab-2 link set y up
        timeout 20 sh -c 'until ip netns exec lab-1 ping -c 1 -W 1 10.0.0.2 >/dev/null; do :; done'"""

    def "all devices of some namespaces at once, each frame with its device"() {
        given:
        peer TWO
        when:
        def seen = eval("capture(netns('lab-*'), proto: 'icmp') { netns('lab-1') { ping '10.0.0.2', count: 1; ping '10.0.0.1', count: 1 } }")
        then:
        seen*.device.countBy { it } == ['lab-1:x': 2, 'lab-2:y': 2, 'lab-1:lo': 2]
        seen*.time == seen*.time.sort(false)
        seen.shown().take(2) == ['time', 'device']
        seen.device == 'lab-1, lab-2'
        eval("netns('lab-1') { capture('any', proto: 'icmp') { ping '10.0.0.2', count: 1 } }")*.device == ['x', 'x']
    }

    def "a pcapng file of many devices, which tcpdump reads"() {
        given:
        assumeTcpdump()
        peer TWO
        when:
        def done = eval("capture(netns('lab-*'), file: '/run/x.pcapng', proto: 'icmp') { netns('lab-1') { ping '10.0.0.2', count: 2, interval: 1.ms } }")
        def lines = peer('tcpdump -nr /run/x.pcapng 2>/dev/null').readLines()
        def bytes = new File('/run/x.pcapng').bytes
        then:
        done.packets == 8
        lines.size() == 8
        lines.count { it.contains('10.0.0.1 > 10.0.0.2: ICMP echo request') } == 4
        lines == lines.sort(false)
        ['lab-1:x', 'lab-2:y'].every { new String(bytes, 'ISO-8859-1').contains(it) }
        cleanup:
        new File('/run/x.pcapng').delete()
    }

    /** A question to a port that nobody listens on. */
    private static final String QUERY = """python3 -c "
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.sendto(bytes.fromhex('123401000001000000000000' '07' '6578616d706c65' '03' '636f6d' '00' '00010001'), ('127.0.0.1', 53))\""""

    def "what packets carry: a name, and the packet that an error is about"() {
        when:
        def seen = eval("lo.up(); capture('lo') { sh '''$QUERY''' }")
        then:
        seen[0].protocol == 'DNS'
        seen[0].info == 'query 4660 A example.com'
        seen[1].info == "unreachable: port (${seen[0].source} > 127.0.0.1:53 UDP)"
    }

    def "only packets of a protocol within others: #proto"() {
        expect:
        eval("lo.up(); capture('lo', proto: '$proto') { sh '''$QUERY''' }").size() == count
        where:
        proto | count
        'dns' | 1
        'udp' | 1
        'ip'  | 2
        'tcp' | 0
    }

    def "a ring of files, which tcpdump reads, of #device"() {
        given:
        assumeTcpdump()
        peer 'ip link set lo up; rm -f /run/ring*'
        when:
        def done = eval("capture('$device', file: '/run/ring.$extension', files: 3, size: 512.KB) { sh 'ping -q -i 0.002 -s 8000 -c 200 127.0.0.1 >/dev/null' }")
        def numbers = done.collect { file -> peer("tcpdump -nr ${file.file} 2>/dev/null | sed 's/.*seq \\([0-9]*\\),.*/\\1/'").readLines()*.toInteger() }
        then:
        done*.file.toSorted() == (1..3).collect { "/run/ring-${it}.$extension".toString() }
        done.lost > 0 || done.packets == 400
        done*.packets == numbers*.size()
        done.every { new File(it.file).length() == it.size.longValue() && it.size.longValue() <= 512 * 1024 }
        numbers.flatten() == numbers.flatten().toSorted()
        done.lost > 0 || numbers.flatten().last() == 200
        notices.last() == "the files hold the last ${done*.packets.sum()} of ${done.packets} packets"
        cleanup:
        peer 'rm -f /run/ring*'
        where:
        device | extension
        'lo'   | 'pcap'
        'any'  | 'pcapng'
    }

    def "a full disk ends a ring, and its files are whole"() {
        given:
        assumeTcpdump()
        peer 'ip link set lo up; mkdir -p /run/tight; mount -t tmpfs -o size=1m tmpfs /run/tight'
        when:
        eval("capture('lo', file: '/run/tight/x.pcap', files: 4, size: 512.KB) { sh 'ping -q -f -s 8000 -c 200 127.0.0.1 >/dev/null' }")
        then:
        def e = thrown(NsxException)
        e.message == 'cannot write the files of /run/tight/x.pcap; they hold the last packets'
        e.reason().contains 'ENOSPC'
        peer('for f in /run/tight/*; do tcpdump -nr $f 2>&1 | grep -c "truncated\\|pcap_loop"; done; true').readLines().unique() == ['0']
        cleanup:
        peer 'umount /run/tight; rmdir /run/tight'
    }

    def "a filter in the language of pcap: #filter"() {
        given:
        assumeLibpcap()
        expect:
        eval("lo.up(); capture('$device', filter: '$filter') { ping '127.0.0.1', count: 2, interval: 1.ms; connect '127.0.0.1', port: 81 }").size() == count
        where:
        device | filter                       | count
        'lo'   | 'icmp[icmptype] = icmp-echo' | 2
        'lo'   | 'tcp port 81'                | 2
        'lo'   | 'udp or tcp port 82'         | 0
        'any'  | 'icmp'                       | 4
    }

    def "a filter that is none is told in libpcap's words"() {
        given:
        assumeLibpcap()
        when:
        eval "lo.up(); capture 'lo', filter: 'tcp prt 80'"
        then:
        def e = thrown(NsxException)
        e.message == 'filter: is not an expression of pcap-filter(7)'
        e.reason().contains 'syntax error'
        e.culprit() == 'tcp prt 80'
    }

    def "a filter is read for the frames of the device, a #kind"() {
        given:
        assumeLibpcap()
        assumePossible(kind)
        eval "$kind 't0'; link('t0').up()"
        expect:
        eval("capture('t0', filter: '$filter') { }").size() == 0
        where:
        kind  | filter
        'tap' | 'ether host 02:00:00:00:00:01'
        'tun' | 'ip[0] >> 4 = 4 and host 10.0.0.1'
    }

    private static void assumeLibpcap() {
        Assumptions.assumeTrue(nsx.sys.PacketFilter.compile('tcp', 1).present, 'libpcap')
    }

    def "many devices on a full disk leave a file that is whole"() {
        given:
        assumeTcpdump()
        peer TWO
        peer 'mkdir -p /run/small && mount -t tmpfs -o size=64k t /run/small'
        when:
        eval("capture(netns('lab-*'), file: '/run/small/x.pcapng') { netns('lab-1') { ping '10.0.0.2', count: 60, size: 1400, interval: 1.ms } }")
        then:
        def e = thrown(NsxException)
        e.message.startsWith 'cannot write /run/small/x.pcapng; it holds the packets captured so far'
        peer('tcpdump -nr /run/small/x.pcapng 2>&1 | grep -c "truncated\\|pcap_loop" || true') == '0'
        cleanup:
        peer 'umount /run/small; rmdir /run/small'
    }
}
