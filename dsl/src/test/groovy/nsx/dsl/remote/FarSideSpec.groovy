package nsx.dsl.remote

import java.nio.channels.Channels
import java.nio.channels.Pipe
import java.time.Duration
import java.util.function.Function
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.shape.Table
import nsx.dsl.unit.Percent
import nsx.dsl.unit.Rate
import nsx.dsl.unit.Size
import spock.lang.Timeout

/** Both sides of a conversation, over pipes, each with a session of its own. */
@Timeout(120)
class FarSideSpec extends LiveSpec {
    HostConnection h1
    Thread serving
    List<String> said = []
    static List<String> closed = []

    static class Echo implements AutoCloseable {
        List<Object> say(Object value) { [value, null] }

        @Override
        void close() { closed << 'echo' }
    }

    def setup() {
        def there = Pipe.open()
        def back = Pipe.open()
        serving = new Thread({
            Session.live(engine).withCloseable { Session far ->
                new FarSide(far, Channels.newInputStream(there.source()), Channels.newOutputStream(back.sink()),
                    [echo: { s -> new Echo() } as Function]).serve()
            }
            there.source().close()
            back.sink().close()
        })
        serving.start()
        h1 = new HostConnection('h1', Channels.newInputStream(back.source()), Channels.newOutputStream(there.sink()),
                Duration.ofSeconds(60), { said << it }, { '' })
        h1.greet()
    }

    def cleanup() {
        h1.close()
        serving.join()
        h1.awaitEnd()
    }

    /** Runs lines as the block of {@code on} does. */
    Object there(String lines) {
        def block = session.eval(new Source('test.nsx', "return { -> $lines }")) as Closure
        session.elsewhere(new RemoteWords(h1, session), block)
    }

    def "words are carried out there, and variables are here"() {
        when:
        session.binding().setVariable('name', 'web')
        there('netns(name); found = netns()*.name')

        then:
        session.binding().getVariable('found') == ['web']
        eval("netns()*.name") == ['web']
        operations.empty
    }

    def "a table is one, with all columns"() {
        when:
        def links = there('links()')

        then:
        links instanceof Table
        links.shown() == ['index', 'name', 'kind', 'state', 'mtu', 'mac', 'master', 'peer']
        links*.name == ['lo']
        links.where(kind: 'loopback').size() == 1
        links[0].mtu == 65536
    }

    def "a table with facts of its own has them, and the columns of its rows"() {
        when:
        def ping = there('lo.up(); ping("127.0.0.1", count: 2, interval: 10.ms)')

        then:
        ping.received == 2
        ping.from == ['127.0.0.1', '127.0.0.1']
        ping*.ttl.unique() == [64]
    }

    def "#value keeps its type"() {
        expect:
        def back = h1.wire.in(nsx.proc.JsonText.parse(groovy.json.JsonOutput.toJson([v: h1.wire.out(value)])).get().v)
        back == value
        back == null || back.class == value.class

        where:
        value << [null, true, 'ä"\\\n', 0, -1, 2147483648L, Long.MAX_VALUE, 1.50, 1.5d, 12345678901234567890G,
            Duration.ofMillis(1500), new Size(3), new Rate(1000), new Percent(1.5),
            [1, [2, null]] as ArrayList, [a: [b: 1], (2): null] as LinkedHashMap]
    }

    def "objects are told and asked there"() {
        expect:
        there('link("lo").up(); link("lo").state') == 'unknown'
        there('lo.mtu = 1400; lo.mtu') == 1400
        there('route.get("127.0.0.1").dev') == 'lo'
        there('lo').toString() == 'lo'
        eval('lo.mtu') == 1400
    }

    def "the words of a block are those of the block there"() {
        when:
        there('netns("a") { bridge("br0") { address "10.0.0.1/24"; stp true; mtu = 1300; up() } }')

        then:
        eval('netns("a") { [link("br0").mtu, addresses(dev: "br0")*.address, link("br0").up] }') == [1300, ['10.0.0.1/24'], true]
        operations.empty
    }

    def "before a dot nothing is made"() {
        when:
        there('netns("nothing").links()')

        then:
        def e = thrown(NsxException)
        e.message == 'there is no network namespace nothing'
        eval('netns()').empty
    }

    def "an error has its sentence, reason, hint and code"() {
        when:
        there(line)

        then:
        def e = thrown(NsxException)
        e.message == message
        e.hint() == hint

        where:
        line                            || message                               | hint
        'link "nothing"'                || 'there is no device nothing'          | 'the devices here: lo'
        'links(knd: "x")'               || "links has no option 'knd'"           | "did you mean 'kind'?"
        'lo.upp()'                      || "lo has no method 'upp'"              | "did you mean 'up'?"
        'undo()'                        || 'undo cannot be used on another host' | null
    }

    def "an error of a block is thrown as it was"() {
        when:
        there('netns("a") { assert 1 == 2 }')

        then:
        thrown(AssertionError)
        !h1.isBroken()
        there('netns()*.name') == ['a']
    }

    def "what is begun is taken back, kept, or taken back when the connection ends"() {
        when:
        h1.begin()
        there('netns "outer"')
        h1.begin()
        there('netns "inner"')
        h1.rollback { }

        then:
        there('netns()*.name') == ['outer']

        when:
        h1.commit()
        h1.begin()
        there('netns "lost"')

        then:
        eval('netns()*.name') == ['lost', 'outer']

        when:
        h1.close()
        serving.join()

        then:
        eval('netns()*.name') == ['outer']
        said.every { it.startsWith('h1: atomic has taken back ') }
    }

    def "an object of this machine is not sent"() {
        when:
        session.binding().setVariable('mine', eval('lo'))
        there('address "10.0.0.1/24", dev: mine')

        then:
        def e = thrown(NsxException)
        e.message == 'this value cannot be sent to h1'
    }

    def "a service is asked until it is left, and one that is not there is an error"() {
        given:
        closed.clear()

        when:
        def echo = h1.service('echo')

        then:
        echo.ask('say', [1, 'a', 'x'.bytes])[0][1] == 'a'

        when:
        echo.leave()

        then:
        closed == ['echo']

        when:
        echo.ask('say', 1)

        then:
        thrown(NsxException)

        when:
        h1.service('nothing')

        then:
        def e = thrown(NsxException)
        e.message == "nsx there has no service 'nothing'"
        !h1.isBroken()
    }
}
