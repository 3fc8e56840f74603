package nsx.repl.render

import nsx.dsl.topology.Dot
import nsx.dsl.topology.Mermaid
import nsx.dsl.topology.Sketch
import nsx.dsl.topology.Svg
import nsx.topology.DefaultRoute
import nsx.topology.Device
import nsx.topology.ChangeMark
import nsx.topology.Net
import nsx.topology.Topology
import nsx.topology.Translation
import spock.lang.Specification

/** Pictures of made-up hosts, character for character. */
class TopologyViewSpec extends Specification {
    static Device device(Map more = [:], int index, String name, String kind, String... addresses) {
        new Device(index, name, kind, more.state ?: 'up', addresses.collect { new Device.Assigned(it, false, ChangeMark.SAME) },
            Optional.ofNullable(more.master), Optional.ofNullable(more.peer), Optional.empty(), Optional.ofNullable(more.remote), ChangeMark.SAME)
    }

    static Device.Far far(long inode, int index, String name) {
        new Device.Far(inode, index, Optional.ofNullable(name))
    }

    static Net net(Map more = [:], long inode, String name, Device... devices) {
        new Net(inode, name ? [name] : [], Optional.ofNullable(more.leader), name == 'host', name == 'host', Optional.ofNullable(more.refused),
            devices as List, more.routes ?: [], more.nat ?: [], more.networks ?: [], ChangeMark.SAME)
    }

    static DefaultRoute via(String gateway, String dev) {
        new DefaultRoute('ipv4', Optional.of(gateway), Optional.of(dev), 0, ChangeMark.SAME)
    }

    static Topology article() {
        def lo = device(1, 'lo', 'loopback', '127.0.0.1/8')
        new Topology([
            net(4026531840, 'host', lo, device(2, 'br0', 'bridge', '10.0.0.10/24'),
                device(3, 'br-veth1', 'veth', master: 'br0', peer: far(4026532301, 2, 'veth1')),
                device(4, 'br-veth2', 'veth', master: 'br0', peer: far(4026532401, 2, 'veth2')),
                nat: [new Translation('masquerade', 'masquerade 10.0.0.0/24', ChangeMark.SAME)]),
            net(4026532301, 'mynetns', lo, device(2, 'veth1', 'veth', '10.0.0.11/24', peer: far(4026531840, 3, 'br-veth1')),
                routes: [via('10.0.0.10', 'veth1')]),
            net(4026532401, 'myothernetns', lo, device(2, 'veth2', 'veth', '10.0.0.12/24', peer: far(4026531840, 4, 'br-veth2'))),
        ], [])
    }

    static Topology crowd() {
        new Topology([
            net(1, 'host', *(1..50).collect { device(it, "port$it", 'veth', peer: far(100 + it, 2, 'eth0')) }),
            *(1..50).collect { net(100 + it, "ns$it", device(2, 'eth0', 'veth', "10.0.0.$it/24", peer: far(1, it, "port$it"))) },
            *(1..9).collect { net(200 + it, "lone$it", device(1, 'lo', 'loopback', state: 'down')) },
        ], [])
    }

    static Topology evil() {
        def name = 'e\u001b[2J<"&'
        new Topology([
            net(1, 'host', device(2, name, 'veth', peer: far(2, 3, '];x')), device(4, 'hidden', 'veth', peer: far(0, 9, null))),
            net(2, '<b>"n"', device(3, '];x', 'veth', peer: far(1, 2, name))),
            net(3, null, refused: 'cannot be entered: Operation not permitted', leader: new Net.Leader(12, 'sh -c "<evil>"')),
        ], ["note & \u001b"])
    }

    static List<String> lines(Topology topology, int width = 80, Strokes strokes = Strokes.UNICODE) {
        new TopologyView(Style.PLAIN, strokes, width).lines(Sketch.folded(topology))
    }

    def "the article's network at 80 columns"() {
        expect:
        lines(article()).join('\n') == '''\
┌ host ─────── net:[4026531840] ┐
│ br0 bridge up 10.0.0.10/24    │       ┌ mynetns ──────── net:[4026532301] ┐
│ ├ br-veth1 veth up            ├───────┤ veth1 veth up 10.0.0.11/24        │
│ │                             │       │ default via 10.0.0.10 dev veth1   │
│ │                             │       └───────────────────────────────────┘
│ │                             │       ┌ myothernetns ─── net:[4026532401] ┐
│ └ br-veth2 veth up            ├───────┤ veth2 veth up 10.0.0.12/24        │
│ nat: masquerade 10.0.0.0/24   │       └───────────────────────────────────┘
└───────────────────────────────┘'''
    }

