package nsx.repl

import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.error.NsxException
import nsx.repl.failure.ErrorPrinter
import nsx.repl.output.Console
import spock.lang.Specification
import spock.lang.TempDir

/** The command without privileges: its words, its streams, its exit codes. */
class CommandSpec extends Specification {
    @TempDir
    Path directory

    String script(String name, String text) {
        Files.writeString(directory.resolve(name), text).toString()
    }

    def "#words is wrong usage: #message"() {
        when:
        def run = Captured.run(*words)
        then:
        run.code == 2
        run.out == ''
        run.err == "nsx: $message\nsee nsx --help\n"
        where:
        words                   | message
        ['--frobnicate']        | 'there is no option --frobnicate'
        ['--hlep']              | "there is no option --hlep\nhint: did you mean '--help'?"
        ['-e']                  | '-e needs an expression'
        ['check']               | 'check needs a script'
        ['check', 'a', 'b']     | 'check takes one script, not b too'
        ['--plan']              | '--plan needs a script or -e'
        ['--plan', 'check', 'x'] | '--plan needs a script or -e'
        ['--json', '--completion', 'bash'] | "--completion must be the launcher's first option: nsx --completion bash"
    }

    def "--version and --help go to standard output"() {
        expect:
        Captured.run('--version').out ==~ /nsx \d+\.\d+\.\d+\n/
        Captured.run('--help').out.startsWith('nsx: a scriptable shell')
        Captured.run('--help', 'nonsense').code == 0
    }

    def "no line of the help is wider than a terminal"() {
        expect:
        Captured.run('--help').out.readLines().every { it.length() <= 80 }
    }

    def "a missing script or a directory exits with 127"() {
        expect:
        with(Captured.run('/nonexistent/x.nsx')) {
            code == 127
            err == 'nsx: /nonexistent/x.nsx: no such script: neither a file nor a script of the library\n'
        }
        Captured.run(directory.toString()).code == 127
    }

    def "options after the script are the script's own"() {
        expect:
        Captured.run(script('a.nsx', 'println args'), '--json', '-e', '--', 'x').out == '[--json, -e, --, x]\n'
    }

    def "a plan is what standard output gets, up to where the script would fail"() {
        expect:
        with(Captured.run('--plan', script('a.nsx', "hostname 'planned'\nprintln 'not this'\nhostname()"))) {
            code == 0
            out.startsWith('where  does') && out.contains('set the hostname to planned') && !out.contains('not this')
            err == ''
        }
        with(Captured.run('--plan', '--json', script('b.nsx', "hostname 'planned'\nassert 1 == 2"))) {
            code == 1
            new groovy.json.JsonSlurper().parseText(out).rows*.does == ['set the hostname to planned']
            err.contains('b.nsx:2')
        }
        Captured.run('--plan', '-e', 'links()').out == 'nothing would change\n'
    }

    static final String HEAD = '/*\n * Summary:    a star\n * Arguments:  N  hosts, 1..9 (default 3)\n *             --down  away\n */\n'

    def "a script's declared arguments are its variables, and --help runs nothing"() {
        given:
        def file = script('a.nsx', HEAD + 'println([n, down, args])')
        expect:
        Captured.run(file, '4', '--down').out == '[4, true, [4, --down]]\n'
        Captured.run(file).out == '[3, false, []]\n'
        with(Captured.run(file, '--help')) {
            code == 0
            out.contains('a star') && out.contains('[N] [--down]') && !out.contains('[3')
        }
        with(Captured.run(file, '--donw')) {
            code == 2
            out == ''
            err == "nsx: $file: there is no option --donw\nhint: did you mean '--down'?\n"
        }
        with(Captured.run(script('b.nsx', 'println 1'), '--help')) {
            code == 0
            out.contains('No comment at its head')
        }
    }

    def "a script that includes another gives it arguments of its own"() {
        given:
        def inner = script('inner.nsx', HEAD + 'println([n, down])')
        expect:
        Captured.run(script('a.nsx', HEAD + "include '$inner', 5\nprintln([n, down])"), '--down').out == '[5, false]\n[3, true]\n'
        with(Captured.run('-e', "include '$inner', '--donw'")) {
            code == 1
            err.contains("hint: did you mean '--down'?")
        }
    }

    def "exit ends a script with its code, whatever it is in"() {
        expect:
        with(Captured.run(script('a.nsx', "println 1\ntry { [1].each { exit 4 } } catch (Exception e) { println 'caught' }\nprintln 2"))) {
            code == 4
            out == '1\n'
            err == ''
        }
        Captured.run('-e', 'exit').code == 0
        Captured.run('--json', '-e', 'exit 3').with { [code, out] } == [3, '']
    }

