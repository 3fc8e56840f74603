package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.ns.IdMaps
import nsx.sys.Tasks
import nsx.test.Needs
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Runs nsx in a window of tmux, in namespaces of its own, types into it and reads its screen. A spec waits until the screen shows what
 * it expects.
 */
abstract class TmuxSpec extends Specification {
    static final PATIENCE = 30_000
    static final PROMPT = /(?m)^nsx.*# ?\Z/

    @TempDir Path home
    String socket = "nsx-test-${ProcessHandle.current().pid()}-${System.nanoTime()}"

    /** Whether nsx is built, and root has the users that the shell in the window needs. */
    static boolean isPossible() {
        Files.exists(Path.of('../repl/target/app/complete')) &&
            Tasks.effectiveUser() == 0 &&
            IdMaps.ofThisThread().users().inside(1000).present
    }

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
        // without a history the prompt greets
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

    /** The screen once it matches the pattern; null when it does not within this time. */
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

    /** Waits until a program of this name has the terminal. */
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

    /** Starts a line that does not end by itself, waits until it runs, and presses Ctrl-C. */
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
}
