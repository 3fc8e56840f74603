package nsx.dsl.remote

import java.nio.ByteBuffer
import java.time.Duration
import nsx.dsl.error.NsxException
import spock.lang.Specification
import spock.lang.Timeout

/** The calling side of a conversation with a host that does not behave. */
@Timeout(120)
class HostConnectionSpec extends Specification {
    List<String> notices = []
    ByteArrayOutputStream sent = new ByteArrayOutputStream()

    HostConnection connection(InputStream in, Duration patience = Duration.ofSeconds(60)) {
        new HostConnection('h1', in, sent, patience, { notices << it }, { '' })
    }

    static byte[] frame(String json) {
        byte[] text = json.getBytes('UTF-8')
        ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array()
    }

    static InputStream bytes(byte[]... all) {
        def joined = new ByteArrayOutputStream()
        all.each { joined.write(it) }
        new ByteArrayInputStream(joined.toByteArray())
    }

    static byte[] hello() {
        frame("{\"hello\":\"${Version.own()}\"}")
    }

    /** A stream that gives the same bytes for ever. */
    static InputStream endless(byte[] first, byte[] again) {
        boolean begun = false
        new SequenceInputStream(new Enumeration<InputStream>() {
            boolean hasMoreElements() {
                true
            }

            InputStream nextElement() {
                def next = new ByteArrayInputStream(begun ? again : first)
                begun = true
                next
            }
        })
    }

    /** A stream that is open and says nothing. */
    static InputStream silent() {
        new InputStream() {
            int read() {
                Thread.sleep(Long.MAX_VALUE)
                -1
            }
        }
    }

    def "what is no message is an error that names the host: #what"() {
        when:
        connection(bytes(sends)).greet()

        then:
        def e = thrown(NsxException)
        e.message == 'lost the connection to h1'
        e.reason() == reason
        (e.hint() == AnyShell.PRINTS) == (what in ['text of a shell', 'a huge length', 'a negative length'])

        where:
        what                | sends                                        || reason
        'nothing'           | new byte[0]                                  || 'the connection has ended'
        'text of a shell'   | 'Welcome to h1\n'.bytes                      || 'it sent something else than messages of nsx'
        'a huge length'     | [0x7f, -1, -1, -1] as byte[]                 || 'it sent something else than messages of nsx'
        'a negative length' | [-1, -1, -1, -1] as byte[]                   || 'it sent something else than messages of nsx'
        'half a message'    | [0, 0, 1, 0, 0x7b] as byte[]                 || 'its message broke off'
        'no JSON'           | frame('{"a":')                               || 'it sent a message that is not a JSON object'
        'a list'            | frame('[1]')                                 || 'it sent a message that is not a JSON object'
        'deep nesting'      | frame('{"hello":' + '[' * 5000 + ']' * 5000 + '}') || 'it sent a message that is not a JSON object'
        'many values'       | frame('{"hello":[' + '0,' * 600_000 + '0]}') || 'it sent a message of too many values'
        'another message'   | frame('{"value":1}')                         || 'it does not answer as nsx --serve does'
    }

    def "another version is refused"() {
        when:
        connection(bytes(frame('{"hello":"0.0.1"}'))).greet()

        then:
        def e = thrown(NsxException)
        e.message == 'h1 has another version of nsx'
        e.reason() == "here it is ${Version.own()}, there it is 0.0.1"
    }

    def "an answer that is none is an error: #what"() {
        given:
        def h1 = connection(bytes(hello(), frame(answer)))
        h1.greet()

        when:
        h1.call('links')

        then:
        thrown(NsxException)

        where:
        what                   | answer
        'nothing asked for'    | '{"surprise":1}'
        'a block not given'    | '{"run":7,"args":[]}'
        'no type of value'     | '{"value":{"$":"class","v":"x"}}'
        'no duration'          | '{"value":{"$":"duration","v":"soon"}}'
        'a table without rows' | '{"value":{"$":"table","columns":[]}}'
        'a row without cells'  | '{"value":{"$":"table","names":["a"],"columns":["a"],"notes":[],"rows":[[]]}}'
        'a long number'        | '{"value":{"$":"decimal","v":"1e' + '9' * 2000 + '"}}'
        'a wrong object'       | '{"value":{"$":"object","id":"x"}}'
    }

    def "a host that says nothing is given up"() {
        when:
        connection(silent(), Duration.ofMillis(200)).greet()

        then:
        def e = thrown(NsxException)
        e.reason().startsWith('it has said nothing for ')
    }

    def "a host that talks without end is given up, and few of its notices are shown"() {
        given:
        def h1 = connection(endless(hello(), frame('{"notice":"x"}')))
        h1.greet()

        when:
        h1.call('links')

        then:
        def e = thrown(NsxException)
        e.reason() == 'it talks without end'
        notices.size() == 1000
    }

    def "a lost connection stays lost"() {
        given:
        def h1 = connection(bytes(hello()))
        h1.greet()

        when:
        h1.call('links')

        then:
        thrown(NsxException)
        h1.isBroken()

        when:
        h1.call('links')

        then:
        def e = thrown(NsxException)
        e.reason() == 'the connection has ended'
    }

    def "what is too large is not sent"() {
        given:
        def h1 = connection(bytes(hello()))
        h1.greet()

        when:
        h1.call('show', 'x' * (17 << 20))

        then:
        def e = thrown(NsxException)
        e.message == 'cannot send this to h1'
        sent.size() == 0
        !h1.isBroken()
    }
}
