package nsx.repl.render

import java.time.Duration
import nsx.dsl.shape.Detail
import nsx.dsl.shape.Facts
import nsx.dsl.shape.Table
import nsx.dsl.unit.Percent
import nsx.dsl.unit.Rate
import nsx.dsl.help.HelpPage
import nsx.dsl.verb.Words
import spock.lang.Specification

/** What each shape looks like, character for character. */
class RendererSpec extends Specification {
    static final int PIPE = Integer.MAX_VALUE

    static class Device implements Facts {
        int index
        String name
        String kind
        List<String> addresses = []

        List<String> facts() { ['index', 'name', 'kind', 'addresses'] }

        static Device of(int index, String name, String kind, String... addresses) {
            new Device(index: index, name: name, kind: kind, addresses: addresses as List)
        }
    }

    static record Pair(String left, Integer right) { }

    static String plain(Object value, int width = PIPE) {
        new Renderer(Style.PLAIN, width).render(value)
    }

    def table = Table.of(['index', 'name', 'addresses'], [
        Device.of(1, 'lo', 'loopback', '127.0.0.1/8', '::1/128'),
        Device.of(12, 'br-veth1', 'veth', '10.0.0.11/24', 'fe80::f444:18ff:fe13:ed05/64'),
        Device.of(3, "evil\u001b[2J", 'veth'),
    ])

    def "a table in a pipe is whole"() {
        expect:
        plain(table) == '''\
index  name         addresses
    1  lo           127.0.0.1/8, ::1/128
   12  br-veth1     10.0.0.11/24, fe80::f444:18ff:fe13:ed05/64
    3  evil\\x1b[2J
'''
    }

    def "the facts of a list stand side by side where they fit"() {
        expect:
        new Renderer(Style.PLAIN, width).summary(Device.of(1, 'lo', 'loopback', '127.0.0.1/8')) == text
        where:
        width | text
        PIPE  | 'index 1  name lo  kind loopback  addresses 127.0.0.1/8\n'
        54    | 'index 1  name lo  kind loopback  addresses 127.0.0.1/8\n'
        53    | 'index 1  name lo  kind loopback\naddresses 127.0.0.1/8\n'
        8     | 'index 1\nname lo\nkind loopback\naddresses 127.0.0.1/8\n'
    }

    def "a table in 40 columns cuts its widest cells"() {
        expect:
        plain(table, 40) == '''\
index  name         addresses
    1  lo           127.0.0.1/8, ::1/128
   12  br-veth1     10.0.0.11/24, fe80:…
    3  evil\\x1b[2J
'''
        plain(table, 40).readLines().every { it.length() <= 40 }
    }

    def "if cutting is not enough, the last columns are left out and named; numbers are never cut"() {
        expect:
        plain(table, 20) == '''\
index  name
    1  lo
   12  br-veth1
    3  evil\\x1b[2J
… and addresses: se…
'''
        plain([new Pair('a', 1234567890), new Pair('日本語のとても長い名前', 2)], 22) == '''\
left             right
a           1234567890
日本語の…            2
'''
    }

    def "an empty column is left out before one with content"() {
        expect:
        plain(Table.of(['index', 'kind', 'name', 'addresses'], [Device.of(1, 'aaaaaaaa', '', '10.0.0.1/24')]), 28) == '''\
index  name      addresses
    1  aaaaaaaa  10.0.0.1/24
'''
    }

    def "detail() shows every fact uncut, of a value and of each row"() {
        expect:
        plain(new Detail(Table.of(['index'], [Device.of(1, 'a' * 50, 'x'), Device.of(2, 'b', 'y', '::1/128')])), 20) == """\
index:     1
name:      ${'a' * 50}
kind:      x

index:     2
name:      b
kind:      y
addresses: ::1/128
"""
        plain(new Detail('text')) == 'text\n'
        plain(new Detail([1, 2])) == '1\n2\n'
        plain(new Detail(null)) == ''
        Json.of(new Detail(Table.of(['index'], [Device.of(1, 'a', 'x')]))) == '[{"index":1,"name":"a","kind":"x","addresses":[]}]\n'
    }

    def "lists of a single value are cut, its texts are not; detail() cuts neither"() {
        given:
        def device = Device.of(2, 'a device with a long name', 'veth', '10.0.0.11/24', 'fe80::f444:18ff:fe13:ed05/64')

        expect:
        plain(device, 30).readLines() == [
            'index:     2',
            'name:      a device with a long name',
            'kind:      veth',
            'addresses: 10.0.0.11/24, fe80…',
        ]
        plain(new Detail(device), 30).contains('fe80::f444:18ff:fe13:ed05/64')
    }

