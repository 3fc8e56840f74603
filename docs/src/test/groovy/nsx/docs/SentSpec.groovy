package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.test.Peer

/** Hosts without nsx, which get it from here. */
class SentSpec extends OnHosts {
    /** A tarball whose launcher is that of this checkout. */
    String tarball() {
        def top = directory.resolve('source/nsx-x/lib/nsx')
        Files.createDirectories(top)
        Files.writeString(top.resolve('nsx'), "#!/bin/sh\nexec '${nsx()}' \"\$@\"\n")
        top.resolve('nsx').toFile().executable = true
        def version = Peer.run("'${nsx()}' --version").trim().split()[1]
        def file = "$directory/nsx-$version-linux-${Peer.run('uname -m').trim()}.tar.gz"
        Peer.run("tar -C $directory/source -czf $file nsx-x")
        file
    }

    def "each host gets nsx once, also over a jump host, and says so"() {
        given:
        Files.writeString(directory.resolve('script.nsx'), """
            hosts(config: '$directory/config', tarball: '${tarball()}') { h1 '10.77.0.1'; h2 '10.77.0.2' }
            println on('h1', 'h2') { links()*.name }
            """.stripIndent())
        Files.writeString(directory.resolve('jump.nsx'), """
            hosts(config: '$directory/config', tarball: '${tarball()}') { jumped 'jumped' }
            println on('jumped') { links()*.name }
            """.stripIndent())

        when:
        def run = shell("for f in script jump script; do '${nsx()}' --trust-file \$f.nsx; echo \$f: >&2; done")

        then:
        run.out.readLines() == ['[h1:[lo, eth0], h2:[lo, eth0]]', '[jumped:[lo, eth0]]', '[h1:[lo, eth0], h2:[lo, eth0]]']
        def said = run.err.readLines()*.replaceAll(/ \(.*\)/, '')
        said.takeWhile { it != 'script:' }.sort() ==
            ['nsx: h1 has no nsx: sending it', 'nsx: h1 has nsx now', 'nsx: h2 has no nsx: sending it', 'nsx: h2 has nsx now']
        said.dropWhile { it != 'script:' } == ['script:', 'jump:', 'script:']
        ['cache1', 'cache2'].every { cache ->
            def all = directory.resolve("$cache/nsx/hosts").toFile().list()
            all.length == 1 && all[0].startsWith('nsx-')
        }
    }

    def "a host that does not take it is named, and the other goes on"() {
        when:
        def run = launch("""
            hosts(config: '$directory/config', tarball: '${tarball()}') { h1 '10.77.0.1'; h2 '10.77.0.2', into: '/proc/nsx' }
            on('h1', 'h2') { links()*.name }
            """.stripIndent())

        then:
        run.code == 1
        run.err.contains('failed on 1 of 2 hosts')
        run.err.contains('h2: nsx cannot be sent to h2: mkdir: ')
        run.err.contains('hint: another directory there is named in hosts { } with into:')
    }

    def "a tarball or a command that is not there is named"() {
        when:
        def run = launch("""
            hosts(config: '$directory/config') {
                h1 '10.77.0.1', tarball: '/nothing/${Path.of(tarball()).fileName}'
                h2 '10.77.0.2', nsx: '/nothing/nsx'
            }
            println on('h1', 'h2', check: false) { links() }.collect { host, e -> [e.message, e.reason(), e.hint()] }.join('\\n')
            """.stripIndent())

        then:
        run.out.readLines()*.replaceAll(/nsx-[\w.-]+gz/, 'TARBALL') == [
            '[the tarball /nothing/TARBALL cannot be read, there is no such file, null]',
            "[h2 has no nsx, no /nothing/nsx was found there, name the right command, or leave nsx: out, and nsx is sent there: hosts { h2 '10.77.0.2' }]"]
    }
}
