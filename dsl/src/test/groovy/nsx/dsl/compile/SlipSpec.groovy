package nsx.dsl.compile

import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import org.codehaus.groovy.control.MultipleCompilationErrorsException
import spock.lang.Specification

/** Mistakes inside quotes, which Groovy's parser would tell on standard error or not at all. */
class SlipSpec extends Specification {
    def "#text: #message"() {
        when:
        def slip = Slip.in(text).get()
        then:
        [slip.originalMessage, slip.hint(), slip.startLine, slip.startColumn] == [message, hint, line, column]
        where:
        text                       | message                                   | hint                                           | line | column
        '"$$"'                     | "no name follows this '\$'"               | "write '\$\$', or \\\$\\\$ in double quotes"   | 1    | 2
        'x = "a$ "'                | "no name follows this '\$'"               | "write 'a\$ ', or \\\$ in double quotes"       | 1    | 7
        'a\noutput "echo $$"'      | "no name follows this '\$'"               | "write 'echo \$\$', or \\\$\\\$ in double quotes" | 2 | 14
        '"it\'s $1"'               | "no name follows this '\$'"               | "for a dollar sign, write \\\$"               | 1    | 7
        '"$a and $1"'              | "no name follows this '\$'"               | "for a dollar sign, write \\\$"               | 1    | 9
        '"""\n$$"""'               | "no name follows this '\$'"               | "for a dollar sign, write \\\$\\\$"           | 2    | 1
        '\'\uD83D\uDE00\'; "$$"'   | "no name follows this '\$'"               | "write '\$\$', or \\\$\\\$ in double quotes"   | 1    | 7
        'a\nveth "$na 1\nb'        | 'this text is not closed'                 | null                                           | 2    | 6
        '"$a \\q"'                 | 'this backslash escapes nothing'  | 'for a backslash, write \\\\'               | 1    | 5
        "x = 'a\\.b'"              | 'this backslash escapes nothing'  | 'for a backslash, write \\\\'               | 1    | 5
    }

    def "#text has none"() {
        expect:
        Slip.in(text).empty
        where:
        text << ['', "'\$\$'", '"\\$\\$"', '"$a ${b} $c.d"', '/a$ \\d $b$/', '$/ $ $$ $/', "'a\\\nb'", "x = 'abc\\", '"\\u00e4\\101$a"']
    }

    def "such a script is refused, and only the error is printed"() {
        given:
        def err = System.err
        def bytes = new ByteArrayOutputStream()
        System.err = new PrintStream(bytes, true)
        when:
        new Engine(Words.vocabulary()).load(new Source('-e', text))
        then:
        thrown(MultipleCompilationErrorsException)
        bytes.toString() == ''
        cleanup:
        System.err = err
        where:
        text << ['"$$"', '"$a \\q"', 'veth "$na 1\n', '"$na 1\n$b"', '"${"$"}"']
    }
}
