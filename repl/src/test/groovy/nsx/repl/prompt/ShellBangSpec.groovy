package nsx.repl.prompt

import spock.lang.Specification

/** A line of the prompt that is for a shell. */
class ShellBangSpec extends Specification {
    def "#line is #language"() {
        expect:
        ShellBang.is(line)
        ShellBang.inLanguage(line) == language
        where:
        line                 | language
        '!ls -l'             | "sh 'ls -l'"
        "  ! echo 'a' "      | "sh 'echo \\'a\\''"
        '!printf "a\\n"'     | "sh 'printf \"a\\\\n\"'"
    }

    def "what is typed of #line is completed as #language"() {
        expect:
        ShellBang.begun(line) == language
        where:
        line            | language
        '!cat /etc/ho'  | "sh 'cat /etc/ho"
        '  !l'          | "sh 'l"
        '!'             | "sh '"
        "netns 'a'; !x" | "netns 'a'; !x"
    }

    def "a line without more than the mark is none: #line"() {
        expect:
        !ShellBang.is(line)
        where:
        line << ['!', 'ls', ':help', '']
    }
}
