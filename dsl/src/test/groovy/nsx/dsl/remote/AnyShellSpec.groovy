package nsx.dsl.remote

import java.util.concurrent.TimeUnit
import nsx.test.Needs
import spock.lang.Specification
import spock.lang.Timeout

/** Login shells of other hosts, as sshd starts them. */
@Timeout(60)
class AnyShellSpec extends Specification {
    static Map run(String shell, String line) {
        shell == 'sh' || Needs.programs(shell)
        def builder = new ProcessBuilder(shell, '-c', line)
        // a directory on the path that its user may not search makes a missing command one that may not be executed
        builder.environment().PATH = '/usr/bin:/bin'
        def process = builder.start()
        process.outputStream.withCloseable { it << 'given\n' }
        def said = process.inputStream.text
        assert process.waitFor(30, TimeUnit.SECONDS)
        [said: said, code: process.exitValue()]
    }

    def "a script with all characters that shells treat specially is the same to #shell"() {
        expect:
        run(shell, AnyShell.line('''\
            # it's a "comment" \\ of `two` $(lines)! ~ {a,b} * ? ; &
            for word in "a\\tb" '!!' '%s %% 50%' '$HOME' 'größe \\' "$(cat)"; do printf '[%s]\\n' "$word"; done
            exit 3
            '''.stripIndent())) ==
            [said: "[a\\tb]\n[!!]\n[%s %% 50%]\n[\$HOME]\n[größe \\]\n[given]\n", code: 3]

        where:
        shell << ['sh', 'bash', 'zsh', 'csh', 'tcsh', 'fish']
    }

    def "a command that is not there ends with 127 in #shell"() {
        expect:
        run(shell, AnyShell.line('exec no-such-command --serve')) == [said: '', code: 127]

        where:
        shell << ['sh', 'bash', 'zsh', 'csh', 'tcsh', 'fish']
    }

    def "what a host without nsx runs is read by #shell"() {
        expect:
        run(shell, Carrier.script('use', "it's nothing!", '/no such directory')) == [said: '', code: 127]

        where:
        shell << ['sh', 'bash', 'zsh', 'csh', 'tcsh', 'fish']
    }
}
