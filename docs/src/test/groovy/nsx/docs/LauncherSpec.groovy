package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import nsx.sys.Tasks
import spock.lang.Requires
import java.nio.file.attribute.PosixFilePermissions
import nsx.test.Root

/** The launcher, from outside: what it prints and how it ends, on a copy of the application that may be damaged. */
class LauncherSpec extends LaunchedSpec {

    def "runs on each JDK, archive or not"() {
        expect:
        jdks.every { jdk ->
            nsx(NSX_JAVA_HOME: jdk, '--version').with { code == 0 && out.startsWith('nsx ') && err == '' }
        }
    }

    def "an unusable archive is passed over in silence"() {
        given:
        jdks.each { archives(it).each { file -> Files.writeString(file, content) } }

        expect:
        jdks.every { jdk -> nsx(NSX_JAVA_HOME: jdk, '-e', '1 + 1') == new Ended(0, '2\n', '') }

        where:
        content << ['no archive', '\0\1\2']
    }

    def "archives are made for a JDK that came later; that of scripts has no compiler and no line editor"() {
        given:
        def jdk = jdks.last()
        def loaded = directory.resolve('loaded')
        Files.delete(archives(jdk).first())

        expect:
        nsx(NSX_JAVA_HOME: jdk, '--plan', '-e', '1 + 1').code == 0
        archives(jdk).every { Files.size(it) > 1_000_000 }
        nsx(NSX_JAVA_HOME: jdk, HOME: directory, XDG_CACHE_HOME: '', '-e', '1 + 1') == new Ended(0, '2\n', '')
        nsx(NSX_JAVA_HOME: jdk, HOME: directory, XDG_CACHE_HOME: '', NSX_JAVA_OPTIONS: "-Xlog:class+load:file=$loaded", '-e', '1 + 1') == new Ended(0, '2\n', '')
        Files.readString(loaded).contains('shared objects file')
        !(Files.readString(loaded) =~ /antlr|org\.jline\.(reader|terminal)|nsx\.repl\.prompt\.LineReading/)
    }

    def "the archive is that of the use: #words"() {
        given: 'marks of lines that were compiled, and of one whose classes are gone'
        def marks = Files.createDirectories(directory.resolve('home/.cache/nsx/e/25.0.9+1'))
        Files.createFile(marks.resolve('../../1.classes'))
        ['1 + 1', 'check', "rule to: '10.0.0.0\\8'\nx"].each { Files.createSymbolicLink(marks.resolve(it), Path.of('../../1.classes')) }
        Files.createSymbolicLink(marks.resolve('gone'), Path.of('../../2.classes'))

        expect:
        def options = nsx(NSX_JAVA_HOME: sayingJava(), HOME: directory.resolve('home'), XDG_CACHE_HOME: '', *words).out
        options.contains("/archive/25.0.9+1.${use}.aot\n")

        and: 'a line that was compiled is short'
        options.contains('-XX:-AOTReplayTraining') == (use == 'script' && words.contains('-e'))

        where:
        words                             | use
        ['-e', '1 + 1']                   | 'script'
        ['-e', 'check']                   | 'script'
        ['-e', "rule to: '10.0.0.0/8'\nx"] | 'script'
        ['--json', '-e', '1 + 1']         | 'script'
        ['-e', '2 + 2']                   | 'prompt'
        ['-e', 'gone']                    | 'prompt'
        ['-e', '']                        | 'prompt'
        ['-e']                            | 'prompt'
        ['--format', 'csv', 'lab/star']   | 'script'
        ['lab/star', '--plan']            | 'script'
        ['doctor']                        | 'script'
        ['-']                             | 'script'
        []                                | 'script'
        ['--version']                     | 'script'
        ['--format']                      | 'script'
        ['']                              | 'script'
        ['check', 'lab/star']             | 'prompt'
        ['--no-color', 'diff', 'a.nsx']   | 'prompt'
        ['--format', 'csv', 'check', 'a'] | 'prompt'
        ['--plan', '-e', '1 + 1']         | 'prompt'
        ['lsp', '--stdio']                | 'prompt'
        ['--serve']                       | 'prompt'
    }

    def "where nothing was compiled yet, a text has the archive of the prompt, with the compiler: #words"() {
        expect:
        nsx(NSX_JAVA_HOME: sayingJava(), HOME: directory.resolve('home'), XDG_CACHE_HOME: '', *words).out.contains("/archive/25.0.9+1.${use}.aot\n")

        where:
        words           | use
        ['-e', '1 + 1'] | 'prompt'
        ['lab/star']    | 'prompt'
        []              | 'prompt'
        ['--version']   | 'script'
    }

