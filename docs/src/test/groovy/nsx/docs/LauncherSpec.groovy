package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * The launcher, from outside: what it prints and how it ends, on a copy of the application that may be damaged.
 * The application is there once repl is packaged, as it is when this runs in {@code mvn verify}.
 */
@Requires({ Files.exists(Path.of('../repl/target/app/complete')) })
class LauncherSpec extends Specification {

    @Shared List<Path> jdks = jdks()

    @TempDir Path directory

    Path copy

    def setup() {
        copy = directory.resolve('check out')
        def to = copy.resolve('repl')
        ['src/main', 'target/app/archive'].each { Files.createDirectories(to.resolve(it)) }
        run('cp', '-p', '../nsx', copy.toString())
        run('cp', '-rp', '../repl/src/main/sh', '../repl/src/main/train', to.resolve('src/main').toString())
        run('cp', '-rp', '../repl/target/app/lib', '../repl/target/app/native', app().toString())
        Files.writeString(app().resolve('complete'), app().toRealPath().toString() + '\n')
        // Empty archives: tried, and to no avail.
        jdks.each { Files.createFile(archive(it)) }
    }

    def "runs on each JDK, archive or not"() {
        expect:
        jdks.every { jdk ->
            nsx(NSX_JAVA_HOME: jdk, '--version').with { code == 0 && out.startsWith('nsx ') && err == '' }
        }
    }

    def "an unusable archive is passed over in silence"() {
        given:
        jdks.each { Files.writeString(archive(it), content) }

        expect:
        jdks.every { jdk -> nsx(NSX_JAVA_HOME: jdk, '-e', '1 + 1') == new Ended(0, '2\n', '') }

        where:
        content << ['no archive', '\0\1\2']
    }

    def "an archive is made for a JDK that came later"() {
        given:
        def jdk = jdks.first()
        Files.delete(archive(jdk))

        expect:
        nsx(NSX_JAVA_HOME: jdk, '-e', '1 + 1') == new Ended(0, '2\n', '')
        Files.size(archive(jdk)) > 1_000_000
        nsx(NSX_JAVA_HOME: jdk, '-e', '1 + 1') == new Ended(0, '2\n', '')
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

    def "the JVM is not led astray by the environment"() {
        expect:
        nsx(JAVA_TOOL_OPTIONS: '-Xmx1k', _JAVA_OPTIONS: '-Xmx1k', '-e', '1 + 1') == new Ended(0, '2\n', '')
        nsx(LC_ALL: 'C', '-e', '"ä€"') == new Ended(0, 'ä€\n', '')
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

    def "says what is missing"() {
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

    private Path app() {
        copy.resolve('repl/target/app')
    }

    private Path archive(Path jdk) {
        def release = new Properties()
        release.load(new StringReader(Files.readString(jdk.resolve('release'))))
        def value = { release.getProperty(it).replace('"', '') }
        def suffix = (value('JAVA_VERSION').split(/\D/)[0] as int) >= 25 ? 'aot' : 'jsa'
        app().resolve("archive/${value('JAVA_RUNTIME_VERSION')}.$suffix")
    }

    private static List<Path> jdks() {
        def versions = [:]
        ProcessHandle.current().info().command().map { Path.of(it).parent.parent }.ifPresent { versions[it.toRealPath()] = it }
        new File('/usr/lib/jvm').listFiles()?.each {
            def major = new File(it, 'release').with { f -> f.exists() ? (f.text =~ /(?m)^JAVA_VERSION="(\d+)/) : null }
            if (major?.find() && (major.group(1) as int) >= 17) versions[it.toPath().toRealPath()] = it.toPath()
        }
        versions.keySet() as List
    }

    private Ended nsx(Map environment = [:], String... arguments) {
        run(environment, copy.resolve('nsx').toString(), *arguments)
    }

    private static Ended run(Map environment = [:], String... command) {
        def out = Files.createTempFile('out', null)
        def err = Files.createTempFile('err', null)
        try {
            // sh finds the program in the PATH that is given here; the JVM would look in its own.
            def builder = new ProcessBuilder('/bin/sh', '-c', 'exec "$@"', 'sh', *command)
            builder.redirectInput(new File('/dev/null')).redirectOutput(out.toFile()).redirectError(err.toFile())
            environment.each { name, value -> builder.environment()[name as String] = value.toString() }
            def process = builder.start()
            assert process.waitFor(2, TimeUnit.MINUTES)
            new Ended(process.exitValue(), Files.readString(out), Files.readString(err))
        } finally {
            Files.delete(out)
            Files.delete(err)
        }
    }

    record Ended(int code, String out, String err) {}
}