    def "the article's network in a locale without UTF-8"() {
        when:
        def ascii = lines(article(), 80, Strokes.ASCII)
        then:
        ascii.every { line -> line.chars().allMatch { it < 128 } }
        ascii[2] == '| + br-veth1 veth up            +-------+ veth1 veth up 10.0.0.11/24        |'
    }

    def "the networks and published ports of a container are in every picture"() {
        given:
        def ports = ['tcp 8080 to 80', 'udp 127.0.0.1:9000-9003 to 90-93'].collect { new Translation('published', "published $it", ChangeMark.SAME) }
        def web = net(2, 'podman/web', device(1, 'lo', 'loopback', state: 'down'), nat: ports, networks: ['back', 'podman'])
        def topology = new Topology([web], [])
        def rows = ['nat: published tcp 8080 to 80', 'nat: published udp 127.0.0.1:9000-9003 to 90-93', 'networks: back, podman']
        expect: "it is no empty namespace of those that are only counted"
        lines(topology).findAll { line -> rows.any { line.contains(it) } }.size() == 3
        rows.every { Svg.of(Sketch.folded(topology)).contains(it) }
        rows.every { Dot.of(Sketch.whole(topology)).contains(it) }
        rows.every { Mermaid.of(Sketch.whole(topology)).replace('#58;', ':').contains(it) }
        Json.of(topology).contains('"nat":[{"kind":"published","text":"published tcp 8080 to 80"}')
        Json.of(topology).contains('"networks":["back","podman"]')
    }

    def "in a narrow terminal, both ends of a pair name the other end"() {
        expect:
        lines(article(), 40).take(7).join('\n') == '''\
┌ host ────────────── net:[4026531840] ┐
│ br0 bridge up 10.0.0.10/24           │
│ ├ br-veth1 veth up ↔ mynetns:veth1   │
│ └ br-veth2 veth up ↔                 │
│     myothernetns:veth2               │
│ nat: masquerade 10.0.0.0/24          │
└──────────────────────────────────────┘'''
        lines(article(), 40).every { Width.of(it) <= 40 }
    }

    def "fifty that are alike are one box, and empty ones a line"() {
        expect:
        lines(crowd()).size() < 12
        lines(crowd()).any { it.contains('ns1 … ns50') && it.contains('50 alike') }
        lines(crowd()).any { it.contains('port1 … port50 (50) veth up') }
        lines(crowd()).last().startsWith('9 more network namespaces with lo only: lone1, lone2')
    }

    def "names that others chose are harmless, and hidden parts are mentioned"() {
        when:
        def text = lines(evil()).join('\n')
        then:
        !text.contains('\u001b')
        text.contains('e\\x1b[2J<"&')
        text.contains('cannot be entered')
        text.contains('process 12')
        text.contains('net:[3]')
        text.contains('↔ device 9')
        text.contains('note: note & \\x1b')
    }

    def "SVG, DOT and Mermaid hold such names as text"() {
        given:
        def factory = javax.xml.parsers.DocumentBuilderFactory.newInstance()
        when:
        def svg = Svg.of(Sketch.folded(evil()))
        def document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.bytes))
        def texts = document.getElementsByTagName('text')
        then:
        (0..<texts.length).any { texts.item(it).textContent.contains('e\\x1b[2J<"& veth up') }
        (0..<texts.length).any { texts.item(it).textContent == '<b>"n"' }
        document.getElementsByTagName('polyline').length == 1
        svg.contains('prefers-color-scheme: dark')
        when:
        def dot = Dot.of(Sketch.whole(evil()))
        def mermaid = Mermaid.of(Sketch.whole(evil()))
        then:
        dot.contains('e\\x1b[2J&lt;&quot;&amp; veth up')
        dot.contains('b0:r0 -- b1:r0 [style=solid];')
        mermaid.contains('b1r0["#93;#59;x veth up"]')
        mermaid.contains('b0r0 --- b1r0')
        !mermaid.contains('<b>')
    }

    def "what changed is marked"() {
        given:
        def now = new Topology(article().nets().take(2), [])
        expect:
        lines(now.since(article())).any { it.contains('- myothernetns') }
        lines(now.since(article())).any { it.contains('- veth2 veth up 10.0.0.12/24') }
        Json.of(now.since(article())).contains('{"mark":"gone","inode":4026532401')
        !Json.of(now).contains('mark')
    }

    def "a thousand cables in a tangle take no time to speak of"() {
        given:
        def nets = (1..300).collect { n ->
            net(n, "n$n", *(1..4).collect { device(it, "d$it", 'veth', peer: far((n * 7 + it * 31) % 300 + 1, it, "d$it")) })
        }
        when:
        def start = System.nanoTime()
        def drawn = lines(new Topology(nets, []))
        then:
        drawn.every { Width.of(it) <= 80 }
        System.nanoTime() - start < 20_000_000_000
    }
}