    def "a prompt at a terminal has the archive of the prompt, without what its training had compiled"() {
        when:
        def options = { String arguments ->
            run(NSX_JAVA_HOME: sayingJava(), 'script', '-qec', "'${copy.resolve('nsx')}' $arguments", '/dev/null').out.readLines()
        }

        then:
        options('--trace').any { it.endsWith('/archive/25.0.9+1.prompt.aot') }
        options('--trace').contains('-XX:-AOTReplayTraining')
        !options('-e 1').contains('-XX:-AOTReplayTraining')
    }

    /** A JDK with archives, whose Java says its options and does nothing. */
    private Path sayingJava() {
        def jdk = Files.createDirectories(directory.resolve('jdk'))
        Files.writeString(jdk.resolve('release'), 'JAVA_RUNTIME_VERSION="25.0.9+1"\nJAVA_VERSION="25.0.9"\nOS_ARCH="x86_64"\n')
        def java = Files.createDirectories(jdk.resolve('bin')).resolve('java')
        Files.writeString(java, '#!/bin/sh\nprintf "%s\\n" "$@"\n')
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString('rwxr-xr-x'))
        archives(jdk).each { Files.writeString(it, 'classes') }
        jdk
    }

    def "finds its home through symbolic links, and keeps the arguments as they are"() {
        given:
        Files.createDirectories(directory.resolve('bin'))
        Files.createSymbolicLink(directory.resolve('bin/nsx'), Path.of('../check out/nsx'))
        Files.createSymbolicLink(directory.resolve('other'), directory.resolve('bin/nsx'))

        expect:
        run([:], directory.resolve('other').toString(), '-e', '"a  b" + \'*\'').out == 'a  b*\n'
        run(PATH: "${directory.resolve('bin')}:${System.getenv('PATH')}", 'nsx', '--version').code == 0
    }

    def "a notice at a terminal says that the sources are newer than the build"() {
        given:
        def home = directory.resolve('check out')
        Files.createDirectories(home.resolve('.git/logs'))
        touch(Files.createFile(home.resolve('.git/logs/HEAD')))
        def atTerminal = { run([:], 'script', '-qec', "'$home/nsx' --version", '/dev/null').out }

        expect: 'a commit of something else'
        !atTerminal().contains('newer')

        when:
        touch(Files.writeString(home.resolve('pom.xml'), '<project/>'))

        then:
        atTerminal() =~ /^nsx: its sources are newer than what is built; to build anew: rm -r .*check out.repl.target\r\nnsx /
        nsx('--version').err == ''
    }

    /** Times have the grain of the kernel's ticks: what is to be newer than the build gets a later one. */
    private void touch(Path file) {
        def built = Files.getLastModifiedTime(app().resolve('complete')).toInstant()
        Files.setLastModifiedTime(file, FileTime.from(built.plusSeconds(1)))
    }

    def "a limit that is too low for Java is an error with a sentence: #limit"() {
        when:
        def ended = run(environment, 'sh', '-c', "$limit; exec '${copy.resolve('nsx')}' -e 1")

        then:
        ended.code == 126
        ended.out == ''
        ended.err =~ /^nsx: cannot be started: $told\n$/

        where:
        limit               | environment                   | told
        'ulimit -n 20'      | [:]                           | /it needs 48 open files, and the limit is 20 .ulimit -n./
        'ulimit -v 1000000' | [:]                           | /Java needs more .* 1000000 KiB of memory .ulimit -v./
        ':'                 | [NSX_JAVA_OPTIONS: '-Xmx4m']  | /Java needs more .* NSX_JAVA_OPTIONS=-Xmx4m/
    }

    def "a heap that has no room for the archive is used without it: #heap"() {
        expect:
        jdks.every { run(NSX_JAVA_HOME: it, NSX_JAVA_OPTIONS: "-Xmx$heap", '../nsx', '-e', '1 + 1') == new Ended(0, '2\n', '') }

        where:
        heap << ['40m', '49m', '50m']
    }

    @Requires({ Root.isOfMachine() })
    def "a control group with too little memory is an error with a sentence, one with little is used up in words: #memory"() {
        given:
        def group = "launcher-${ProcessHandle.current().pid()}"

        when:
        def ended = nsx('-e', "cgroup('$group') { memory ${memory}; sh(\"'${copy.resolve('nsx')}' -e '$line'\", check: false) }; null")

        then:
        ended.err =~ told
        ended.out == ''

        cleanup:
        nsx('-e', "delete cgroup: '$group', kill: true")

        where:
        memory   | line                                          || told
        '20.MB'  | '1'                                           || /^nsx: cannot be started: Java needs more .* 20 MiB of memory .control group.\n$/
        '100.MB' | 'x = []; while (true) x << new byte[1000000]' || /^-e:1: out of memory\n/
    }

    def "where the working directory is gone it goes on in the topmost one, and says so"() {
        when:
        def gone = directory.resolve('gone')
        def ended = run([:], 'sh', '-c', "mkdir '$gone'; cd '$gone'; rmdir '$gone'; exec '${copy.resolve('nsx')}' -e 'output \"pwd\"'")

        then:
        ended.code == 0
        ended.out == '/\n'
        ended.err.endsWith('nsx: the working directory is gone: going on in /\n')
    }

    def "a working directory whose path the user may not follow is none that is gone"() {
        when:
        def closed = directory.resolve('closed')
        def ended = run([:], 'sh', '-c', "mkdir -p '$closed/in'; cd '$closed/in'; chmod 0 '$closed'; ${asOther()}'${copy.resolve('nsx')}' -e 1; chmod 700 '$closed'")

        then:
        ended == new Ended(0, '1\n', '')
    }

    /** Root may follow any path. */
    private String asOther() {
        if (!Root.isOfMachine()) return ''
        run('chmod', '-R', 'go+rX', directory.toString())
        'setpriv --bounding-set=-all --inh-caps=-all --reuid=65534 --clear-groups '
    }

    @Requires({ Tasks.effectiveUser() == 0 })
    def "without /proc it says what to do"() {
        when:
        def ended = run([:], 'unshare', '-m', 'sh', '-c', "mount -t tmpfs none /proc && exec '${copy.resolve('nsx')}' -e 1")

        then:
        ended == new Ended(126, '', 'nsx: cannot be started: it needs a /proc that shows its own process\nnsx: mount -t proc proc /proc\n')
    }

    @Requires({ Tasks.effectiveUser() == 0 })
    def "few descriptors do for many namespaces: sockets that are kept for speed are given back"() {
        when:
        def names = "(1..100).collect { \"few\$it\".toString() }"
        def ended = run([:], 'sh', '-c', "ulimit -n 64; exec '${copy.resolve('nsx')}' -e '"
            + "def few = $names; few.each { netns(it) { links() } }; print netns().count { it.name in few }; delete netns: few; null'")

        then:
        ended == new Ended(0, '100', '')
    }

    def "the JVM is not led astray by the environment"() {
        expect:
        nsx(JAVA_TOOL_OPTIONS: '-Xmx1k', _JAVA_OPTIONS: '-Xmx1k', '-e', '1 + 1') == new Ended(0, '2\n', '')
        nsx(LC_ALL: 'C', '-e', '"ä€"') == new Ended(0, 'ä€\n', '')
    }

    def "a JVM that fails leaves no core dump and no report, and programs get the user's own limit"() {
        given:
        def empty = Files.createDirectory(directory.resolve('empty'))
        def inEmpty = { String line ->
            run([:], 'sh', '-c', 'ulimit -S -c "$(ulimit -H -c)"; cd "$1" && exec "$2" -e "$3"', 'sh',
                    "$empty", "${directory.resolve('check out/nsx')}", line)
        }

        expect:
        inEmpty('sh "ulimit -c; ulimit -H -c"').out.readLines().toUnique().size() == 1

        when:
        def crashed = inEmpty("sh 'kill -SEGV \$PPID; exec tail --pid=\$PPID -f /dev/null'")

        then:
        crashed.code != 0
        crashed.out.contains('SIGSEGV')
        Files.list(empty).withCloseable { it.toList() } == []
    }

    def "no JDK writes anything when it fails"() {
        expect:
        jdks.every { jdk ->
            def flags = nsx(NSX_JAVA_HOME: jdk, NSX_JAVA_OPTIONS: '-XX:+PrintFlagsFinal', '-e', '1').with { out + err }
            [CreateCoredumpOnCrash: 'false', ErrorFile: '/dev/null', DumpReplayDataOnError: 'false'].every { flag, value ->
                flags =~ /(?m)^ *\w+ $flag +:?= $value +/
            }
        }
    }

    def "nobody attaches to the JVM"() {
        expect: 'who does makes this file and sends SIGQUIT; the JVM would answer by making a socket'
        nsx('-e', '''
            def pid = ProcessHandle.current().pid()
            def request = new File("/tmp/.attach_pid$pid")
            request.createNewFile()
            sh "kill -QUIT $pid; sleep 0.5"
            def answer = new File("/tmp/.java_pid$pid").exists()
            request.delete()
            System.err.println "answered: $answer"
        ''').err.contains('answered: false')
    }

    def "does not load what others can write"() {
        given:
        Files.setPosixFilePermissions(app().resolve(piece), PosixFilePermissions.fromString(mode))

        expect:
        with(nsx('--version')) {
            code == 77
            out == ''
            err.contains(why)
        }

        where:
        piece                                | mode        | why
        'lib/nsx.jar'                        | 'rw-r--rw-' | 'everybody can write to it'
        'native/x86_64/libjnidispatch.so'    | 'rwxr-xrwx' | 'everybody can write to it'
        'archive'                            | 'rwxrwxrwx' | 'everybody can write to it'
        ''                                   | 'rwxr-xrwx' | 'everybody can write to it'
    }

    def "prints the completion for a shell without a JDK or a build, unless others can write to it"() {
        given:
        Files.delete(app().resolve('complete'))
        def file = copy.resolve("repl/src/main/sh/completion/nsx.$shell")

        expect:
        nsx(NSX_JAVA_HOME: '/nowhere', '--completion', shell) == new Ended(0, Files.readString(file), '')

        when:
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-r--rw-'))

        then:
        with(nsx('--completion', shell)) {
            code == 77
            out == ''
        }

        where:
        shell << ['bash', 'zsh', 'fish']
    }

    def "has no completion for another shell"() {
        expect:
        nsx('--completion', *shell) == new Ended(2, '', 'nsx: --completion takes one of bash, zsh and fish\nnsx: see nsx --help\n')

        where:
        shell << [[], ['csh'], ['../java'], ['bash', 'zsh'], ['bash:1']]
    }

    def "an unusable JDK and an incomplete build are named"() {
        expect:
        with(nsx(NSX_JAVA_HOME: '/nowhere', '--version')) {
            code == 126
            err == 'nsx: NSX_JAVA_HOME=/nowhere is not a JDK 17 or later\n'
        }

        when:
        Files.delete(app().resolve('complete'))
        def bin = Files.createDirectories(directory.resolve('without maven'))
        ['sh', 'stat'].each { Files.createSymbolicLink(bin.resolve(it), Path.of("/bin/$it")) }

        then:
        with(nsx(PATH: bin, '--version')) {
            code == 126
            err.contains('Maven is missing')
        }
    }

    def "a terminal is told of the steps of the first build, and other output is not: #ending"() {
        given:
        def home = directory.resolve('check out')
        ['complete', 'lib/nsx.jar'].each { Files.delete(app().resolve(it)) }
        def maven = Files.createDirectories(directory.resolve('bin')).resolve('mvn')
        Files.writeString(maven, """#!/bin/sh
echo "\$*" >'$directory/arguments'
echo 'Downloaded from central: file:///w (1 kB)'
echo '[INFO] Building nsx-native 1.0 [2/3]'
echo 'Downloaded from central: file:///x (1 kB)'
echo 'Downloaded from central: file:///y (1 kB)'
echo '[INFO] --- compiler:3:compile (default-compile) @ nsx-native ---'
echo '[INFO] Building nsx-repl 1.0 [3/3]'
$last
""")
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString('rwxr-xr-x'))
        def path = "$maven.parent:${System.getenv('PATH')}"

        when:
        def told = run([PATH: path], 'script', '-qec', "'$home/nsx' --version", '/dev/null').out.replace('\r', '')

        then: 'a slow machine has more dots'
        told.replaceAll(/\.(?=[ \n])/, '') =~ pattern
        !Files.readString(directory.resolve('arguments')).contains('-q ')

        when: 'there is no terminal'
        def plain = nsx(PATH: path, '--version')

        then:
        plain.err.startsWith('nsx: first use, building…\n') && !plain.err.contains('[2/3]')
        Files.readString(directory.resolve('arguments')).startsWith('-q ')

        where:
        ending  | last
        'fails' | "echo '[ERROR] no compiler'; exit 1"
        'lacks' | "echo '[INFO] --- jar:3:jar (default-jar) @ nsx-repl ---'"
        pattern = /^nsx: first use, building…\n  its plan: fetching\n  \[2\/3] nsx-native: fetching compiling\n  \[3\/3] nsx-repl:/ +
            (ending == 'fails' ? /\nnsx: stopped after \d+ s, files fetched: 3\n\[ERROR] no compiler\nnsx: could not be built: the reason is above/
                : / packing\nnsx: built in \d+ s, files fetched: 3\nnsx: the build came to its end, but .* is not complete/)
    }
}
