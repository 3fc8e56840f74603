package nsx.repl

import nsx.repl.colon.ColonCommand
import nsx.repl.colon.Journal
import spock.lang.Specification

class ColonSpec extends Specification {
    def "a command is found by its name or an unmistakable beginning"() {
        expect:
        ColonCommand.of(line).orElse(null)?.name() == name
        where:
        line            | name
        ':save x.nsx'   | 'SAVE'
        ':save! x.nsx'  | 'SAVE'
        ':sa x'         | 'SAVE'
        ':h'            | null
        ':he'           | 'HELP'
        ':'             | null
        ':nope'         | null
    }

    def "what follows it is its argument, with the bang first"() {
        expect:
        ColonCommand.argument(':save  a b.nsx ') == 'a b.nsx'
        ColonCommand.argument(':save! a.nsx') == '!a.nsx'
        ColonCommand.argument(':help') == ''
    }

    def ":help fits an 80-column terminal, and a misspelt command names the nearest one"() {
        given:
        def out = new ByteArrayOutputStream()
        def err = new ByteArrayOutputStream()
        def console = new Captured.Setup().terminal(80).with('NO_COLOR', '1').console(out, err)
        def commands = new ShellCommands(console, null, null)
        when:
        commands.help('')
        commands.run(':hlep')
        commands.run(':zzzzzz')
        then:
        out.toString('UTF-8').readLines().findAll { it.size() > 80 } == []
        err.toString('UTF-8').readLines() == [
            'nsx: there is no command :hlep; did you mean :help?', 'nsx: there is no command :zzzzzz; :help lists them']
    }

    def "a script holds the last definition of a name, and what only a prompt has as a comment"() {
        given:
        def journal = new Journal()
        journal.add("netns 'a'", [] as Set, false)
        journal.add('def f() { 1 }', ['f'] as Set, true)
        journal.add('def f() { 2 }', ['f'] as Set, true)
        journal.add('x = _ + 1', [] as Set, false)
        journal.add("route = out[3]", [] as Set, false)
        journal.add("nat.masquerade '10.0.0.0/24', out: 'eth0'", [] as Set, false)
        expect:
        journal.script() == '''netns 'a'
def f() { 2 }
// works only at the prompt: x = _ + 1
// works only at the prompt: route = out[3]
nat.masquerade '10.0.0.0/24', out: 'eth0'
'''
    }
}
