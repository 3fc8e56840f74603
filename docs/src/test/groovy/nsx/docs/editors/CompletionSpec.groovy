package nsx.docs.editors

import java.nio.file.Files
import java.nio.file.Path
import nsx.test.Fresh
import nsx.test.Needs
import nsx.test.Peer
import spock.lang.Specification
import spock.lang.TempDir

/** The completions in the shells that they are for: what they propose for a line that ends at the cursor. */
class CompletionSpec extends Specification {
    static final Path FILES = EditorsSpec.COMPLETION.toRealPath()
    static final String DECLARING = '''\
        #!/usr/bin/env nsx
        /*
         * Summary:    a script of one's own
         * Arguments:  NAME     where
         *             --fast   in a hurry
         * Privileges: --none   at all
         */
        '''.stripIndent()

    @TempDir
    Path directory

    /** For what the shells write down of themselves. */
    @TempDir
    Path home

    def setup() {
        Files.writeString(directory.resolve('own.nsx'), DECLARING)
        Files.writeString(directory.resolve('other.txt'), '')
        Files.createDirectory(directory.resolve('scripts'))
        Files.writeString(directory.resolve('scripts/in side.nsx'), '')
    }

    def "bash, zsh and fish read their file without a complaint"() {
        expect:
        Peer.run("bash -n '$FILES/nsx.bash' && zsh -n '$FILES/nsx.zsh' && fish --no-execute '$FILES/nsx.fish'") == ''
    }

    def "bash: #line"() {
        expect:
        bash(line) == proposals

        where:
        line                                | proposals
        ['']                                | ['check', 'diff', 'doctor', 'gc', 'lab/', 'own.nsx', 'scripts']
        ['--format', '']                    | ['csv', 'json', 'markdown', 'text']
        ['--format', 'csv', 'ow']           | ['own.nsx']
        ['doc']                             | ['doctor']
        ['--sa']                            | ['--sandbox']
        ['--json', '--js']                  | []
        ['--completion', '']                | ['bash', 'fish', 'zsh']
        ['lab/s']                           | ['lab/star']
        ['scripts/']                        | ['scripts/in side.nsx']
        ['check', 'ow']                     | ['own.nsx']
        ['check', 'own.nsx', '']            | []
        ['lab/star', '--']                  | ['--down']
        ['lab/star', '--down', '--']        | []
        ['lab/time', '']                    | []
        ['own.nsx', '--']                   | ['--fast']
        ['-e', "'pinga"]                    | ['pingall()']
        ['-e', "'netns { addresse"]         | ['netns { addresses()']
        ['-e', '"netns(\'a\') { addresse']  | ["netns('a') { addresses()"]
        ['-e', 'pinga']                     | []
    }

    def "bash says what several proposals mean, and puts none of it into the line"() {
        expect:
        bash(['--sa', ''], 'COMP_CWORD=1') == ['--sandbox']
        bash(['lab/star', '']) == ['--down  (remove everything again)', 'N       (number of namespaces, 1..250 (default 3))']
        bash(['lab/star', ''], 'COMP_TYPE=37') == ['--down']
    }

    def "fish: #line"() {
        expect:
        fish(line)*.replaceFirst(/\t.*/, '') == proposals

        where:
        line                             | proposals
        '--sa'                           | ['--sandbox']
        '--completion '                  | ['bash', 'fish', 'zsh']
        '--format '                      | ['csv', 'json', 'markdown', 'text']
        '--format csv ow'                | ['own.nsx']
        'doc'                            | ['doctor']
        'lab/s'                          | ['lab/star']
        'check ow'                       | ['own.nsx']
        'check own.nsx '                 | []
        'lab/star --'                    | ['--down']
        'lab/time '                      | []
        'own.nsx --'                     | ['--fast']
        "-e 'pinga"                      | ['pingall()']
        '-e "netns(\'a\') { addresse'    | ["netns('a') { addresses()"]
    }

    def "zsh: #line"() {
        expect:
        zsh(line) == "nsx $completed"

        where:
        line                             | completed
        '--sa'                           | '--sandbox '
        'lab/sta'                        | 'lab/star '
        'check ow'                       | 'check own.nsx '
        '--format m'                     | '--format markdown '
        '--format csv ow'                | '--format csv own.nsx '
        'doc'                            | 'doctor '
        'lab/star --'                    | 'lab/star --down '
        'lab/time '                      | 'lab/time '
        'own.nsx --'                     | 'own.nsx --fast '
        "-e 'pinga"                      | "-e 'pingall()"
        '-e "netns(\'a\') { addresse'    | '-e "netns(\'a\') { addresses()'
    }

    def "a script that is called by its own name is completed too"() {
        expect:
        bash(['--'], '', './own.nsx') == ['--fast']
        bash(['--fast', 'oth'], '', './own.nsx') == ['other.txt']
        zsh('./own.nsx --', '') == './own.nsx --fast '
        fish('./own.nsx --', '') == ['--fast\tin a hurry']
    }

