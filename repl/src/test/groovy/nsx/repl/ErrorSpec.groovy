package nsx.repl

import java.nio.file.Files
import java.nio.file.Path
import nsx.repl.failure.ErrorPrinter
import nsx.test.Fresh
import nsx.test.Needs
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Unroll

/** What a person reads when something goes wrong, word for word. */
class ErrorSpec extends Specification {
    @TempDir
    Path directory

    /** Scripts and what is said of them: each is a script, a line of minus signs, and the message. */
    static final List<List<String>> GOLDEN = ErrorSpec.getResource('errors.txt').getText('UTF-8')
        .split('(?m)^=====\n').collect { it.split('(?m)^-----\n') as List }

    Captured run(String text, String... options) {
        def file = Files.writeString(directory.resolve('lab.nsx'), text)
        Captured.run(*options, file.toString())
    }

    def "#script"() {
        when:
        def run = run(script.substring(0, script.length() - 1))
        then:
        run.err == message
        run.code in [1, 65, 127]
        run.out == ''
        where:
        [script, message] << GOLDEN
    }

    def "an error in a block names its line in the block"() {
        expect:
        Fresh.call { run(script).err } == message
        where:
        script                                                   || message
        "bridge('br0') {\n    stp true\n    port 'nope'\n    up()\n}"  || "lab.nsx:3: there is no device nope\n    port 'nope'\n         ^\nhint: the devices here: lo\n"
        "bridge('br0') {\n    stp true\n    mtu 5\n    up()\n}"        || "lab.nsx:3: cannot set mtu of br0 to 5\n    mtu 5\n    mtu less than device minimum: Invalid argument (EINVAL)\n"
        "bridge('br0') {\n    up()\n    address '10.0.0.300/24'\n}"   || "lab.nsx:3: address: address cannot be 10.0.0.300/24\n    address '10.0.0.300/24'\n            ^ not an IPv4 address: 300 is above 255\n"
        "bridge('br0') {\n    up()\n    stp 'x'\n}"                   || "lab.nsx:3: bridge: stp cannot be x\n    stp 'x'\n        ^ stp is true or false\n"
        "netns('b') {\n    def q = null\n    q.bar()\n}"              || "lab.nsx:3: bar() is called on null\n    q.bar()\n      ^\n"
    }

    def "a line that is wider than the terminal is shown around its caret"() {
        given:
        def file = Files.writeString(directory.resolve('w.nsx'), "def s = '" + 'x' * 100 + "'; netnz('x'); def t = '" + 'y' * 100 + "'")
        when:
        def lines = new Captured.Setup().terminal(40).with('NO_COLOR', '1').run(file.toString()).err.readLines()
        then:
        lines[1].size() <= 40
        lines[2].indexOf('^') == lines[1].indexOf('netnz')
        lines[1].startsWith('    …x')
        lines[1].endsWith('…')
    }

    def "the Java trace of a failure that is over"() {
        given:
        def err = new ByteArrayOutputStream()
        def console = new Captured.Setup().console(new ByteArrayOutputStream(), err)
        when:
        ErrorPrinter.trace(console, new IOException('disk \u001b[2J full'))
        then:
        err.toString().startsWith('java.io.IOException: disk \\x1b[2J full\n\tat ')
    }

