package nsx.repl.render

import groovy.json.JsonSlurper
import java.time.Duration
import nsx.dsl.shape.Table
import nsx.dsl.unit.Percent
import nsx.dsl.unit.Rate
import spock.lang.Specification

/** Tables as documents, read again by a reader of the other side. */
class TableTextSpec extends Specification {
    static final String ODD = 'a0 ,;"\'\\|`*_<>&[]~#\n\r\tü漢\u001b\u202e=+-@'

    static List<Map> rows(long seed) {
        def random = new Random(seed)
        def text = { (0..<random.nextInt(12)).collect { ODD[random.nextInt(ODD.length())] }.join('') }
        (0..random.nextInt(5)).collect { [name: text(), 'odd key': text(), number: random.nextInt(1000)] }
    }

    /** RFC 4180, read character by character. */
    static List<List<String>> csv(String text) {
        def rows = [[]]
        def cell = new StringBuilder()
        boolean quoted = false
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i)
            if (quoted) {
                if (c == '"' as char && i + 1 < text.length() && text.charAt(i + 1) == '"' as char) {
                    cell.append(c)
                    i++
                } else if (c == '"' as char) {
                    quoted = false
                } else {
                    cell.append(c)
                }
            } else if (c == '"' as char) {
                quoted = true
            } else if (c == ',' as char || c == '\n' as char) {
                rows.last() << cell.toString()
                cell.length = 0
                if (c == '\n' as char) {
                    rows << []
                }
            } else {
                cell.append(c)
            }
        }
        rows.last() << cell.toString()
        rows
    }

    /** The cells of a line of a Markdown table. */
    static List<String> markdown(String line) {
        line.replaceAll(/^\| | \|$/, '').split(/(?<!\\)(?:\\\\)* \| /, -1).collect { it.replaceAll(/\\(.)/, '$1') }
    }

    def "CSV of seed #seed comes back"() {
        given:
        def rows = rows(seed)
        expect:
        csv(Table.of(['name', 'odd key', 'number'], rows).csv()) ==
            [['name', 'odd key', 'number']] + rows.collect { [it.name, it['odd key'], "$it.number".toString()] }
        where:
        seed << (1..200)
    }

    def "JSON of seed #seed comes back"() {
        given:
        def rows = rows(seed)
        expect:
        new JsonSlurper().parseText(Table.of(['name', 'odd key', 'number'], rows).json()) == rows
        where:
        seed << (1..200)
    }

    def "text and Markdown of seed #seed have a line for each row, and nothing that a terminal takes for a command"() {
        given:
        def rows = rows(seed)
        def table = Table.of(['name', 'odd key', 'number'], rows)
        expect:
        table.text().readLines().size() == rows.size() + 1
        table.markdown().split('\n').size() == rows.size() + 2
        !(table.text() + table.markdown() =~ /[\u0000-\u0009\u000b-\u001f\u202e]/)
        table.markdown().split('\n').drop(2).every { markdown(it).size() == 3 }
        where:
        seed << (1..200)
    }

    def "values have units for people and numbers for programs"() {
        given:
        def table = Table.of(['time', 'rate', 'loss', 'list'], [
            [time: Duration.ofNanos(6_600_000), rate: new Rate(1_500_000), loss: new Percent(2.5), list: ['a', 'b']],
            [time: Duration.ofMillis(1), rate: new Rate(2_000_000), loss: new Percent(0), list: []]])
        expect:
        table.text().readLines()*.strip() == ['time       rate  loss  list', '6.6ms  1.5Mbit/s  2.5%  a, b', '1.0ms  2.0Mbit/s  0.0%']
        table.csv() == 'time,rate,loss,list\n0.0066,1500000,2.5,"a, b"\n0.001,2000000,0,'
        table.markdown() == '| time | rate | loss | list |\n| ---: | ---: | ---: | --- |\n| 6.6ms | 1.5Mbit/s | 2.5% | a, b |\n| 1ms | 2Mbit/s | 0% |  |'
    }

    def "a list of maps with the same keys is a table, another one is not"() {
        expect:
        new Renderer(Style.PLAIN, 80).render([[a: 1, b: 'x'], [a: 22, b: 'y']]) == ' a  b\n 1  x\n22  y\n'
        new Renderer(Style.PLAIN, 80).render([[a: 1], [b: 2]]) == 'a: 1\nb: 2\n'
    }

    def "a command gets the room that the other columns leave"() {
        given:
        def table = Table.of(['pid', 'namespaces', 'command'],
            [[pid: 1, namespaces: 'net, ipc, uts, mnt, pid, user, time, cgroup', command: '/usr/lib/jvm/temurin-25-jdk-amd64/bin/java -jar x.jar']])
        when:
        def lines = new Renderer(Style.PLAIN, 80).render(table).readLines()
        then:
        lines.every { it.length() <= 80 }
        lines[1] == '  1  net, ipc, uts, mnt, pid, user, t…  /usr/lib/jvm/temurin-25-jdk-amd64/bin/j…'
    }
}