    def "an option behind the text of -e is told, and -- passes it on"() {
        expect:
        Captured.run('-e', '1', '--json').with { [code, out] } == [2, '']
        Captured.run('-e', 'println args', 'a', '--', '--json').out == '[a, --json]\n'
    }

    def "#text is #value"() {
        expect:
        Captured.run('-e', text).out == "$value\n"
        where:
        text                                                                | value
        "println table([[type: 'a', rows: 1], [type: 'b', rows: 2]]).type"  | '[a, b]'
        "println table([[type: 'a', rows: 1], [type: 'b', rows: 2]]).rows"  | '[1, 2]'
        "def t = table([[notes: 1]]); println t.notes + t*.notes"           | '[1]'
        '3 * 1.percent'                                                     | '3%'
        '1.percent * 3'                                                     | '3%'
    }

    def "a name that is nearly a script's is told, and lab lists the library"() {
        given:
        script('mine.nsx', '1')
        expect:
        Captured.run('lab/strar').err.endsWith("hint: did you mean 'lab/star'?\n")
        Captured.run("$directory/mien.nsx").err.endsWith("hint: did you mean '$directory/mine.nsx'?\n")
        Captured.run('lab').with { code == 0 && out.contains('lab/star ') }
        Captured.run('help').out == Captured.run('--help').out
    }

    def "nsx #name: #hint"() {
        expect:
        Captured.run(name).with { [code, err] } == [127, "nsx: $name: no such script: neither a file nor a script of the library\nhint: $hint\n"]
        where:
        name     | hint
        'chek'   | "did you mean 'nsx check'?"
        'docter' | "did you mean 'nsx doctor'?"
        'star'   | "did you mean 'lab/star'?"
        'undo'   | "'undo' is a word of the language: nsx -e 'undo …'"
        'export' | "'export' is a word of the language: nsx -e 'export …'"
        'nsx'    | "'nsx' is said once: nsx SCRIPT, or nsx alone for the prompt"
    }

    def "a script of another program is told by its first line: #first"() {
        expect:
        with(Captured.run(script('x', "$first\necho hello\n"))) {
            code == 65
            err == "nsx: $directory/x: not a script of nsx: its first line says that $program runs it\n"
        }
        where:
        first                          | program
        '#!/bin/sh'                    | '/bin/sh'
        '#! /bin/bash -e'              | '/bin/bash'
        '#!/usr/bin/env -S python3 -u' | 'python3'
    }

    def "a line of the command is told at once: #line"() {
        expect:
        Captured.run('-e', line).err.endsWith("hint: $hint\n")
        where:
        line             | hint
        'nsx nsx'        | "this is nsx already: leave 'nsx' away"
        'nsx lab/star 3' | "this is nsx already: include 'lab/star' runs a script"
        "help 'bridgee'" | "did you mean 'bridge'?"
    }

    def "help searches: #sought"() {
        expect:
        def out = Captured.run('-e', "help '$sought'").out
        out.startsWith("words that have to do with '$sought'\n")
        words.every { out =~ /(?m)^  $it +\S/ }
        others.every { !(out =~ /(?m)^  $it +\S/) }
        out.contains(said)
        where:
        sought          | words                                | others            | said
        'bandwidth'     | ['throughput', 'cable', 'qdisc']     | ['ping', 'shm']   | ' carries to '
        'Firewall'      | ['filter.drop', 'nft']               | ['route']         | 'nftables'
        'jitter'        | ['cable']                            | ['ping']          | 'delays'
        'dns'           | ['resolve']                          | ['ping']          | 'resolver'
        'ip netns exec' | ['netns']                            | ['ping']          | '(as ip netns exec '
        'stp'           | ['bridge']                           | ['ping']          | '(forwardDelay: '
    }

    def "an expression prints its value, a script what it asks and prints"() {
        expect:
        Captured.run('-e', '1 + 1').out == '2\n'
        Captured.run('-e', 'x = 5').out == '5\n'
        Captured.run('-e', 'null').out == ''
        Captured.run(script('b.nsx', "def x = 1\nx + 1\nprint 'a'\nprintln 'b'\nprintf '%d%n', 3")).out == 'ab\n3\n'
    }

    def "an empty line stands between tables that follow each other, and nowhere else"() {
        expect:
        Captured.run(script('t.nsx', text)).out == out
        where:
        text                                                        | out
        'table([[a: 1]])\ntable([[b: 2]])'                          | 'a\n1\n\nb\n2\n'
        'for (i in 1..2) { show table([[a: i]]) }'                  | 'a\n1\n\na\n2\n'
        "table([[a: 1]])\nprintln 'then'\ntable([[b: 2]])"          | 'a\n1\nthen\nb\n2\n'
        "table([[a: 1]])\nshow 'text'\nshow 1.day"                  | 'a\n1\ntext\n1d\n'
    }

