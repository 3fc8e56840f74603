import com.google.cloud.tools.jib.api.Containerizer
import com.google.cloud.tools.jib.api.Jib
import com.google.cloud.tools.jib.api.TarImage
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer
import com.google.cloud.tools.jib.api.buildplan.FilePermissions
import com.google.cloud.tools.jib.api.buildplan.ImageFormat
import com.google.cloud.tools.jib.api.buildplan.Platform
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant

// Writes the image as an OCI layout in a tar, which the build unpacks. No daemon, no registry: its first layer is what
// base-image collected from this machine, the second one is nsx as the packages have it, the third one its start-up archives.
// Variables: directory, machine, version.

Path dist = Path.of(directory)
// for another machine type there is none
if (!Files.exists(dist.resolve('base'))) {
    return
}

def layer = { String name, Path from ->
    def files = FileEntriesLayer.builder().setName(name)
    Files.walk(from).withCloseable { all ->
        // Jib would copy what a link leads to
        all.sorted().filter { it != from && !Files.isSymbolicLink(it) }.each { file ->
            def rights = Files.getPosixFilePermissions(file)
            files.addEntry(file, AbsoluteUnixPath.get("/${from.relativize(file)}"), FilePermissions.fromPosixFilePermissions(rights),
                Instant.parse('2026-01-01T00:00:00Z'))
        }
    }
    files.build()
}

Jib.fromScratch()
    .setFormat(ImageFormat.OCI)
    .setPlatforms([new Platform(machine == 'aarch64' ? 'arm64' : 'amd64', 'linux')] as Set)
    .setCreationTime(Instant.parse('2026-01-01T00:00:00Z'))
    .setFileEntriesLayers(layer('base', dist.resolve('base')), layer('nsx', dist.resolve('root')),
        layer('archive', dist.resolve('trained')))
    .setEnvironment([PATH: '/usr/lib/nsx:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', HOME: '/root'])
    .addLabel('org.opencontainers.image.title', 'nsx')
    .addLabel('org.opencontainers.image.version', version)
    .setWorkingDirectory(AbsoluteUnixPath.get('/root'))
    .setEntrypoint('/usr/lib/nsx/nsx')
    .containerize(Containerizer.to(TarImage.at(dist.resolve('oci.tar')).named('nsx:' + version))
        .setOfflineMode(true)
        .setBaseImageLayersCache(dist.resolve('cache'))
        .setApplicationLayersCache(dist.resolve('cache')))
