package nsx.dsl.script

import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import spock.lang.Specification

/** The comment at the head of a script, and the arguments that are held against it. */
class ScriptUseSpec extends Specification {
    static final String HEAD = '''\
#!/usr/bin/env nsx
/*
 * Summary:    a star
 * Arguments:  N        hosts, 1..250 (default 3)
 *             --mtu M  MTU of the cables, 68..65535 (default 1500)
 *             --way W  fast|slow (default fast)
 *             --via A  an address
 *             --text T  (default 'a b')
 *             --dry-run  only look,
 *                        and change nothing
 * Privileges: root
 *
 *   N --not  an argument
 */
'''

    static Map of(String head, List<String> given) {
        ScriptUse.variables('a.nsx', ScriptHead.of(head), given)
    }

    static String lines(String... arguments) {
        "/*\n * Arguments:  ${arguments.join('\n *             ')}\n */"
    }

    def "the head tells what the script is and takes"() {
        expect:
        with(ScriptHead.of(HEAD)) {
            summary() == 'a star'
            privileges() == 'root'
            it.arguments().get()*.form() == ['N', '--mtu M', '--way W', '--via A', '--text T', '--dry-run']
            it.arguments().get().last().text() == 'only look, and change nothing'
        }
        ScriptHead.of("println 'a' /* Summary: no */").isEmpty()
        ScriptHead.of('').arguments().isEmpty()
    }

    def "an option in the column of the first argument is one after a single blank too"() {
        when:
        def all = ScriptHead.of(lines('N      hosts', '--mode M mode of it, a|b', '--down take it away', '       --and no more')).arguments().get()
        then:
        all*.form() == ['N', '--mode M', '--down']
        all*.text() == ['hosts', 'mode of it, a|b', 'take it away --and no more']
    }

    def "the arguments may begin below the word"() {
        expect:
        ScriptHead.of('/*\n * Arguments:\n *   N  hosts, 1..9\n *   --down take it away\n */').arguments().get()*.form() == ['N', '--down']
    }

    def "a head of lines with slashes is one too"() {
        expect:
        with(ScriptHead.of('#!/usr/bin/env nsx\n// Summary:   a star\n// Arguments: N  hosts, 1..9\n//            --down  away\nlinks()\n')) {
            summary() == 'a star'
            it.arguments().get()*.form() == ['N', '--down']
        }
        ScriptHead.of('// Summary: no\n/* Summary: yes */\n').summary() == 'yes'
        ScriptHead.of('links()\n// Summary: no\n').isEmpty()
    }

    def "a range may be written from its end"() {
        expect:
        of(lines('N  hosts, 9..1 (default 3)'), ['5']) == [n: 5]
    }

    def "#given gives #variables"() {
        expect:
        of(HEAD, given).subMap(variables.keySet()) == variables
        where:
        given                        | variables
        []                           | [n: 3, mtu: 1500, way: 'fast', via: null, text: 'a b', dryRun: false]
        ['7', '--mtu=9000']          | [n: 7, mtu: 9000]
        ['--mtu', '68', '--', '250'] | [n: 250, mtu: 68]
        ['--dry-run', '--way', 'slow', '--via', 'fd00::1/64'] | [n: 3, way: 'slow', via: 'fd00::1/64', dryRun: true]
    }

    def "#given is wrong: #reason"() {
        when:
        of(HEAD, given)
        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.USAGE
        e.reason() == reason
        e.hint() == hint
        where:
        given              | reason                                                      | hint
        ['--dry-rnu']      | 'there is no option --dry-rnu'                              | "did you mean '--dry-run'?"
        ['--zzz']          | 'there is no option --zzz'                                  | 'nsx a.nsx --help lists what it takes'
        ['0']              | "N cannot be '0': it is a whole number from 1 to 250"       | 'nsx a.nsx --help lists what it takes'
        ['-5']             | "N cannot be '-5': it is a whole number from 1 to 250"      | 'nsx a.nsx --help lists what it takes'
        ['--mtu']          | '--mtu needs a value'                                       | 'it is a whole number from 68 to 65535'
        ['--mtu', 'big']   | "--mtu cannot be 'big': it is a whole number from 68 to 65535" | 'nsx a.nsx --help lists what it takes'
        ['--way', 'slwo']  | "--way cannot be 'slwo': it is fast or slow"                | "did you mean 'slow'?"
        ['--via', '1.2.3'] | "--via cannot be '1.2.3': it is an IP address"              | 'nsx a.nsx --help lists what it takes'
        ['--dry-run=yes']  | '--dry-run takes no value'                                  | 'write --dry-run'
        ['1', '2']         | 'it takes at most 1'                                        | 'nsx a.nsx --help lists what it takes'
    }

    def "what has no default must be given, unless brackets say otherwise"() {
        expect:
        of(lines('[NAME]  a name'), []) == [name: null]
        of(lines('NAMES…  names'), ['a', 'b']) == [names: ['a', 'b']]
        of(lines('NAMES…  names'), []) == [names: []]
        of(lines('none'), []) == [:]
        of('// nothing', ['x', '--y']) == [:]
        when:
        of(lines('NAME  a name'), [])
        then:
        def e = thrown(NsxException)
        e.reason() == 'NAME is missing'
    }

    def "a head that contradicts itself runs nothing: #declared"() {
        when:
        of(lines(*declared), ['1'])
        then:
        def e = thrown(NsxException)
        e.message == 'a.nsx: the comment at its head contradicts itself'
        e.reason() == reason
        where:
        declared                              | reason
        ['N  hosts, 1..3 (default 9)']        | 'the default of N cannot be 9: it is a whole number from 1 to 3'
        ['N  hosts', '--n  quick']            | 'the variable n is declared twice'
    }

    def "a file must be there, unless it is written"() {
        expect:
        of(lines('--in FILE  what to read', '--out FILE  where it is written'), ['--out', '/nonexistent/x']).out == '/nonexistent/x'
        when:
        of(lines('--in FILE  what to read'), ['--in', '/nonexistent/x'])
        then:
        def e = thrown(NsxException)
        e.reason() == "--in cannot be '/nonexistent/x': it is a file that is there"
    }

    def "--help is asked for before -- only, and not of a script that declares it"() {
        expect:
        ScriptUse.asksForHelp(ScriptHead.of(HEAD), ['1', '--help'])
        ScriptUse.asksForHelp(ScriptHead.of(''), ['-h'])
        !ScriptUse.asksForHelp(ScriptHead.of(''), ['--', '--help'])
        !ScriptUse.asksForHelp(ScriptHead.of(lines('-h  hosts')), ['-h'])
    }

    def "the help lists the arguments below each other"() {
        expect:
        ScriptHead.of(lines('N  hosts, 1..9', '--down  away')).help('x') == '''\
x

  nsx x N [--down]

Arguments:
  N        hosts, 1..9
  --down   away
'''
    }
}
