package nsx.dsl.remote

import nsx.dsl.shape.Facts
import nsx.dsl.shape.Table
import spock.lang.Specification

class WireSpec extends Specification {
    static class Row implements Facts {
        static int asked
        int number

        @Override
        List<String> facts() {
            asked++
            ['number', 'half']
        }

        int getHalf() {
            number.intdiv(2)
        }
    }

    def "the columns of a table are asked of each row once, however many rows it has"() {
        given:
        def table = Table.of(['number'], (1..500).collect { new Row(number: it) })
        Row.asked = 0

        when:
        def there = WireTrip.of(table)

        then:
        there.size() == 500
        there[499].half == 250
        Row.asked <= 2 * 500
    }

    def "a table has the names of its columns once, and a cell without a value"() {
        given:
        def table = Table.of(['name', 'master'], [[name: 'eth0', master: null], [name: 'eth1', master: 'br0']])

        expect:
        WireTrip.text(table).count('master') == 2 // of all columns, and of the shown ones
        WireTrip.of(table) == [[name: 'eth0', master: null], [name: 'eth1', master: 'br0']]
    }
}
