package nsx.dsl.verb.see

import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import javax.imageio.ImageIO
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Peer
import spock.lang.TempDir

class TopologySpec extends LiveSpec {
    @TempDir Path directory

    private net(String name) {
        eval('topology()').nets().find { name in it.names() }
    }

    def "two namespaces on a bridge, with addresses, routes and NAT"() {
        given:
        eval '''
            bridge br0 { address '10.0.0.10/24'; up() }
            [a: 11, b: 12].each { name, n ->
                netns name
                veth "$name:eth0", "port$n"
                link("port$n").master('br0').up()
                netns(name) { address "10.0.0.$n/24", dev: 'eth0'; eth0.up(); route 'default', via: '10.0.0.10' }
            }
            nat.masquerade '10.0.0.0/24'
        '''

        when:
        def host = net('host')
        def a = net('a')
        def eth0 = a.devices().find { it.name() == 'eth0' }
        def port = host.devices().find { it.name() == 'port11' }

        then:
        host.host() && host.current()
        "net:[$a.inode]".toString() == peer('ip netns exec a readlink /proc/self/ns/net')
        port.master().get() == 'br0'
        port.peer().get().inode() == a.inode()
        port.peer().get().device().get() == 'eth0'
        eth0.peer().get().inode() == host.inode()
        eth0.peer().get().index() == port.index()
        '10.0.0.11/24' in eth0.addresses()*.address()
        a.routes()*.text() == ['default via 10.0.0.10 dev eth0']
        host.nat()*.text() == ['masquerade 10.0.0.0/24']
        a.devices().size() == peer('ip -n a -o link').readLines().size()
    }

    def "a viewer that knows no variables of CSS draws the picture in its colours"() {
        given:
        def file = directory.resolve('lab.svg')
        eval "netns 'a'\nveth 'a:x', 'y'\nnetns('a') { x.up() }\ny.up()\ntopology.svg '$file'"

        when:
        Peer.run("rsvg-convert $file -o ${file}.png")
        def picture = ImageIO.read(new File("${file}.png"))
        def colours = (0..<picture.width).collectMany { x -> (0..<picture.height).collect { y -> picture.getRGB(x, y) & 0xffffff } } as Set

        then: "paper, box, head of the host, head of another, a device that is up"
        colours.containsAll([0xffffff, 0xf6f8fa, 0xddf4ff, 0xeaeef2, 0x1a7f37])
    }

    def "the picture as pixels, as large as is asked for"() {
        given:
        def file = directory.resolve('lab.png')
        eval "netns 'a'; veth 'a:x', 'y'"

        when:
        def sizes = [1, 3].collect { zoom ->
            eval "topology.png '$file', zoom: $zoom, only: 'a'"
            def picture = ImageIO.read(file.toFile())
            [picture.width, picture.height]
        }

        then:
        sizes[1].indices.every { (sizes[1][it] - 3 * sizes[0][it]).abs() <= 3 }
    }

    def "every end is where ip finds it, also where indices are the same"() {
        given:
        eval '''
            (1..4).each { netns "n$it" }
            (1..4).each { veth "n$it:x", "n${it % 4 + 1}:y" }
        '''

        expect: "a loop: each x leads to the y of the next"
        (1..4).every { n ->
            def far = net("n$n").devices().find { it.name() == 'x' }.peer().get()
            far.inode() == net("n${n % 4 + 1}").inode() && far.device().get() == 'y'
        }
    }

    def "one without a name is known by its inode and its process"() {
        given:
        eval "job = unshare('net') { spawn 'sleep 100' }; veth 'out', 'in'"
        def pid = eval('job.pid')
        peer("ip link set in netns $pid")

        when:
        def lone = eval('topology()').nets().find { it.leader().map { it.pid() }.orElse(0) == pid }

        then:
        "net:[$lone.inode]".toString() == peer("readlink /proc/$pid/ns/net")
        lone.label() == "process $pid"
        net('host').devices().find { it.name() == 'out' }.peer().get().inode() == lone.inode()

        cleanup:
        eval 'job.kill(9).wait()'
    }

