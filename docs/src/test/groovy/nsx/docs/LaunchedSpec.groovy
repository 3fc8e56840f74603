package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import nsx.test.Needs
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * On a copy of the application, started from outside. It is there once repl is packaged, as it is when this runs in
 * {@code mvn verify}.
 */
@Requires(value = { Files.exists(Path.of('../repl/target/app/complete')) }, inherited = true)
abstract class LaunchedSpec extends Specification {

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
        jdks.each { archives(it).each { file -> Files.createFile(file) } }
    }

    Path app() {
        copy.resolve('repl/target/app')
    }

    /** The archives of a JDK, one for each use, as the launcher names them. */
    List<Path> archives(Path jdk) {
        def names = 'app=$0; . "$1/java.sh"; jdk_read "$2"; tell() { echo "$archive"; }; archive_each tell'
        run('sh', '-c', names, app().toString(), '../repl/src/main/sh', jdk.toString()).out.readLines().collect { Path.of(it) }
    }

    static List<Path> jdks() {
        def versions = [:]
        ProcessHandle.current().info().command().map { Path.of(it).parent.parent }.ifPresent { versions[it.toRealPath()] = it }
        new File('/usr/lib/jvm').listFiles()?.each {
            def major = new File(it, 'release').with { f -> f.exists() ? (f.text =~ /(?m)^JAVA_VERSION="(\d+)/) : null }
            if (major?.find() && (major.group(1) as int) >= 17) versions[it.toPath().toRealPath()] = it.toPath()
        }
        versions.keySet() as List
    }

    Ended nsx(Map environment = [:], String... arguments) {
        run(environment, copy.resolve('nsx').toString(), *arguments)
    }

    static Ended run(Map environment = [:], String... command) {
        if (command[0] == 'script') Needs.programs('script')
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
