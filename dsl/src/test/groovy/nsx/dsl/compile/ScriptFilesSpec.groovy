package nsx.dsl.compile

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.dsl.script.Library
import nsx.dsl.script.ScriptFiles
import nsx.dsl.script.Source
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import nsx.test.Root

/** What root runs is root's. */
class ScriptFilesSpec extends Specification {
    static final int OTHER = 65534

    @TempDir
    Path directory
    def files = new ScriptFiles(false)
    Path script

    def setup() {
        mode(directory, 'rwxr-xr-x')
        script = write(directory, 'a.nsx')
    }

    def "a name of the library means the library, whatever files there are"() {
        expect:
        files.find('lab/star').get().text() == Library.find('lab/star').get().text()
        files.find('lab/nothing').empty
        ScriptFiles.elsewhere('lab/nothing').empty
    }

    def "root's own file is run, also in a directory with the sticky bit"() {
        given:
        mode(directory, sticky ? 'rwxrwxrwx' : 'rwxr-xr-x')
        Files.setAttribute(directory, 'unix:mode', sticky ? 01777 : 0755)

        expect:
        files.find(script as String).get() == new Source('a.nsx', 'println 1')
        files.own(script as String).present

        where:
        sticky << [false, true]
    }

    @Requires({ Root.isOfMachine() })
    def "a file that another user could change is refused, and the suggested command mends it: #what"() {
        given:
        prepare(this)
        def path = directory.resolve(name) as String

        when:
        files.find(path)

        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.NOT_PERMITTED
        e.message == "not run: another user can change $path"
        e.reason() == reason.replace('DIR', directory as String)
        e.hint().endsWith(', or trust it as it is: nsx --trust-file')
        new ScriptFiles(true).find(path).present

        when:
        def command = e.hint() - ', or trust it as it is: nsx --trust-file'
        def copied = command =~ 'copy it where only root can write: (install -m 644 .*) /root/'
        if (copied) {
            copied = new ProcessBuilder('sh', '-c', copied[0][1] + ' ' + directory).start().waitFor()
            path = directory.resolve('a.nsx') as String
        } else {
            assert new ProcessBuilder('sh', '-c', command).start().waitFor() == 0
        }

        then:
        files.find(path).present

        where:
        what                      | name      | prepare                                                             | reason
        'its owner'               | 'a.nsx'   | { it.own('a.nsx') }                                                 | 'it belongs to user nobody'
        'its mode'                | 'a.nsx'   | { mode(it.script, 'rw-rw-r--') }                                    | 'it can be written by others (mode 664)'
        'both'                    | 'a.nsx'   | { it.own('a.nsx'); mode(it.script, 'rw-rw-rw-') }                   | 'it belongs to user nobody'
        'a directory above it'    | 'd/a.nsx' | { mode(it.below(), 'rwxrwxrwx') }                                   | 'the directory DIR/d can be written by others (mode 777)'
        'the owner of that'       | 'd/a.nsx' | { it.below(); it.own('d') }                                         | 'the directory DIR/d belongs to user nobody'
        'where a link leads to'   | 'l'       | { it.below(); it.own('d'); it.link('l', 'd/a.nsx') }                | 'the directory DIR/d belongs to user nobody'
        'where a link is'         | 'd/l'     | { it.below(); it.own('d'); it.link('d/l', 'a.nsx') }                | 'the directory DIR/d belongs to user nobody'
        'an odd name'             | "o'd d"   | { write(it.directory, "o'd d"); mode(it.directory.resolve("o'd d"), 'rw-rw-rw-') } | 'it can be written by others (mode 666)'
    }

    @Requires({ Root.isOfMachine() })
    def "a link of somebody else's is refused, and a pipe of his is not waited for"() {
        given:
        link('l', 'a.nsx')
        Files.setAttribute(directory.resolve('l'), 'unix:uid', OTHER, java.nio.file.LinkOption.NOFOLLOW_LINKS)
        assert new ProcessBuilder('mkfifo', directory.resolve('pipe') as String).start().waitFor() == 0
        own('pipe')

        when:
        files.find(directory.resolve(name) as String)

        then:
        def e = thrown(NsxException)
        e.reason().contains('belongs to user nobody')

        where:
        name << ['l', 'pipe']
    }

    def "a device and a directory are no scripts, and there is a limit"() {
        given:
        Files.write(script, new byte[17 << 20])

        expect:
        files.find('/dev/zero').empty
        files.find(directory as String).empty

        when:
        files.find(script as String)

        then:
        def e = thrown(NsxException)
        e.reason() == 'it has more than 16 MiB'
    }

    static Path write(Path directory, String name) {
        mode(Files.writeString(directory.resolve(name), 'println 1'), 'rw-r--r--')
    }

    static Path mode(Path path, String permissions) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions))
    }

    Path below() {
        def below = mode(Files.createDirectory(directory.resolve('d')), 'rwxr-xr-x')
        write(below, 'a.nsx')
        below
    }

    void own(String name) {
        Files.setAttribute(directory.resolve(name), 'unix:uid', OTHER)
    }

    void link(String name, String target) {
        Files.createSymbolicLink(directory.resolve(name), directory.resolve(target))
    }
}
