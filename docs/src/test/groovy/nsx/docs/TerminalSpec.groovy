package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.ns.IdMaps
import nsx.sys.Tasks
import nsx.test.Needs
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/**
 * The prompt as a person sees it: nsx in a window of tmux, in namespaces of its own, typed at and looked at. The screen is read until it
 * shows what is awaited.
 */
@Requires({ Files.exists(Path.of('../repl/target/app/complete')) && Tasks.effectiveUser() == 0 && IdMaps.ofThisThread().users().inside(1000).present })
@Timeout(200)
class TerminalSpec extends Specification {
    static final PATIENCE = 30_000
    static final PROMPT = /(?m)^nsx.*# ?\Z/

    @TempDir Path home
    String socket = "nsx-test-${ProcessHandle.current().pid()}-${System.nanoTime()}"

    def cleanup() {
        tmux('kill-server')
    }

    String tmux(String... arguments) {
        Needs.programs('tmux', 'less')
        def builder = new ProcessBuilder(['tmux', '-u', '-L', socket, '-f', '/dev/null', *arguments])
        Map environment = builder.redirectErrorStream(true).environment()
        environment.putAll([HOME: home.toString(), LANG: 'C.UTF-8', VISUAL: home.resolve('editor').toString()])
        environment.keySet().removeAll(
            ['TMUX', 'LC_ALL', 'XDG_STATE_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'NO_COLOR', 'PAGER', 'NSX_PAGER', 'LESS'])
        def process = builder.start()
        def text = process.inputStream.text
        process.waitFor()
        text
    }

    void start(int columns = 100, Map<String, String> environment = [:]) {
        def nsx = Path.of('../nsx').toRealPath()
        // a first start says more
        Files.createDirectories(home.resolve('.local/state/nsx'))
        if (!Files.exists(home.resolve('.local/state/nsx/history'))) {
            Files.createFile(home.resolve('.local/state/nsx/history'))
        }
        def set = environment.collect { name, value -> "$name=$value" }.join(' ')
        def inner = 'mount -t tmpfs none /run; modes=$(stty -g); ' +
            "env $set $nsx; code=\$?; " +
            '[ "$(stty -g)" = "$modes" ] && echo modes as before; echo ended with $code'
        tmux('new-session', '-d', '-x', columns.toString(), '-y', '30',
            "exec unshare -n -m -i -u --propagation private sh -c '$inner'".toString())
        tmux('set', '-g', 'remain-on-exit', 'on')
        await(PROMPT)
    }

    String screen() {
        tmux('capture-pane', '-p', '-S', '-200').stripTrailing()
    }

    String await(String pattern) {
        def seen = comes(pattern, PATIENCE)
        assert seen: "no $pattern in:\n${screen()}"
        seen
    }

    /** What the screen shows once the pattern is on it, null when it does not come in this time. */
    String comes(String pattern, long millis) {
        def end = System.currentTimeMillis() + millis
        def seen = screen()
        while (!(seen =~ pattern)) {
            if (System.currentTimeMillis() > end) {
                return null
            }
            seen = screen()
        }
        seen
    }

    void type(String text) {
        tmux('send-keys', '-l', text)
    }

    void keys(String... names) {
        tmux('send-keys', *names)
    }

    /** Types a line and waits for what it prints. */
    String line(String text, String pattern) {
        await(PROMPT)
        type(text)
        keys('Enter')
        await(pattern)
        await(PROMPT)
    }

    /** Waits until the terminal is a program's of this name. */
    void awaitForeground(String name) {
        def end = System.currentTimeMillis() + PATIENCE
        while (tmux('display', '-p', '#{pane_current_command}').trim() != name) {
            assert System.currentTimeMillis() < end: "the terminal never was that of $name"
        }
    }

    String pid() {
        def shell = tmux('display', '-p', '#{pane_pid}').trim()
        ['pgrep', '-P', shell].execute().text.trim()
    }

    /** Waits until the prompt's thread that evaluates is in the middle of something: it runs or sleeps since the line was taken. */
    void interruptOnceBusy(String text) {
        await(PROMPT)
        type("println 'be' + 'gun'; $text")
        keys('Enter')
        await(/(?m)^begun$/)
        keys('C-c')
        await(/(?s)begun\n.*nsx[^\n]*# ?\Z/)
        tmux('send-keys', '-R')
        tmux('clear-history')
        keys('Enter')
    }

    def "Ctrl-C stops what runs, sleeps or waits, and the prompt works, on #jdk"() {
        given:
        start(100, [NSX_JAVA_HOME: jdk.toString()])
        expect:
        [
            'while (true) { }',
            '[1].each { while (true) { } }',
            'def f() { while (true) { } }; f()',
            'class C { def f() { while (true) { } } }; new C().f()',
            'sleep 1000000',
            'msg(0x77).send("x"); msg(0x77).receive(); msg(0x77).receive()',
            'sem(0x78, count: 1).op(-1)',
            "mq('/j').send('x'); mq('/j').receive(); mq('/j').receive()",
            "lo.up(); ping '127.0.0.1', count: 1000000",
            "sh 'sleep 1000'",
        ].eachWithIndex { text, i ->
            interruptOnceBusy(text)
            assert line("'still ' + 'here $i'", "(?m)^still here $i\$")
        }
        where:
        jdk << LaunchedSpec.jdks()
    }

    def "a thread that does not listen is abandoned at the second Ctrl-C"() {
        given:
        start()
        when:
        line("lock = new Object(); holder = Thread.startDaemon { synchronized (lock) { Thread.sleep(1000000) } }; null", PROMPT)
        type("println 'be' + 'gun'; synchronized (lock) { }")
        keys('Enter')
        await(/(?m)^begun$/)
        // two that come at once are one signal
        keys('C-c')
        while (!comes('abandoning it', 3000)) {
            keys('C-c')
        }
        keys('Enter')
        await(PROMPT)
        then:
        line("'still ' + 'here'", /(?m)^still here$/)
    }

    def "Ctrl-C clears a line and drops a block; a block comes back whole"() {
        given:
        start()
        when:
        type('nonsense')
        await(/nonsense/)
        keys('C-c')
        await(PROMPT)
        type("'a' +")
        keys('Enter')
        await(/(?m)^ +> ?\Z/)
        keys('C-c')
        await(PROMPT)
        type("['x', ")
        keys('Enter')
        await(/(?m)^ +> ?\Z/)
        type("'y'].join('-')")
        keys('Enter')
        await(/(?m)^x-y$/)
        await(PROMPT)
        keys('Up')
        then:
        await(/(?s)x-y\n.*\['x',\s*\n\s*> 'y'\]\.join\('-'\)\Z/)
    }

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
        then:
        line("'on ' + 'again'", /(?m)^on again$/)
    }

    def "Ctrl-D says what stays"() {
        given:
        start()
        when:
        line("netns 'made'; bridge('br9'); null", PROMPT)
        await(PROMPT)
        keys('C-d')
        def seen = await(/ended with 0/)
        then:
        seen.contains('network namespace made') && seen.contains('# ip netns delete made')
        seen.contains('# ip link delete br9')
        seen.contains('modes as before')
    }

    def "SIG#signal ends it cleanly, #when"() {
        given:
        start()
        when:
        line("'ready'", /(?m)^ready$/)
        type(text)
        if (text.startsWith('println')) { keys('Enter'); await(/(?m)^begun$/) }
        if (text.contains('sleep')) { awaitForeground('sleep') }
        ['kill', "-$signal", pid()].execute().waitFor()
        then:
        await(/modes as before\s+ended with $code/)
        home.resolve('.local/state/nsx/history').toFile().text.contains("'ready'")
        where:
        signal | when               | text                                           | code
        'TERM' | 'while it waits'   | 'half a line'                                  | 143
        'HUP'  | 'while it waits'   | 'half a line'                                  | 129
        'TERM' | 'while a line runs'| "println 'be' + 'gun'; while (true) { }"       | 143
        'TERM' | 'while a program has the terminal' | "println 'be' + 'gun'; exec 'sleep', '1000'" | 143
    }

    def "a terminal that is closed ends it"() {
        given:
        start()
        def process = ProcessHandle.of(pid() as long).get()
        when:
        line("'ready'", /(?m)^ready$/)
        tmux('kill-server')
        then:
        process.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS)
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
        line(":save $file", PROMPT)
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

    def "what init.nsx defines is there, its errors are told, and the prompt comes all the same"() {
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
        'no_such()'  | /(?s)no_such.*nothing here is called 'mine'/
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
