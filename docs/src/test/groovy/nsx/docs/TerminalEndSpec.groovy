package nsx.docs

import spock.lang.Requires
import spock.lang.Timeout

/** What ends at a terminal and what goes on: Ctrl-C, Ctrl-D, signals, and a terminal that closes. */
@Requires({ TmuxSpec.isPossible() })
@Timeout(200)
class TerminalEndSpec extends TmuxSpec {
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
            // not through a shell: in its first millisecond dash loses a SIGINT, with or without nsx
            "exec 'sleep', '1000'",
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
}
