import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermission
import java.time.Instant
import org.eclipse.packager.rpm.FileFlags
import org.eclipse.packager.rpm.RpmVersion
import org.eclipse.packager.rpm.build.BuilderOptions
import org.eclipse.packager.rpm.build.RpmBuilder
import org.eclipse.packager.rpm.build.SimpleFileInformationCustomizer

// Writes the RPM package of what stage laid out. Needs neither root nor rpm.
// Variables: directory, machine, libc, libraries, version, sources (of the scripts).

Path dist = Path.of(directory)
Path root = dist.resolve('root')
Path scripts = Path.of(sources)
Instant when = Instant.parse('2026-01-01T00:00:00Z')

def as = { int mode, Set flags = [] -> { information ->
    information.mode = (short) mode
    information.fileFlags = flags
    information.timestamp = when
    information.user = 'root'
    information.group = 'root'
} as SimpleFileInformationCustomizer }
// Those of the distributions' package of file systems. Of all others each package that uses them is an owner, and the last one removes them.
def shared = ['/usr', '/usr/bin', '/usr/lib', '/usr/share', '/usr/share/doc', '/usr/share/man', '/usr/share/man/man1']
// Lintian's exceptions are Debian's, and zsh reads another directory.
def left = { String place -> place.startsWith('/usr/share/lintian') }
def moved = { String place -> place.replace('/zsh/vendor-completions', '/zsh/site-functions') }
def flags = { String place ->
    place ==~ '/usr/share/doc/nsx/(LICENSE|copyright)' ? [FileFlags.DOC, FileFlags.LICENSE]
        : place ==~ '/usr/share/(doc|man)/.*' ? [FileFlags.DOC] : []
}

Path file = dist.resolve("nsx-$version-1.${machine}.rpm")
new RpmBuilder('nsx', new RpmVersion(null, version, '1'), machine, file, new BuilderOptions()).withCloseable { rpm ->
    rpm.information.with {
        summary = 'Scriptable shell for Linux namespaces'
        description = 'A prompt and a small language that build, inspect and remove networks,\n' +
            'host names, IPC objects, clocks and processes in namespaces of their own.\n' +
            'It brings its own Java runtime.'
        license = 'Apache-2.0 AND BSD-3-Clause AND EPL-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0'
        packager = 'nsx developers'
        group = 'System Environment/Shells'
        buildHost = 'localhost'
    }
    (['/bin/sh', 'util-linux', 'coreutils', 'findutils', "libc.so.6(GLIBC_$libc)(64bit)".toString()] + libraries.collect { "$it()(64bit)".toString() }).each { rpm.addRequirement(it, '') }
    rpm.setPostInstallationScript('/bin/sh', "set -- configure\n${Files.readString(scripts.resolve('deb/postinst'))}")
    // not before an update: there the new files are in place already
    rpm.setPreRemoveScript('/bin/sh', "[ \"\$1\" = 0 ] || exit 0\n${Files.readString(scripts.resolve('deb/prerm'))}")
    def content = rpm.newContext()
    Files.walk(root).withCloseable { all ->
        all.sorted().each { path ->
            String place = moved("/${root.relativize(path)}")
            if (left(place)) {
                return
            }
            if (Files.isSymbolicLink(path)) {
                content.addSymbolicLink(place, Files.readSymbolicLink(path).toString(), as(0777))
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                if (path != root && place !in shared) {
                    content.addDirectory(place, as(0755))
                }
            } else {
                boolean program = Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE)
                content.addFile(place, path, as(program || place.endsWith('.so') ? 0755 : 0644, flags(place) as Set))
            }
        }
    }
    rpm.build()
}
