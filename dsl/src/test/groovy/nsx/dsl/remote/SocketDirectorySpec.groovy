package nsx.dsl.remote

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class SocketDirectorySpec extends Specification {
    @TempDir
    Path parent

    def "it is for its user only, and goes with its content"() {
        when:
        def made = SocketDirectory.in(parent)
        Files.createFile(made.path().resolve('1'))

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(made.path())) == 'rwx------'

        when:
        made.close()

        then:
        parent.toFile().list() == [] as String[]
    }

    def "what a killed session left is removed, and nothing that is in use, young or another's"() {
        given:
        def left = directory('nsx-ssh1')
        Files.createFile(left.resolve('1'))
        aged(left)
        def used = SocketDirectory.in(parent)
        aged(used.path())
        def young = directory('nsx-ssh2')
        def link = Files.createSymbolicLink(parent.resolve('nsx-ssh3'), aged(directory('theirs')))

        when:
        def made = SocketDirectory.in(parent)

        then:
        !Files.exists(left)
        [used.path(), young, link, parent.resolve('theirs'), made.path()].every { Files.exists(it) }

        cleanup:
        used?.close()
        made?.close()
    }

    private Path directory(String name) {
        Files.createDirectory(parent.resolve(name))
    }

    private static Path aged(Path path) {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now() - Duration.ofHours(1)))
    }
}