    def "bash still completes other commands as it was told before: #before"() {
        expect:
        run('bash', '--norc', '-c', """\
            own() { COMPREPLY=("own for \$1"); return 124; }
            $before
            source '$FILES/nsx.bash'; source '$FILES/nsx.bash'
            complete -p -D
            COMP_WORDS=(ls '') COMP_CWORD=1
            _nsx_default ls '' ls; echo "\$? \${COMPREPLY[*]}"
            """) == after

        where:
        before                            | after
        ''                                | ['complete -o bashdefault -o default -F _nsx_default -D', '0 ']
        'complete -F own -D'              | ['complete -F _nsx_default -D', '124 own for ls']
        'complete -o nosort -F own -D'    | ['complete -o nosort -F _nsx_default -D', '124 own for ls']
        'complete -W "a b" -D'            | ["complete -W 'a b' -D", '0 ']
    }

    def "a head of lines with slashes is read as well"() {
        given:
        Files.writeString(directory.resolve('own.nsx'), '// Summary:   own\n// Arguments: --slow  in peace\n')
        expect:
        bash(['own.nsx', '--']) == ['--slow']
        fish('own.nsx --') == ['--slow\tin peace']
        zsh('own.nsx --') == 'nsx own.nsx --slow '
    }

    def "live names are completed between quotes, those that a shell would read otherwise are not"() {
        expect:
        Fresh.call {
            Peer.run('ip netns add alpha; ip netns add beta; mkdir -p /run/nsx/ns/ipc; touch /run/nsx/ns/ipc/post')
            Files.createFile(Path.of("/run/netns/al\$(touch pwned)"))
            assert bash(['-e', '"netns(\'']) == ["netns('alpha')", "netns('beta')"]
            assert bash(['-e', '\'netns("al']) == ['netns("alpha")']
            assert bash(['-e', '"ipcns \'']) == ["ipcns 'post'"]
            assert bash(['-e', '"nsid(\'b']) == ["nsid('beta')"]
            assert bash(['own.nsx', 'al']) == ['alpha']
            assert fish('-e "netns(\'al') == ["netns('alpha')"]
            assert fish('own.nsx al')*.replaceFirst(/\t.*/, '') == ['alpha']
            assert zsh('-e "netns(\'al') == "nsx -e \"netns('alpha')"
            assert zsh('own.nsx be') == 'nsx own.nsx beta '
            assert !Files.exists(directory.resolve('pwned'))
            true
        }
    }

    def "bash lists ten thousand names at once"() {
        expect:
        Fresh.call {
            Files.createDirectory(Path.of('/run/netns'))
            10_000.times { Files.createFile(Path.of("/run/netns/n$it")) }
            assert bash(['-e', '"netns(\'']).size() == 10_000
            true
        }
    }

    /** Calls the function as readline does; the line is what stands behind the command, as words. */
    private List<String> bash(List<String> line, String more = '', String command = 'nsx') {
        run('bash', '--norc', '-c', """\
            source '$FILES/nsx.bash'
            compopt() { :; }
            COMP_WORDS=($command "\$@") COMP_CWORD=\$#
            $more
            ${command == 'nsx' ? '_nsx' : '_nsx_default'}
            [[ \${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' "\${COMPREPLY[@]}" | sort
            """, 'bash', *line)
    }

    private List<String> fish(String line, String command = 'nsx ') {
        run('fish', '--no-config', '-c', "source '$FILES/nsx.fish'; complete -C \$argv[1]", command + line)
    }

    /** Types the line and a tabulator in a terminal; the line as it is then. */
    private String zsh(String line, String command = 'nsx ') {
        run('zsh', '-f', '-c', """\
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell 'PS1=""; autoload -Uz compinit; compinit -D -u; source $FILES/nsx.zsh
                show() { print -rn -- "<\$BUFFER>"; BUFFER=""; zle accept-line }; zle -N show; bindkey "^X" show; stty -echo; print re""ady'
            zpty -r shell out '*ready*'
            zpty -w -n shell "\$1"\$'\\t\\x18'
            zpty -r shell out "*<\${1%% *} *>"
            zpty -d shell
            print -r -- "\${\${out##*<}%>}"
            """, 'zsh', command + line).first()
    }

    private List<String> run(String... command) {
        Needs.programs(command[0])
        def builder = new ProcessBuilder('timeout', '60', *command).directory(directory.toFile()).redirectErrorStream(true)
        builder.environment().putAll(HOME: home.toString(), TERM: 'xterm')
        builder.environment().keySet().removeIf { it.startsWith('XDG_') }
        def process = builder.start()
        process.outputStream.close()
        def lines = process.inputStream.withCloseable { it.readLines('UTF-8') }
        process.errorStream.close()
        assert process.waitFor() == 0 : lines
        lines
    }
}
