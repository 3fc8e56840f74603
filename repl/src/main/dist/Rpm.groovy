import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermission
import java.time.Instant
import org.eclipse.packager.rpm.RpmVersion
import org.eclipse.packager.rpm.build.BuilderOptions
import org.eclipse.packager.rpm.build.RpmBuilder
import org.eclipse.packager.rpm.build.SimpleFileInformationCustomizer

// Writes the RPM package of what stage laid out. Needs neither root nor rpm.
// Variables: directory, machine, version, sources (of the scripts).

Path dist = Path.of(directory)
Path root = dist.resolve('root')
Path scripts = Path.of(sources)
Instant when = Instant.parse('2026-01-01T00:00:00Z')

def as = { int mode -> { information ->
    information.mode = (short) mode
    information.timestamp = when
    information.user = 'root'
    information.group = 'root'
} as SimpleFileInformationCustomizer }
// The directories that all packages share belong to none.
def own = { String place -> place.startsWith('/usr/lib/nsx') || place.startsWith('/usr/share/doc/nsx') }

Path file = dist.resolve("nsx-$version-1.${machine}.rpm")
new RpmBuilder('nsx', new RpmVersion(null, version, '1'), machine, file, new BuilderOptions()).withCloseable { rpm ->
    rpm.information.with {
        summary = 'Scriptable shell for Linux namespaces'
        description = 'A prompt and a small language that build, inspect and remove networks, host names, IPC objects, clocks and ' +
            'processes in namespaces of their own. It brings its own Java runtime.'
        license = 'Apache-2.0'
        group = 'System Environment/Shells'
        buildHost = 'localhost'
    }
    ['/bin/sh', 'util-linux', 'coreutils'].each { rpm.addRequirement(it, '') }
    rpm.setPostInstallationScript('/bin/sh', "set -- configure\n${Files.readString(scripts.resolve('deb/postinst'))}")
    // not before an update: there the new files are in place already
    rpm.setPreRemoveScript('/bin/sh', "[ \"\$1\" = 0 ] || exit 0\n${Files.readString(scripts.resolve('deb/prerm'))}")
    def content = rpm.newContext()
    Files.walk(root).withCloseable { all ->
        all.sorted().each { path ->
            String place = "/${root.relativize(path)}"
            if (Files.isSymbolicLink(path)) {
                content.addSymbolicLink(place, Files.readSymbolicLink(path).toString(), as(0777))
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                if (own(place)) {
                    content.addDirectory(place, as(0755))
                }
            } else {
                boolean program = Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE)
                content.addFile(place, path, as(program ? 0755 : 0644))
            }
        }
    }
    rpm.build()
}