    def "a script comes from standard input too"() {
        expect:
        new Captured.Setup().input('println "in $args"').run('-', 'x').out == 'in [x]\n'
        new Captured.Setup().input('println "piped"').run().out == 'piped\n'
        new Captured.Setup().input('1/0').run('-').err == 'stdin:1: division by zero\n    1/0\n     ^\n'
    }

    def "a script file may begin with #! and a byte order mark"() {
        expect:
        Captured.run(script('c.nsx', '#!/usr/bin/env nsx\nprintln 1')).out == '1\n'
        Captured.run(script('d.nsx', '\uFEFFprintln 2')).out == '2\n'
    }

    def "a script of the standard library has no path and no extension"() {
        expect:
        Captured.run('check', 'lab/nonsense').code == 127
        Scripts.find(Options.parse('lab/star'), null).name() == 'star.nsx'
    }

    def "an error in a thread is printed like any other, and the run fails"() {
        when:
        def run = Captured.run('-e', 'Thread.start { throw new IllegalStateException("bad") }.join(); 2')

        then:
        run.out == '2\n'
        run.err == '-e:1: bad\n    Thread.start { throw new IllegalStateException("bad") }.join(); 2\n                   ^\n'
        run.code == 1
    }

    def "a name that others chose makes no second line of a notice, an error or a hint"() {
        given:
        def err = new ByteArrayOutputStream()
        def console = new Captured.Setup().console(new ByteArrayOutputStream(), err)

        when:
        console.notice("/run/netns/a\nb is skipped")
        new ErrorPrinter(console, false, { Optional.empty() }).print(
            new NsxException("cannot enter a\nb").because("no\nthing").hint("delete netns: 'a\nb' removes it"))

        then:
        err as String == """\
nsx: /run/netns/a\\nb is skipped
nsx: cannot enter a\\nb
    no\\nthing
hint: delete netns: 'a\\nb' removes it
"""
    }

    def "--json writes one document and nothing else"() {
        when:
        def run = Captured.run('--json', script('e.nsx', "println 'talk'\nhelp()\n[a: 1, b: [1.5.seconds, null, 'x\\u001b']]"))
        then:
        run.err == 'talk\n'
        new JsonSlurper().parseText(run.out) == [a: 1, b: [1.5, null, 'x\u001b']]
        !run.out.contains('\u001b')
    }

    def "a failing script writes no document"() {
        expect:
        with(Captured.run('--json', '-e', 'foo')) {
            code == 1
            out == ''
        }
    }

    def "colour is for terminals, and follows NO_COLOR and CLICOLOR_FORCE"() {
        expect:
        coloured(new Captured.Setup().terminal(80))
        !coloured(new Captured.Setup())
        coloured(new Captured.Setup().with('CLICOLOR_FORCE', '1'))
        !coloured(new Captured.Setup().terminal(80).with('NO_COLOR', '1'))
        coloured(new Captured.Setup().terminal(80).with('NO_COLOR', ''))
        !coloured(new Captured.Setup().terminal(80).with('TERM', 'dumb'))
        !coloured(new Captured.Setup().with('CLICOLOR_FORCE', '0'))
        !coloured(new Captured.Setup().with('CLICOLOR_FORCE', '1').with('NO_COLOR', '1'))
        !new Captured.Setup().terminal(80).run('--no-color', '-e', 'help()').out.contains('\033')
    }

    private static boolean coloured(Captured.Setup setup) {
        setup.run('-e', 'help()').out.contains('\033[1m')
    }

    def "a table fits the terminal, and is whole in a pipe"() {
        given:
        def wide = "help('ping').options()"
        expect:
        new Captured.Setup().terminal(40).with('NO_COLOR', '1').run('-e', wide).out.readLines().every { it.length() <= 40 }
        new Captured.Setup().terminal(100).with('COLUMNS', '30').with('NO_COLOR', '1').run('-e', wide)
            .out.readLines().every { it.length() <= 30 }
        Captured.run('-e', wide).out.contains('time that each request waits for its reply (default 1.second)')
    }

    def "the training runs its lines without a word"() {
        given:
        def lines = script('train', "# a comment\n--version\n-e '1 + 1'\n\n-e \"println 'x y'\"\n--frob\n")
        expect:
        Training.run(lines) == 0
        Training.words("a 'b c' \"d e\" f") as List == ['a', 'b c', 'd e', 'f']
    }

    def "a script whose reader is gone ends quietly"() {
        given:
        def gone = new OutputStream() {
            void write(int b) { throw new IOException('Broken pipe') }
        }
        def err = new ByteArrayOutputStream()
        def console = new Console(InputStream.nullInputStream(), gone, err, [:], Console.NO_TERMINAL)
        expect:
        Main.run(console, '-e', 'try { println 1 } catch (Exception e) { }; println 2') == 141
        err.size() == 0
    }
}