    def "an inspection shows the type, the facts and the methods of a value"() {
        expect:
        plain(new Inspection('x', value)) == text
        where:
        value                     | text
        null                      | 'x is null\n'
        5                         | 'x is a number\n    5\n'
        'é'                       | 'x is text, 1 character\n    é\n'
        [a: 1]                    | 'x is a map, 1 entry\n    a: 1\n'
        ['a', 'b']                | 'x is a list, 2 elements\n    a\n    b\n'
        []                        | 'x is a list, 0 elements\n'
    }

    def "the header is bold in colour, and nothing else changes"() {
        when:
        def text = new Renderer(Style.COLOUR, 80).render(table)
        then:
        text.startsWith('\033[1mindex  name         addresses\033[m\n')
        text.replaceAll('\033\\[[0-9;]*m', '') == plain(table, 80)
    }

    def "wide characters take two columns"() {
        expect:
        plain([new Pair('日本', 1), new Pair('abcd', 2)]) == 'left  right\n日本      1\nabcd      2\n'
    }

    def "one value is its properties, line by line"() {
        expect:
        plain(Device.of(2, 'veth1', 'veth', '10.0.0.1/24')) == '''\
index:     2
name:      veth1
kind:      veth
addresses: 10.0.0.1/24
'''
        plain(new Pair('a', null)) == 'left:  a\n'
    }

    def "plain values: #value"() {
        expect:
        plain(value) == text
        where:
        value                            | text
        null                             | ''
        'a\nb\u0007'                     | 'a\nb\\x07\n'
        1.50                             | '1.50\n'
        true                             | 'true\n'
        Duration.ofDays(1).plusMinutes(123) | '1d 2h 3m\n'
        Duration.ofMillis(2500)          | '2.5s\n'
        Duration.ofNanos(43_100)         | '0.043ms\n'
        Duration.ZERO                    | '0s\n'
        Duration.ofSeconds(-90)          | '-1m 30s\n'
        new Percent(12.5d)               | '12.5%\n'
        new Rate(1_000_000)              | '1Mbit/s\n'
        []                               | '[]\n'
        [:]                              | '[:]\n'
        ['a', 1, null]                   | 'a\n1\n\n'
        [1, 2] as int[]                  | '1\n2\n'
        [a: 1, b: 'x']                   | 'a: 1\nb: x\n'
        [a: [1, 2]]                      | 'a:\n    1\n    2\n'
    }

    def "bytes are dumped"() {
        expect:
        plain(('hello, world 0123' + '\u0001').bytes) == '''\
00000000  68 65 6c 6c 6f 2c 20 77  6f 72 6c 64 20 30 31 32  |hello, world 012|
00000010  33 01                                             |3.|
'''
    }

    def "equal lines of bytes are one asterisk"() {
        expect:
        plain(new byte[40]) == '''\
00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
*
00000020  00 00 00 00 00 00 00 00                           |........|
'''
        plain(new byte[48]).endsWith('*\n00000030\n')
    }

    def "JSON keeps numbers and the names of nested values"() {
        expect:
        Json.of(table) == '[{"index":1,"name":"lo","addresses":["127.0.0.1/8","::1/128"]},' +
            '{"index":12,"name":"br-veth1","addresses":["10.0.0.11/24","fe80::f444:18ff:fe13:ed05/64"]},' +
            '{"index":3,"name":"evil\\u001b[2J","addresses":[]}]\n'
        Json.of([d: Duration.ofMillis(1500), r: new Rate(8), p: new Percent(5), b: [1, 255] as byte[], n: Double.NaN]) ==
            '{"d":1.5,"r":8,"p":5.0,"b":"01ff","n":null}\n'
        Json.of(null) == 'null\n'
        Json.of("a${1}") == '"a1"\n'
    }

    def "of a record with many numbers those that are zero are left out"() {
        expect:
        new Renderer(Style.PLAIN, Integer.MAX_VALUE).render([[of: new Counted(1, 0, 3, 0, 0, 0, 7)]]).readLines().last() == 'a: 1, c: 3, g: 7'
        new Renderer(Style.PLAIN, Integer.MAX_VALUE).render([[of: new Two(0, 2)]]).readLines().last() == 'a: 0, b: 2'
    }

    static record Counted(long a, long b, long c, long d, long e, long f, long g) {}

    static record Two(long a, long b) {}

    def "the form of each word fits an 80-column terminal"() {
        expect:
        Words.vocabulary().verbs().collectMany { verb ->
            plain(new HelpPage(verb), 80).readLines().takeWhile { !it.contains(verb.summary().take(20)) }.findAll { it.size() > 80 }
        } == []
    }
}
