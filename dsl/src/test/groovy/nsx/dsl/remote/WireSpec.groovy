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
}
