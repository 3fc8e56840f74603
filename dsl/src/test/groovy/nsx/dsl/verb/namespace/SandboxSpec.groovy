package nsx.dsl.verb.namespace

import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.ns.NamespaceKind

class SandboxSpec extends LiveSpec {
    private static String links() {
        NamespaceKind.values()*.file().collect { "readlink /proc/self/ns/$it" }.join('; ')
    }

    def 'a program in it is in fresh namespaces of six kinds, and in those of the machine of two'() {
        given:
        def inside = eval("sandbox { output '${links()}' }").readLines()
        def outside = peer(links()).readLines()

        expect:
        [inside, outside].transpose().findAll { a, b -> a != b }*.first()*.takeWhile { it != ':' }.sort() ==
            ['ipc', 'mnt', 'net', 'pid', 'time', 'uts']
        [inside, outside].transpose().findAll { a, b -> a == b }.size() == 2
    }

    def 'names made in it are seen in it and nowhere else'() {
        expect:
        eval("netns 'mine'; sandbox { netns 'a'; ipcns 'b'; container('c') { uts() }; [netns()*.name, ipcns()*.name, output('ip netns')] }") ==
            [['a'], ['b', ], 'a']
        peer('ip netns') == 'mine'
        eval("netns()*.name") == ['mine']

        cleanup:
        eval("delete netns: 'mine'")
    }

    def 'its /proc, /sys and lo are its own'() {
        expect:
        eval("sandbox { veth 'v', 'w'; output 'ls /sys/class/net' }").readLines() == ['lo', 'v', 'w']
        eval("sandbox { output 'echo /proc/[0-9]*' }").split().size() <= 4
        eval("sandbox { ping('127.0.0.1', count: 1, timeout: 1.second).received }") == 1
        eval("sandbox { ps()*.pid.min() }") == 1
    }

    def 'a clock, a host name, a message and a mount of its own end with it'() {
        given:
        def name = peer('hostname')

        expect:
        eval("""sandbox {
            time.boottime += 1.day
            hostname 'lab'
            shm(0x77).write 'hi'
            sh 'mount -t tmpfs tmpfs /mnt'
            [output('hostname'), output("cut -d. -f1 /proc/uptime") as long > 86400, shm(0x77).read(), output('findmnt -no FSTYPE /mnt')]
        }""") == ['lab', true, 'hi', 'tmpfs']
        peer('hostname') == name
        eval('time.offsets') == [monotonic: Duration.ZERO, boottime: Duration.ZERO]
        peer('ipcs -m | grep -c 0x00000077 || true') == '0'
        peer('findmnt -no FSTYPE /mnt || true') == ''
    }

    def 'one in another has names of its own'() {
        expect:
        eval("sandbox { netns 'a'; sandbox { netns()*.name } + netns()*.name }") == ['a']
    }

    def 'what is equal as commands makes the same'() {
        when:
        changes('sandbox { }')

        then:
        operations*.command() == [
            'unshare --net --ipc --uts --time --mount --pid --fork',
            'mount -t tmpfs -o nosuid,nodev,mode=0755 tmpfs /run',
            'mount -t sysfs sysfs /sys',
            'ip link set lo up'
        ]
    }

    def 'it wants a block'() {
        when:
        eval('sandbox()')

        then:
        def e = thrown(NsxException)
        e.message == 'sandbox needs a block: everything made in it ends with it'
    }

    def 'an error in it leaves nothing'() {
        when:
        eval("sandbox { netns 'a'; spawn 'sleep 100'; address '10.0.0.300/24', dev: 'lo' }")

        then:
        thrown(NsxException)
        peer('pgrep -P $PPID sleep || true') == ''
    }
}
