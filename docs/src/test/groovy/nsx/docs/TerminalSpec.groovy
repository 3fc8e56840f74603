package nsx.docs

import java.nio.file.Files
import spock.lang.Requires
import spock.lang.Timeout

/** The prompt as a person sees it: editing lines, completion, history, programs and the pager. */
@Requires({ TmuxSpec.isPossible() })
@Timeout(200)
class TerminalSpec extends TmuxSpec {
    def "a paste is one unit, evaluated once"() {
        given:
        start(40)
        when:
        tmux('set-buffer', "bridge br0 {\n  address '10.0.0.1/24'\n  up()\n}\nprintln 'made ' + links().size()")
        tmux('paste-buffer', '-p')
        await(/println 'made/)
        keys('Enter')
        then:
        await(/(?m)^made 2$/).count('nsx#') <= 2
    }

    def "ghost text is taken by the right arrow and never by Enter"() {
        given:
        start()
        when:
        line("'whole' + 1", /(?m)^whole1$/)
        type("'wh")
        await(/nsx# 'whole' \+ 1\Z/)
        keys('Enter')
        await(/not closed/)
        await(PROMPT)
        type("'who")
        await(/nsx# 'whole' \+ 1\Z/)
        keys('Right')
        type('23')
        keys('Enter')
        then:
        await(/(?m)^whole123$/)
    }

    def "the screen is drawn anew when the window changes"() {
        given:
        start(200)
        when:
        type("'" + 'abcdefghij' * 6)
        await(/(abcdefghij){6}/)
        tmux('resize-window', '-x', '40', '-y', '20')
        await(/abcdefghij\Z|[a-j]+\Z/)
        type("'.size()")
        keys('Enter')
        then:
        // where a terminal breaks lines anew is its own matter
        await(/(?m)60$/)
        line('links()', /lo /)
    }

    def "what takes over a second says what it is at, and leaves nothing of that on the screen"() {
        given:
        start()
        def go = home.resolve('go')
        when:
        type("await(100.seconds) { new File('$go').exists() }; println 'came'")
        keys('Enter')
        await(/(?m)^\d+s  await, at most [^:]+: the condition is not true yet$/)
        Files.createFile(go)
        def after = await(/(?m)^came$/)
        then:
        !after.contains('at most')
        !await(PROMPT).contains('at most')
    }

    def "TAB completes"() {
        given:
        start()
        when:
        line("'ready'", /(?m)^ready$/)
        type('hostn')
        keys('Tab')
        then:
        await(/nsx# hostname/)
    }

    def "an editor gets the line and gives it back"() {
        given:
        Files.writeString(home.resolve('editor'), '#!/bin/sh\nsed -i "s/one/two/" "$1"\n')
        home.resolve('editor').toFile().executable = true
        start()
        when:
        line("'one' + 1", /(?m)^one1$/)
        type('edit')
        keys('Enter')
        await(/nsx# 'two' \+ 1\Z/)
        keys('Enter')
        then:
        await(/(?m)^two1$/)
    }

    def "programs get the terminal and give it back as it was"() {
        given:
        start()
        when:
        line("'ready'", /(?m)^ready$/)
        type('shell()')
        keys('Enter')
        await(/(?m)[#\$] ?\Z/)
        type('echo in$((40+2)); stty -echo -icanon; exit')
        keys('Enter')
        await(/(?m)^in42$/)
        line("'back'", /(?m)^back$/)
        line("sh 'stty speed'", /(?m)^38400$/)
        type("exec 'sleep', '1000'")
        keys('Enter')
        awaitForeground('sleep')
        keys('C-z')
        await(/stopped/)
        then:
        line("'on ' + 'again'", /(?m)^on again$/)
    }

    def "only text that is longer than the screen goes through the pager"() {
        given:
        start()
        when:
        line('(1..20).toList()', /(?m)^20$/)
        type('(1..200).toList()')
        keys('Enter')
        then:
        !await(/(?m)^:\Z/).contains('\n200\n')
        when:
        keys('q')
        line("'on ' + 'again'", /(?m)^on again$/)
        type('(1..200).collect { [number: it] }')
        keys('Enter')
        then: 'a table is there before a key is pressed'
        !await(/(?s)\nnumber\n +1\n.*\n:\Z/).contains('\n   200\n')
        when:
        keys('q')
        then:
        line("'off ' + 'again'", /(?m)^off again$/)
    }

    def "history is there in the next session, and what was saved passes nsx check"() {
        given:
        start()
        def file = home.resolve('lab.nsx')
        when:
        line('def twice(n) { 2 * n }', PROMPT)
        line('import java.time.Duration', PROMPT)
        line('links()', /lo /)
        line('nope()', /nothing here is called/)
        line("x = twice(21)", PROMPT)
        line("netns 'kept'; null", PROMPT)
        line(":save $file", /wrote \d+ lines to/)
        line(":save $file", /overwrites it/)
        then:
        file.toFile().text == '''#!/usr/bin/env nsx
def twice(n) { 2 * n }
import java.time.Duration
x = twice(21)
netns 'kept'; null
'''
        LaunchedSpec.run('../nsx', 'check', file.toString()).code == 0
        when:
        tmux('kill-server')
        // the server takes a moment to end
        socket += '-again'
        start()
        keys('C-r')
        type('twice(21')
        then:
        await(/x = twice\(21\)/)
    }

    def "definitions of init.nsx are available, its errors are shown, and the prompt starts anyway"() {
        given:
        Files.createDirectories(home.resolve('.config/nsx'))
        Files.writeString(home.resolve('.config/nsx/init.nsx'), "def mine() { 'from init' }\n:keys vi\n$more\n")
        start()
        expect:
        line('mine()', mine)
        line(':keys', /(?m)^vi$/)
        where:
        more         | mine
        ''           | /(?m)^from init$/
        'no_such()'  | /(?m)^from init$/
        '1 +* 2'     | /(?m)^from init$/
    }

    def "a terminal that can do nothing is written to plainly"() {
        given:
        start(80, [TERM: 'dumb'])
        when:
        line("1 + 1", /(?m)^2$/)
        type('[1,')
        keys('Enter')
        await(/(?m)^> ?\Z/)
        type('2].size() + 10')
        keys('Enter')
        await(/(?m)^12$/)
        interruptOnceBusy('while (true) { }')
        then:
        !line("'still ' + 'here'", /(?m)^still here$/).contains('\u001b')
    }

    def "in the C locale nothing but ASCII is shown"() {
        given:
        start(80, [LC_ALL: 'C'])
        expect:
        line("'a\\u2026b\\u20acc'", /(?m)^a~b\?c$/)
    }

    def "nothing but the prompt is written at the start on #jdk"() {
        given:
        start(80, [NSX_JAVA_HOME: jdk.toString()])
        expect:
        screen().trim() == 'nsx#'
        where:
        jdk << LaunchedSpec.jdks()
    }

    def "the very first start says three lines more"() {
        given:
        start(80, [XDG_STATE_HOME: '/run/state'])
        expect:
        screen().readLines()*.trim().collect { it == 'nsx#' } == [false, false, false, true]
    }
}
