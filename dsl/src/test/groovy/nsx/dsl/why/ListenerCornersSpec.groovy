package nsx.dsl.why

import nsx.dsl.LiveSpec
import nsx.test.Needs
import nsx.test.Root
import java.nio.file.Files
import java.nio.file.Path
import org.junit.jupiter.api.Assumptions

/** What a listener, its options and its control group do with a packet: the verdict is what a connection finds. */
class ListenerCornersSpec extends LiveSpec {
    def cleanup() {
        // what holds a program of BPF waits until its namespace has lost its name
        peer "ip netns list | cut -d' ' -f1 | xargs -r -n 1 ip netns del"
    }

    private void lab(String change) {
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        peer "set -e\n$change"
    }

    /** A listener of b on TCP port 80, as a user and in a control group, until its standard input ends. */
    private static Process listener(String user, String group, String options = '0', String inside = '') {
        def started = new ProcessBuilder('sh', '-c', """${group ? "echo \$\$ > $group/cgroup.procs; " : ''}exec ip netns exec b $inside python3 -c '
import os, socket, sys; s = socket.socket(); os.setuid($user); s.close(); s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); $options; s.bind(("", 8080)); s.listen(9); print("ready", flush=True); sys.stdin.read()'""" as String).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        assert started.inputReader().readLine() == 'ready'
        started
    }

    private static void end(Process listener) {
        listener?.outputStream?.close()
        listener?.waitFor()
        [listener?.inputStream, listener?.errorStream]*.close()
    }

    private static String connects(String address = '10.0.0.12', String inside = 'ip netns exec a ') {
        peer "${inside}python3 -c 'import socket; socket.create_connection((\"$address\", 8080), 2)' 2>/dev/null && echo yes || echo no"
    }

    def "a program of the listener's control group that would #what"() {
        given:
        Needs.programs('python3', 'nsenter')
        String tree = trees().find { Files.exists(Path.of(it, 'cgroup.procs')) && Files.exists(Path.of(it, 'cgroup.controllers')) }
        Assumptions.assumeTrue(Root.isOfMachine() && tree && Files.isWritable(Path.of(tree)), 'a tree of control groups')
        String group = "$tree/nsx-why-${ProcessHandle.current().pid()}"
        lab "mkdir $group $group/inner"
        def listener = listener('0', group + '/inner')
        boolean before = eval("why '10.0.0.12', from: 'a', port: 8080").ok
        // ip netns exec would hide the tree
        peer "nsenter --net=/run/netns/b python3 ${DeviceMutations.Programs.path} cgroup $group $what"
        when:
        def found = eval("why '10.0.0.12', from: 'a', port: 8080")
        then:
        before
        found.verdict == 'unknown'
        found.unseen == ["b: control group: what a program of BPF at cgroup_inet_egress of $group/inner does with it"]
        connects() == works
        eval("why '10.0.0.12', from: 'a'").ok
        cleanup:
        end(listener)
        peer "for i in \$(seq 100); do rmdir $group/inner $group && break; sleep 0.1; done"
        where:
        what   || works
        'drop' || 'no'
        'pass' || 'yes'
    }

    def "a rule for users is for the answers of their programs: user #user"() {
        given:
        Needs.programs('python3')
        Assumptions.assumeTrue(Root.isOfMachine())
        lab 'ip -n b rule add pref 100 uidrange 1000-1000 blackhole'
        def listener = listener(user, '')
        when:
        def found = eval("why '10.0.0.12', from: 'a', port: 8080")
        then:
        found.verdict == verdict
        found.unseen == unseen
        cleanup:
        end(listener)
        where:
        user   || verdict   | unseen
        '1000' || 'unknown' | ['b: rule: whether rule 100 takes the answer, which is sent by user 1000']
        '0'    || 'ok'      | []
    }

