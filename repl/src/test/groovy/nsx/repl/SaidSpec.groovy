package nsx.repl

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Values as scripts print them: as the prompt does, and never in a form of Java's. */
class SaidSpec extends Specification {
    @TempDir
    Path directory

    static String out(String text) {
        def run = Captured.run('-e', text + '\nnull')
        assert run.err == ''
        run.out
    }

    def "#text prints #printed"() {
        expect:
        out(text) == printed + '\n'
        where:
        text                                                              | printed
        'println 1.day'                                                   | '1d'
        'println([1.day])'                                                | '[1d]'
        'println([a: [1.ms, 2]])'                                         | '[a:[1ms, 2]]'
        'print "took ${6.6.ms}\\n"'                                       | 'took 6.6ms'
        'println "${[1.day]} ${[a: 1.day]} ${1.mbit} ${1.5.percent}"'     | '[1d] [a:1d] 1Mbit/s 1.5%'
        'println "${-> 2.seconds}"'                                       | '2s'
        'println 1.hour as String'                                        | '1h'
        'println((String) 1.hour)'                                        | '1h'
        'String s = 1.hour; println s'                                    | '1h'
        'def f() { String s = 1.hour; s }; println f()'                   | '1h'
        'println 1.hour.toString()'                                       | '1h'
        'println([1.hour].toString())'                                    | '[1h]'
        'println String.valueOf(1.hour)'                                  | '1h'
        'println String.format("%s|%s", 1.hour, 2)'                       | '1h|2'
        'println "%s".formatted(1.hour)'                                  | '1h'
        'printf("%s\\n", 1.hour)'                                         | '1h'
        'println([1.hour, 2.ms].join(" "))'                               | '1h 2ms'
        'println([1.hour, 2.ms]*.toString())'                             | '[1h, 2ms]'
        'println "a" + 1.hour + [2.ms] + 1.mbit'                          | 'a1h[2ms]1Mbit/s'
        'def s = "a"; s += 1.hour; println s'                             | 'a1h'
        'println({ "${1.hour}" }())'                                      | '1h'
        'println 1500.kbit'                                               | '1.5Mbit/s'
        'println 1.percent'                                               | '1%'
        'println 3.MB'                                                    | '3MB'
        'println "${1.5.KB} ${2.GB}"'                                     | '1.5KB 2GB'
        'println 3.MB as String'                                          | '3MB'
        'println 3.MB + 1'                                                | '3145729'
        'x = 3.MB; println x'                                             | '3MB'
        'x = 3.MB; println([x, "$x", x.toString()])'                      | '[3MB, 3MB, 3MB]'
        'x = 3.MB; println([x * 2, 2 * x, x / 2, x + 1.MB, -x])'          | '[6MB, 6MB, 1.5MB, 4MB, -3MB]'
        'x = 3.MB; println([x / 1.KB, x + 1, 1 + x, x - 1])'              | '[3072, 3145729, 3145729, 3145727]'
        'r = 3.mbit; println([r * 2, 2 * r, r / 2, r + 1.mbit, r - 1.kbit, r / 1.kbit])' | '[6Mbit/s, 6Mbit/s, 1.5Mbit/s, 4Mbit/s, 2.999Mbit/s, 3000]'
        'println([1.mbit < 2.mbit, [1.mbit, 2.kbit].max(), [1.mbit, 2.mbit].sum(), [2.mbit, 1.kbit].sort()])' | '[true, 1Mbit/s, 3Mbit/s, [1kbit/s, 2Mbit/s]]'
        'd = 90.seconds; println([d * 2, 2 * d, d / 2, d / 1.minute, 1.second / 3])' | '[3m, 3m, 45s, 1.5, 333.333ms]'
        'println([5.percent * 2, 5.percent / 2, 1.percent + 2.percent, 1.percent < 2.percent])' | '[10%, 2.5%, 3%, true]'
        'println table([[a: 1.ms], [a: 3.ms]]).where(a: 0.ms..2.ms).size()' | '1'
        'println table([[a: 1.mbit], [a: 3.mbit]]).where(a: 2.mbit..3.mbit).size()' | '1'
        'println table([[a: 1.MB], [a: 3.MB]]).where(a: "3MB").size()'    | '1'
        'println table([]).size(); println table([])'                     | '0\n[]'
        'println table([[a: 1.5.KB]]).csv()'                              | 'a\n1536'
        'println([3.MB == 3145728, 3.MB > 5, 5 < 3.MB, 1.KB <=> 1.MB])'   | '[true, true, true, -1]'
        'long n = 3.MB; int i = 1.KB; println([n, i, 1.MB as int])'       | '[3145728, 1024, 1048576]'
        'def f(long n) { n + 1 }; println f(1.KB)'                        | '1025'
        'println([3.MB, 1.KB].max() + 0.B)'                               | '3MB'
        'println([1.KB % 1000, 1.KB.intdiv(1000), 1.KB.toInteger()])'     | '[24, 1, 1024]'
        'println(new byte[2.KB].length)'                                  | '2048'
        'println table([[size: 3.MB]])'                                   | 'size\n 3MB'
        'println 33.333333.percent'                                       | '33.33%'
        'println 33333333.bit'                                            | '33.333Mbit/s'
        'println([1, 2])'                                                 | '[1, 2]'
        'println([])'                                                     | '[]'
        'println([:])'                                                    | '[:]'
        'println 1..3'                                                    | '1..3'
        'println null'                                                    | 'null'
        'println "${null} ${[null]}"'                                     | 'null [null]'
        'println([[a: 1, b: 2], [a: 3, b: 4]])'                           | 'a  b\n1  2\n3  4'
        'println "${[[a: 1], [a: 2]]}"'                                   | 'a\n1\n2'
        'println table([[t: 1.ms]])'                                      | '  t\n1ms'
        'println "x ${table([[t: 1.ms]])}"'                               | 'x   t\n1ms'
        'println table([[t: 1.ms]]) as String'                            | '  t\n1ms'
        'println table([[t: 1.ms]]).toString()'                           | '  t\n1ms'
        'println([table([[t: 1.ms]])])'                                   | '[[[t:1ms]]]'
        'show([[a: 1.ms]])'                                               | '  a\n1ms'
        'for (i in 1..2) { if (true) { show i.ms } }'                     | '1ms\n2ms'
        'def f() { show "x" }; f()'                                       | 'x'
        'assert "${1.ms}" == "1ms"; println 1'                            | '1'
        'class P { int x; def f() { "${1.ms}" } }; println new P().f()'   | '1ms'
        'class P { int x; String y }; println table([new P(x: 1, y: "z")])' | 'x  y\n1  z'
    }