    @Unroll
    def "#script.readLines().first()"() {
        when:
        def run = run(script)
        then:
        run.err == message
        run.code == 1
        run.out == ''
        where:
        script << [
            "ping '10.0.0.300', count: 1",
            "ping '10.0.0.3', cuont: 1",
            'netnz "a"',
            'def s = null\nnetns { s.foo() }\n'.replace('netns { ', '[1].each { '),
            'def s = null\nprintln s.bar',
            "'abc'.foo(1)",
            "'abc'.lenght",
            "Integer i = 'abc'",
            '[1].get(7)',
            'def f(n) { f(n + 1) }\nf 1',
            'def n = 7\nassert n in 1..3 : "1 to 3, not $n"',
            "throw new IOException('disk full')",
            "throw new IllegalStateException('no such state')",
            "'x' as int",
            'println 6 / (3 / 0)',
            'def n = 0\nprintln 6 / n',
            '\tnetnz 1',
            'def a = 1\n\n\n   netnz   a  // here',
        ]
        message << [
            """\
lab.nsx:1: ping: address cannot be 10.0.0.300
    ping '10.0.0.300', count: 1
         ^ not an IPv4 address: 300 is above 255
""",
            """\
lab.nsx:1: ping has no option 'cuont'
    ping '10.0.0.3', cuont: 1
                     ^
hint: did you mean 'count'?
""",
            """\
lab.nsx:1: nothing here is called 'netnz'
    netnz "a"
    ^ not an nsx word, variable, device or network namespace
hint: did you mean 'netns'?
""",
            """\
lab.nsx:2: foo() is called on null
    [1].each { s.foo() }
                 ^
""",
            """\
lab.nsx:2: property 'bar' of null cannot be read
    println s.bar
              ^
""",
            """\
lab.nsx:1: text has no foo()
    'abc'.foo(1)
          ^
""",
            """\
lab.nsx:1: text has no property 'lenght'
    'abc'.lenght
          ^
""",
            """\
lab.nsx:1: 'abc' is text and cannot be converted to a number
    Integer i = 'abc'
                ^
""",
            """\
lab.nsx:1: there is no index 7: the length is 1
    [1].get(7)
            ^
""",
            """\
lab.nsx:1: too many nested calls
    def f(n) { f(n + 1) }
hint: does a method or block call itself endlessly?
""",
            """\
lab.nsx:2: 1 to 3, not 7
    assert n in 1..3 : "1 to 3, not \$n"
""",
            """\
lab.nsx:1: disk full
    throw new IOException('disk full')
    ^
""",
            """\
lab.nsx:1: no such state
    throw new IllegalStateException('no such state')
    ^
""",
            """\
lab.nsx:1: not a number: "x"
    'x' as int
    ^
""",
            """\
lab.nsx:1: division by zero
    println 6 / (3 / 0)
""",
            """\
lab.nsx:2: division by zero
    println 6 / n
              ^
""",
            """\
lab.nsx:1: nothing here is called 'netnz'
    netnz 1
    ^ not an nsx word, variable, device or network namespace
hint: did you mean 'netns'?
""",
            """\
lab.nsx:4: nothing here is called 'netnz'
    netnz   a  // here
    ^ not an nsx word, variable, device or network namespace
hint: did you mean 'netns'?
""",
        ]
    }

    def "an unknown name in a block is reported, not the word before the block"() {
        when:
        def run = run(lines)
        then:
        run.code == 1
        run.err.startsWith(message)
        where:
        lines                                                       || message
        "host {\n  'abc'.foo()\n}"                                   || "lab.nsx:2: text has no foo()\n    'abc'.foo()\n          ^\n"
        "plan {\n  host {\n    'abc'.foo()\n  }\n}"                 || "lab.nsx:3: text has no foo()\n"
        "class K { def go() { foo() } }\nhost { new K().go() }"      || "lab.nsx:1: a K has no foo()\n"
        "def f(int a) { a }\nhost { f('x') }"                        || "lab.nsx:2: f"
        "host { try { 'abc'.foo() } catch (e) { throw new Exception(e.message) } }" || "lab.nsx:1: No signature of method: foo for class: java.lang.String"
    }

    def "a script that does not compile exits with 65, a place, and none of Groovy's words"() {
        when:
        def run = run(script)
        then:
        run.code == 65
        run.err == message
        where:
        script                               || message
        'netns a\nnetns b {\n    link c\n'   || "lab.nsx:2: this '{' is not closed\n    netns b {\n            ^\n"
        'println 1\nnew Foooo()\n'           || "lab.nsx:2: there is no class Foooo\n    new Foooo()\n    ^\n"
        "def x = 'abc\n"                     || "lab.nsx:1: this text is not closed\n    def x = 'abc\n            ^\n"
    }

    def "all errors of a script are reported, in order"() {
        expect:
        run('new Aaaa()\nnew Bbbb()').err.readLines().findAll { it.startsWith('lab.nsx:') } ==
            ['lab.nsx:1: there is no class Aaaa', 'lab.nsx:2: there is no class Bbbb']
    }