    def "a mark of #what is that of the answer"() {
        given:
        Needs.programs('python3')
        Assumptions.assumeTrue(Root.isOfMachine())
        lab "ip -n b rule add fwmark 5 blackhole pref 60\n$change"
        def listener = listener('0', '', options)
        when:
        def found = eval("why '10.0.0.12', from: 'a', port: 8080")
        then:
        fault ? found.fault?.contains(fault) : found.ok
        connects() == works
        cleanup:
        end(listener)
        where:
        what                        | options                | change                                                                                                              || fault               | works
        'the socket'                | 's.setsockopt(1,36,5)' | ''                                                                                                                  || 'rule 60 (blackhole' | 'no'
        'another socket'            | 's.setsockopt(1,36,6)' | ''                                                                                                                  || null                | 'yes'
        'what asked, which is kept' | '0'                    | 'ip netns exec b sysctl -qw net.ipv4.tcp_fwmark_accept=1; ip netns exec b iptables-legacy -t mangle -A PREROUTING -j MARK --set-mark 5' || 'rule 60 (blackhole' | 'no'
        'what asked'                | '0'                    | 'ip netns exec b iptables-legacy -t mangle -A PREROUTING -j MARK --set-mark 5'                                         || null                | 'yes'
    }

    def "a listener that takes signed packets alone"() {
        given:
        Needs.programs('python3')
        Assumptions.assumeTrue(Root.isOfMachine())
        lab ''
        def listener = listener('0', '', 'import struct; s.setsockopt(6, 14, struct.pack("=HH4s120xBBHI80s", 2, 0, socket.inet_aton("10.0.0.11"), 0, 0, 1, 0, b"k"))')
        when:
        def found = eval("why '10.0.0.12', from: 'a', port: 8080")
        then:
        found.unseen == ['b: listener: whether it wants what comes signed (TCP MD5), which it does from some']
        connects() == 'no'
        cleanup:
        end(listener)
    }

    def "a listener that wants #what: #fault#unseen"() {
        given:
        Needs.programs('python3')
        Assumptions.assumeTrue(Root.isOfMachine())
        lab change
        def listener = listener('0', '', options)
        when:
        def found = eval("why '10.0.0.12', from: 'a', port: 8080")
        then:
        found.fault == fault
        found.unseen == (unseen ? [unseen] : [])
        found.verdict == (fault ? 'broken' : unseen ? 'unknown' : 'ok')
        connects() == works
        cleanup:
        end(listener)
        where:
        what                     | options                      | change                                                || works | fault | unseen
        'what was not routed'    | 's.setsockopt(0, 21, 255)'   | ''                                                    || 'no'  | '0.0.0.0:8080 in b takes nothing that arrives with a TTL below 255 (IP_MINTTL), and this has 64' | null
        'what was not routed'    | 's.setsockopt(0, 21, 255)'   | 'ip netns exec a sysctl -qw net.ipv4.ip_default_ttl=255' || 'yes' | null  | null
        'a TTL that it gets'     | 's.setsockopt(0, 21, 64)'    | ''                                                    || 'yes' | null  | null
        'what a rule may have lowered' | 's.setsockopt(0, 21, 100)' | 'ip netns exec a sysctl -qw net.ipv4.ip_default_ttl=255; ip netns exec a iptables-legacy -t mangle -A OUTPUT -j TTL --ttl-set 64' || 'no' | null | 'b: listener: whether 0.0.0.0:8080 takes it: it may want a higher TTL than the one that a rule gave it'
        'what a rule may have raised'  | 's.setsockopt(0, 21, 100)' | 'ip netns exec a iptables-legacy -t mangle -A OUTPUT -j TTL --ttl-set 200' || 'yes' | null | 'b: listener: whether 0.0.0.0:8080 takes it: it may want a higher TTL than the one that a rule gave it'
        'any TTL, whatever a rule did' | '0'                        | 'ip netns exec a iptables-legacy -t mangle -A OUTPUT -j TTL --ttl-set 64' || 'yes' | null | null
        'what its filter passes' | FILTER.replace("K", "0")                | ''                                                    || 'no'  | null  | 'b: listener: whether the filter of 0.0.0.0:8080 takes it'
        'what its filter passes' | FILTER.replace("K", "0xffff")           | ''                                                    || 'yes' | null  | 'b: listener: whether the filter of 0.0.0.0:8080 takes it'
    }

