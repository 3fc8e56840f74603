package nsx.dsl.verb.see

import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.shape.Cells
import nsx.dsl.shape.Table

class TrendsSpec extends LiveSpec {
    long now = 0
    def trends = new Trends({ now })

    List<List<String>> cells(Object table, List<String> columns) {
        table.collect { row -> columns.collect { column -> shown(Cells.get(row, column)) } }
    }

    static String shown(Object value) {
        value == null ? '' : value instanceof nsx.dsl.shape.Shown ? value.shown() : value.toString()
    }

    void later() {
        now += Duration.ofSeconds(2).toNanos()
    }

    def 'each counter of a map has its rate and a picture of the last looks'() {
        when:
        def first = trends.of([rxBytes: 1000L, rxPackets: 10L, errors: 3L])
        then:
        first.shown() == ['counter', 'total', 'rate', 'trend']
        cells(first, ['counter', 'rate']) == [['rxBytes', ''], ['rxPackets', ''], ['errors', '']]
        when:
        later()
        trends.of([rxBytes: 1000L + 8192, rxPackets: 20L, errors: 3L])
        later()
        def third = trends.of([rxBytes: 1000L + 8192 + 2048, rxPackets: 40L, errors: 3L])
        then:
        cells(third, ['counter', 'rate', 'trend']) == [['rxBytes', '1KB/s', '█▃'], ['rxPackets', '10/s', '▅█'], ['errors', '0/s', '']]
    }

    def 'a counter that begins anew has no rate for once'() {
        given:
        trends.of(100L)
        later()

        expect:
        shown(trends.of(300L).rate) == '100/s'
        later()
        trends.of(5L).rate == null
        later()
        shown(trends.of(7L).rate) == '1/s'
    }

    def 'a row of a table is known by all its cells but the counters'() {
        given:
        def table = { int a, int b ->
            Table.of(['rule', 'packets', 'bytes'], [[rule: 'a', packets: a, bytes: a * 1000], [rule: 'b', packets: b, bytes: b * 1000]])
        }

        when:
        trends.of(table(1, 1))
        later()
        def second = trends.of(Table.of(['rule', 'packets', 'bytes'], table(3, 1).reverse()))
        then:
        second.shown() == ['rule', 'packets', 'packets/s', 'bytes', 'bytes/s', 'trend']
        cells(second, ['rule', 'packets/s', 'bytes/s', 'trend']) == [['b', '0/s', '0B/s', ''], ['a', '1/s', '1000B/s', '█']]
    }

    def 'devices show what they received and sent'() {
        given:
        eval "veth 'x', 'y'"
        trends.of(eval('links()'))
        later()

        when:
        def shown = trends.of(eval('links()'))
        then:
        shown.shown().containsAll(['name', 'rx', 'tx', 'trend'])
        'x' in shown*.name
        with(trends.of(eval("link('x')")).keySet()) {
            containsAll(['name', 'rx', 'tx', 'trend'])
            disjoint(['master', 'alias', 'altnames', 'stats'])
        }
    }

    def 'what has no counters stays what it is'() {
        expect:
        trends.of(value).is(value)

        where:
        value << ['text', 3, [a: 1], [], Table.of(['name'], [[name: 'a']])]
    }
}
