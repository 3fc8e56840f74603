package nsx.dsl.remote

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import nsx.dsl.error.NsxException
import nsx.test.Needs
import nsx.test.Peer
import spock.lang.Specification
import spock.lang.TempDir

/** Where the tarball comes from that is sent. */
class OwnTarballSpec extends Specification {
    @TempDir
    Path directory

    Path file(String path, String text = 'x') {
        def file = directory.resolve(path)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    def "a checkout sends what was built, if it is no older than what runs"() {
        given:
        def jar = file('repl/target/app/lib/nsx.jar')
        def own = new OwnTarball(jar, directory)

        when:
        own.find()

        then:
        def none = thrown(NsxException)
        none.message == 'there is no tarball of nsx to send'
        none.hint() == "mvn -B -Pdist package -DskipTests in $directory makes one; or install nsx there"

        when:
        def built = file("repl/target/dist/nsx-${Version.own()}-linux-x86_64.tar.xz")

        then:
        own.find().file() == built
        own.find().machine() == 'x86_64'

        when:
        Files.setLastModifiedTime(built, FileTime.fromMillis(0))
        own.find()

        then:
        def old = thrown(NsxException)
        old.reason() == "$built is older than the nsx that runs here"
    }

    def "a package sends its directory, packed once, without its start-up archives"() {
        given:
        Needs.programs('tar')
        def jar = file('usr/lib/nsx/app/lib/nsx.jar')
        ['nsx', 'runtime/bin/java', 'app/archive/25.aot', 'app/complete'].each { file("usr/lib/nsx/$it") }
        file('usr/lib/other')
        def cache = Files.createDirectory(directory.resolve('cache'))
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0))

        when:
        def packed = new OwnTarball(jar, cache).find()
        def time = Files.getLastModifiedTime(packed.file())

        then:
        Peer.run("tar -tzf ${packed.file()}").readLines()*.replaceAll('/$', '').sort() ==
            ['', '/app', '/app/archive', '/app/lib', '/app/lib/nsx.jar', '/nsx', '/runtime', '/runtime/bin', '/runtime/bin/java'].collect { "usr/lib/nsx$it".toString() }
        cache.toFile().list().length == 1

        when:
        def again = new OwnTarball(jar, cache).find()

        then:
        again == packed
        Files.getLastModifiedTime(again.file()) == time
    }

    def "without a tarball the error names the host"() {
        when:
        new Carrier({ }, { }, { directory }).use(Host.plain('h1'))

        then:
        def e = thrown(NsxException)
        e.message == 'h1 has no nsx, and there is no tarball of nsx to send'
        e.reason().startsWith('nsx runs from ')
        e.culprit() == 'h1'
        e.hint()
    }

    def "unpacked classes are no package"() {
        when:
        new OwnTarball(file('classes/nsx.jar'), directory).find()

        then:
        thrown(NsxException)
    }
}
