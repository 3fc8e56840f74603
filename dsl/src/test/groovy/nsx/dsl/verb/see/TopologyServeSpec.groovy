package nsx.dsl.verb.see

import groovy.json.JsonSlurper
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Needs
import spock.lang.TempDir

/** The page in a browser, and what it asks, over HTTP on the loopback of the feature's own namespace. */
class TopologyServeSpec extends LiveSpec {
    static final String LAB = '''
        host.lo.up()
        bridge('br0') { up() }
        [a: 1, b: 2].each { name, n ->
            netns name
            veth "$name:eth0", "port$n"
            link("port$n").master('br0').up()
            netns(name) { address "10.0.0.$n/24", dev: 'eth0'; eth0.up() }
        }
        page = topology.serve()
        page.url
    '''

    @TempDir Path directory

    private final List<AutoCloseable> ends = []

    def cleanup() {
        ends.reverse()*.close()
    }

    /** Sends a request on a socket of the test's own: the JDK's clients keep theirs for the next one. */
    private static Socket request(URI to, String method = 'GET', String host = to.authority) {
        def socket = new Socket('127.0.0.1', to.port)
        socket.soTimeout = 60_000
        def path = to.rawPath + (to.rawQuery ? '?' + to.rawQuery : '')
        socket.outputStream << "$method $path HTTP/1.1\r\nHost: $host\r\nConnection: close\r\n\r\n"
        socket
    }

    /** What the server answers: code, headers, text. */
    private static Map ask(String url, String method = 'GET', String host = URI.create(url).authority) {
        def (head, body) = request(URI.create(url), method, host).withCloseable {
            new String(it.inputStream.readAllBytes(), 'UTF-8').split('\r\n\r\n', 2)
        }
        def lines = head.readLines()
        [code: lines[0].split(' ')[1] as int, body: body,
         headers: lines.drop(1).collectEntries { it.split(': ', 2).with { pair -> [pair[0].toLowerCase(), pair[1]] } }]
    }

    def "the page, the picture and the facts are there for whoever knows the address, and for GET alone"() {
        given:
        String url = eval(LAB)
        def port = URI.create(url).port

        expect:
        url ==~ '''http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/'''
        with(ask(url)) {
            code == 200
            headers['content-security-policy'].startsWith("default-src 'none'; connect-src 'self'")
            headers['referrer-policy'] == 'no-referrer'
            body.contains((headers['content-security-policy'] =~ /'nonce-(\w+)'/)[0][1])
        }
        ask(url + 'picture.svg').body.contains('data-dev="port1"')
        new JsonSlurper().parseText(ask(url + 'topology.json').body).namespaces*.names.flatten().containsAll(['a', 'b'])
        [ask(url, 'POST'), ask(url, 'PUT'), ask(url, 'DELETE')]*.code == [405] * 3
        [ask(url[0..-3] + '/'), ask("http://127.0.0.1:$port/"), ask(url + 'x'), ask(url[0..-2])]*.code == [404] * 4
        ["localhost:$port", "evil.example:$port", '127.0.0.1', ''].collect { ask(url, 'GET', it.toString()).code } == [200, 404, 404, 404]
    }

    def "it answers why, and says what is not to be answered"() {
        given:
        String url = eval(LAB)

        when:
        def fine = new JsonSlurper().parseText(ask(url + 'why?to=b&from=a').body)
        eval "netns('b') { eth0.down() }"
        def broken = new JsonSlurper().parseText(ask(url + 'why?to=10.0.0.2&from=a').body)

        then:
        fine.verdict == 'ok' && fine.steps*.hop.contains('a:eth0')
        broken.verdict == 'broken' && broken.mend == "netns('b') { link('eth0').up() }"
        with(ask(url + 'why?to=nobody&from=zz')) {
            code == 400
            body.contains('zz')
        }
        ask(url + 'why').code == 400
    }

    def "it tells of a change, and shows it then"() {
        given:
        String url = eval(LAB)
        def socket = request(URI.create(url + 'events'))
        ends << socket
        def events = socket.inputStream.newReader()
        def told = { while (events.readLine() != 'data: drawn') { } }

        expect:
        told() == null
        !ask(url + 'picture.svg').body.contains('fresh')

        when:
        eval "bridge('fresh') { }"
        told()

        then:
        ask(url + 'picture.svg').body.contains('data-dev="fresh"')
    }

    def "stop() ends it, and so does the session"() {
        given:
        String url = eval(LAB)

        when:
        eval 'page.stop()'
        ask(url)

        then:
        thrown IOException
        !eval('page.open')
        eval('page.hold().is(page)')

        when:
        String other = eval('page = topology.serve(); page.url')
        session.close()
        ask(other)

        then:
        thrown IOException
    }

    def "without loopback it says what is missing, and a port that is taken is named"() {
        when:
        eval 'host.lo.down(); topology.serve()'

        then:
        def missing = thrown NsxException
        missing.message == 'cannot serve a page on 127.0.0.1'
        missing.hint() == 'host.lo.up() gives this namespace its 127.0.0.1'

        when:
        eval 'host.lo.up(); page = topology.serve()'
        eval 'topology.serve(port: page.port)'

        then:
        def taken = thrown NsxException
        taken.message == "cannot serve a page on 127.0.0.1:${eval('page.port')}"
    }

    def "in a browser the way of why is marked, a click shows facts, and a change is drawn"() {
        given:
        Needs.programs('chromium')
        String url = eval(LAB)
        def browser = new Browser(directory)
        ends << browser
        browser.open(url + '#to=b&from=a')

        expect:
        browser.shows("document.querySelector('#verdict h3').textContent", 'why b: ok')
        browser.shows("[...document.querySelectorAll('svg .way[data-dev]')].map(e => e.dataset.dev).sort().join(' ')", 'br0 eth0 eth0')
        browser.shows("String(document.querySelectorAll('svg polyline.way').length)", '2')

        when:
        browser.when("document.querySelector('[data-dev=port1]').dispatchEvent(new MouseEvent('click', { bubbles: true })) && 'clicked'")

        then:
        browser.when("at('facts').textContent").with { it.startsWith('port1') && it.contains('masterbr0') && it.contains('kindveth') }

        when:
        eval "bridge('fresh') { }\nnetns('b') { eth0.down() }"

        then:
        browser.when("document.querySelector('[data-dev=fresh]') && 'drawn'") == 'drawn'
        browser.shows("document.querySelector('#verdict h3.broken') && at('verdict').querySelector('code').textContent",
            "netns('b') { link('eth0').up() }")
        browser.shows("document.querySelector('svg .stop[data-dev]').dataset.dev", 'eth0')
    }
}
