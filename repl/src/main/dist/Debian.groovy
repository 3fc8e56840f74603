import java.nio.file.Path
import org.vafer.jdeb.Console
import org.vafer.jdeb.DebMaker
import org.vafer.jdeb.mapping.Mapper
import org.vafer.jdeb.producers.DataProducerArchive
import org.vafer.jdeb.utils.MapVariableResolver

// Writes the Debian package of what stage laid out. Needs neither root nor Debian.
// Variables: directory, machine, libc, libraries, version, sources (of the control files).

Path dist = Path.of(directory)
String architecture = [x86_64: 'amd64', aarch64: 'arm64'][machine]
def packages = ['libz.so.1': 'zlib1g', 'libstdc++.so.6': 'libstdc++6', 'libgcc_s.so.1': 'libgcc-s1']
String depends = (["libc6 (>= $libc)"] + libraries.collect { packages[it] }).join(', ')

def console = [debug: { }, info: { }, warn: { System.err.println(it) }] as Console
def files = new DataProducerArchive(dist.resolve('root.tar.gz').toFile(), null, null, new Mapper[0])
new DebMaker(console, [files], []).with {
    deb = dist.resolve("nsx_${version}_${architecture}.deb").toFile()
    control = Path.of(sources).resolve('deb').toFile()
    resolver = new MapVariableResolver([version: version, debArch: architecture, depends: depends])
    // most of it is compressed already: xz takes a minute more, and makes it 7 % smaller
    compression = 'gzip'
    outputTimestampMs = 1767225600000L
    validate()
    makeDeb()
}