    def "what a line has changed"() {
        given:
        eval "netns 'a'; veth 'a:eth0', 'port1'; before = topology()"

        when:
        eval "address '10.0.0.1/24', dev: 'port1'; veth 'p', 'q'"
        def changed = eval('topology(diff: before)').nets().find { 'host' in it.names() }

        then:
        changed.mark().name() == 'CHANGED'
        changed.devices().findAll { it.mark().name() != 'SAME' }.collect { [it.mark().sign(), it.name()] }.toSet() ==
            [['~', 'port1'], ['+', 'q'], ['+', 'p']].toSet()
        !eval('topology(only: host.net, diff: topology())').isChanged()
    }

    def "only what hangs together"() {
        given:
        eval "netns 'a'; netns 'b'; netns 'c'; veth 'a:x', 'b:y'"

        expect:
        eval("topology(only: 'a')").nets()*.label() == ['a', 'b']
        eval("topology(only: [netns('c')])").nets()*.label() == ['c']
    }

    def "a file is written, and taken back"() {
        given:
        eval "netns 'a'; veth 'a:eth0', 'port1'"
        def file = Files.createTempDirectory('topology').resolve("t's.svg")

        when:
        eval "topology.svg \"$file\", only: 'a'"

        then:
        answers == []
        Files.readString(file).startsWith('<svg ')
        operations*.prose().last() == "write $file"

        when:
        def undo = operations.last().undo().get()
        session.change(undo)

        then:
        !Files.exists(file)
    }

    def "a pipe is written when somebody reads it, and refused when not"() {
        given:
        peer 'mkfifo /run/pipe'
        when:
        eval "topology.svg '/run/pipe'"
        then:
        def refused = thrown(NsxException)
        refused.reason() == 'open /run/pipe: No such device or address (ENXIO)'
        refused.hint() == 'if it is a pipe, first start the program that reads it'
        when:
        def opened = new CountDownLatch(1)
        def read = new FutureTask({
            new RandomAccessFile('/run/pipe', 'rw').withCloseable { opened.countDown(); it.readLine() }
        })
        // a thread of this one sees its mounts
        new Thread(read).start()
        opened.await()
        eval "topology.dot '/run/pipe'"
        then:
        read.get(20, TimeUnit.SECONDS).contains('graph')
    }

    def "a file that was no text is as it was when that is taken back"() {
        given:
        eval "netns 'a'; veth 'a:eth0', 'port1'"
        def file = Files.createTempFile('topology', '.svg')
        def bytes = [0xff, 0xfe, 0, 0xc3, 10] as byte[]
        Files.write(file, bytes)

        when:
        eval "topology.svg '$file', only: 'a'"

        then:
        Files.readString(file).startsWith('<svg ')

        when:
        session.change(operations.last().undo().get())

        then:
        Files.readAllBytes(file) == bytes

        cleanup:
        Files.delete(file)
    }

    def "the document is complete"() {
        given:
        eval "netns 'a'; veth 'a:eth0', 'port1'; bridge br0 { port 'port1' }"

        when:
        def all = new JsonSlurper().parseText(eval("topology.json(only: 'a')")).namespaces
        def port = all.find { it.host }.devices.find { it.name == 'port1' }

        then:
        all*.names.flatten().toSet() == ['host', 'a'].toSet()
        port.kind == 'veth'
        port.master == 'br0'
        port.peer.namespace == all.find { 'a' in it.names }.inode
        port.peer.device == 'eth0'
    }

    def "what it does not take: #text"() {
        when:
        eval text

        then:
        def e = thrown(NsxException)
        e.message == message

        where:
        text                               | message
        "topology(diff: 'yesterday')"      | 'topology: diff cannot be yesterday'
        "topology(only: 'nowhere')"        | 'topology: there is no network namespace nowhere'
        "topology.svg '/nowhere/f.svg'"    | 'cannot write /nowhere/f.svg'
        "topology.png '/nowhere/f.png'"    | 'cannot write /nowhere/f.png'
        "topology.png ''"                  | 'topology.png: file cannot be empty'
        "topology.png()"                   | 'topology.png needs file'
        "topology.png 'f', zoom: 9"        | 'topology.png: zoom cannot be 9'
        "topology.svg ''"                  | 'topology.svg: file cannot be empty'
    }
}