    /** Attaches a filter of one instruction, BPF_RET (SO_ATTACH_FILTER); K is how many bytes it keeps. */
    private static final String FILTER = 'import ctypes, struct; f = ctypes.create_string_buffer(8); ' +
        's.setsockopt(1, 26, struct.pack("HP", 1, ctypes.addressof(f))) if struct.pack_into("HBBI", f, 0, 6, 0, 0, K) is None else 0'

    def "a port of the loopback address that leads elsewhere"() {
        given:
        Needs.programs('python3')
        Assumptions.assumeTrue(Root.isOfMachine())
        lab 'iptables-legacy -t nat -A OUTPUT -p tcp -d 127.0.0.1 --dport 8080 -j DNAT --to 10.0.0.12'
        def listener = listener('0', '')
        when:
        def found = eval("why '127.0.0.1', from: 'host', port: 8080")
        then:
        connects('127.0.0.1', '') == 'no'
        found.fault == 'host:br0 sends nothing from 127.0.0.1: route_localnet is 0'
        found.mend == "sysctl 'net.ipv4.conf.br0.route_localnet', 1; nat.masquerade '127.0.0.0/8', out: 'br0'"
        when:
        eval(found.mend)
        then:
        connects('127.0.0.1', '') == 'yes'
        eval("why '127.0.0.1', from: 'host', port: 8080").with { [verdict, it*.outcome.any { it.contains('translated to 10.0.0.12') }] } == ['ok', true]
        cleanup:
        end(listener)
    }

    def "a listener of another user namespace may want any TTL, but not more than the highest: #ttl"() {
        given:
        Needs.programs('python3', 'unshare')
        Assumptions.assumeTrue(Root.isOfMachine())
        lab "ip netns exec a sysctl -qw net.ipv4.ip_default_ttl=$ttl"
        def listener = listener('0', '', options, 'unshare --user --map-root-user')
        when:
        def found = eval("why '10.0.0.12', from: 'a', port: 8080")
        then:
        found.verdict == verdict
        found.unseen == (verdict == 'ok' ? [] : ['b: listener: whether 0.0.0.0:8080 takes a TTL of 64: its options cannot be asked, for no process of this user namespace has it open'])
        connects() == works
        cleanup:
        end(listener)
        where:
        ttl | options                    || verdict   | works
        64  | 's.setsockopt(0, 21, 255)' || 'unknown' | 'no'
        64  | '0'                        || 'unknown' | 'yes'
        255 | 's.setsockopt(0, 21, 255)' || 'ok'      | 'yes'
    }

    def "what a socket of one device answers leaves by that device, with a route or without"() {
        given:
        Needs.programs('python3')
        lab 'ip addr add 203.0.113.1/32 dev br0; ip -n a route add 203.0.113.1 dev x src 10.0.0.11; ip route add 10.0.0.11 via 192.0.2.2; ip -n outside route add blackhole 10.0.0.11'
        def listener = new ProcessBuilder('python3', '-c', """import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b'$device')
s.bind(('', 80)); s.listen(9); print('ready', flush=True); sys.stdin.read()""" as String).start()
        assert listener.inputReader().readLine() == 'ready'
        when:
        def found = eval("why '203.0.113.1', from: 'a', port: 80")
        then:
        found.ok == (peer("ip netns exec a python3 -c 'import socket; socket.create_connection((\"203.0.113.1\", 80), 1)' 2>/dev/null && echo yes || true") == 'yes')
        found.ok
        cleanup:
        listener.outputStream.close()
        listener.waitFor()
        [listener.inputStream, listener.errorStream]*.close()
        where:
        device << ['br0']
    }
}