    def "what a class of a script says of itself stays"() {
        expect:
        out('class P { String toString() { "me" } }; println new P().toString() + " ${new P()}"') == 'me me\n'
    }

    def "#format is one document on standard output"() {
        when:
        def run = Captured.run('--format', format, '-e', 'println "beside"; show 1; [[a: 1, b: "x,y"]]')
        then:
        run.code == 0
        run.out == out
        run.err == err
        where:
        format     | out                                      | err
        'csv'      | 'a,b\n1,"x,y"\n'                         | 'beside\n1\n'
        'json'     | '[{"a":1,"b":"x,y"}]\n'                  | 'beside\n1\n'
        'markdown' | '| a | b |\n| ---: | --- |\n| 1 | x,y |\n' | 'beside\n1\n'
        'text'     | 'beside\n1\na  b\n1  x,y\n'              | ''
    }

    def "a single value is a document too"() {
        expect:
        Captured.run('--format', 'csv', '-e', '1.5.seconds').out == 'value\n1.5\n'
        Captured.run('--format=csv', '-e', 'null').out == ''
    }

    def "a table is saved by the ending of the file's name, as a whole or not at all"() {
        given:
        def file = directory.resolve("t.$ending")
        Files.writeString(file, 'old')
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString('rw-------'))
        def link = Files.createSymbolicLink(directory.resolve("link.$ending"), file)
        when:
        out("table([[a: 1]]).save '$link'")
        then:
        Files.readString(file) == text
        Files.isSymbolicLink(link)
        Files.getPosixFilePermissions(file) == java.nio.file.attribute.PosixFilePermissions.fromString('rw-------')
        directory.toFile().list().toList().sort() == ["link.$ending".toString(), "t.$ending".toString()]
        where:
        ending | text
        'csv'  | 'a\n1\n'
        'json' | '[{"a":1}]\n'
        'md'   | '| a |\n| ---: |\n| 1 |\n'
        'txt'  | 'a\n1\n'
    }

    def "the ending may be in capitals, and the file a file of Java's"() {
        when:
        out("table([[a: 1]]).save '$directory/t.CSV'\ntable([[a: 1]]).save new File('$directory/u.csv')")
        then:
        Files.readString(directory.resolve('t.CSV')) == 'a\n1\n'
        Files.readString(directory.resolve('u.csv')) == 'a\n1\n'
    }

    def "#value goes to a command: #written"() {
        when:
        out("$value | 'cat > $directory/out'")
        then:
        Files.readString(directory.resolve('out')) == written
        where:
        value               | written
        'table([[a: 1]])'   | 'a\n1\n'
        '[[a: 1], [a: 2]]'  | 'a\n1\n2\n'
        "'text'"            | 'text'
    }

    def "what is no command, and what has no text, goes nowhere: #line"() {
        expect:
        with(Captured.run('-e', line)) {
            code == 1
            err.contains(message)
        }
        where:
        line                                    | message
        "table([[a: 1]]) | { it }"              | 'a value goes to a shell command, which is text'
        "(table([[a: 1]]) | 'true') | 'sort'"   | "hint: one shell line takes several: links() | 'grep veth | sort'"
    }

    def "a file that cannot be written, or whose format nobody knows, is an error"() {
        expect:
        with(Captured.run('-e', "table([[a: 1]]).save '$directory/no/t.csv'")) {
            code == 1
            err.contains('ENOENT')
        }
        with(Captured.run('-e', "table([[a: 1]]).save '$directory/t.xls'")) {
            code == 1
            err.contains("cannot tell the format of '$directory/t.xls' by its name")
        }
        directory.toFile().list().toList() == []
    }

    def "a plan writes nothing"() {
        when:
        def run = Captured.run('--plan', '-e', "table([[a: 1]]).save '$directory/t.csv'")
        then:
        run.out.contains("write $directory/t.csv")
        directory.toFile().list().toList() == []
    }
}