    def "errors in each of several places are printed in words"() {
        expect:
        Fresh.call { run("netns('a')\nnetns('b')\nnetns('?') { links()€.size() }").err } ==
            "lab.nsx:3: failed in 2 of 2 network namespaces\n    netns('?') { links()€.size() }\n" +
            "          ^ a: a Link has no property '€'; b: a Link has no property '€'\n"
    }

    def "an interrupted script is 130 and says nothing"() {
        expect:
        with(run('Thread.currentThread().interrupt()\nwhile (true) { }')) {
            code == 130
            err == ''
        }
    }

    def "a Java stack trace only with --trace"() {
        expect:
        !run('1/0').err.contains('\tat ')
        run('1/0', '--trace').err.contains('\tat ')
    }

    def "escape sequences in messages are written out"() {
        expect:
        run("throw new IOException('\\u001b[2Jx')").err.startsWith('lab.nsx:1: \\x1b[2Jx\n')
    }

    def "every exit code that a word chooses"() {
        expect:
        run("throw new nsx.dsl.error.NsxException('x').exit(nsx.dsl.error.ExitCode.$code)").code == number
        where:
        code            | number
        'FAILED'        | 1
        'UNSUPPORTED'   | 69
        'NOT_PERMITTED' | 77
    }

    def "a line for a shell leads to the words and to sh: #line"() {
        given:
        Needs.of(line)

        when:
        def run = run(line)
        then:
        run.code in [1, 65, 127]
        run.err.readLines().last() == "hint: $hint"
        where:
        line                      | hint
        'ls'                      | "sh 'ls' runs the program"
        "cat /etc/hosts"          | "sh 'cat /etc/hosts' runs the program"
        'ls -l /tmp'              | "sh 'ls -l /tmp' runs the program"
        'ip link'                 | "the words for it are links() and link; sh 'ip link' runs the program"
        'ip -br addr show dev lo' | "the words for it are addresses() and address; sh 'ip -br addr show dev lo' runs the program"
    }

    def "what stands side by side without a comma does not compile: #line"() {
        when:
        def run = run(line)
        then:
        run.code == 65
        run.err.readLines().first() == "lab.nsx:1: $message"
        run.err.readLines().last() == "hint: write $better"
        where:
        line                          | message                                | better
        "veth 'x' 'y'"                | 'a comma is missing here'              | "veth 'x', 'y'"
        "rule from: '10.0.0.0/8' table: 5" | 'a comma is missing here'         | "rule from: '10.0.0.0/8', table: 5"
        "address 'x', dev 'y'"        | "a colon is missing after 'dev'"       | "address 'x', dev: 'y'"
        'bridge br7 up'               | "a block is missing around 'up'"       | 'bridge br7 { up() }'
    }

    def "check lists what cannot work, and runs nothing"() {
        given:
        def script = Files.writeString(directory.resolve('c.nsx'), '''\
println 'never'
netnz 'b'
ping 'x.y', cuont: 3
ping '1.1.1.1', 2
def foo(x) { x }
foo 1
bar = { it }
bar 2
netns('c') { pingg '1.1.1.1' }
bridge('br0') { stpp true; stp 'x'; mtu = 'y'; port 'p', cots: 5; xyz() }
[1].each { println it }
"x".with { length() }
whatever.up()
''')
        when:
        def run = Captured.run('check', script.toString())
        then:
        run.code == 65
        run.out == ''
        run.err.readLines().findAll { it.startsWith('c.nsx') } == [
            "c.nsx:2: there is no word 'netnz'",
            "c.nsx:3: ping has no option 'cuont'",
            'c.nsx:4: ping takes at most 1 argument',
            "c.nsx:9: there is no word 'pingg'",
            "c.nsx:10: there is no word 'stpp'",
            'c.nsx:10: bridge: stp cannot be x: stp is true or false',
            'c.nsx:10: bridge: mtu cannot be y: mtu is a whole number from 0 to 2147483647',
            "c.nsx:10: port has no option 'cots'",
            "c.nsx:10: there is no word 'xyz'",
        ]
    }
}
