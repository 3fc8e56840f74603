package nsx.dsl.verb.process

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import org.junit.jupiter.api.Assumptions
import nsx.test.Root

class MountSpec extends LiveSpec {
    Path dir = Files.createTempDirectory('nsx-mount')

    def setup() {
        ['src', 'dst', 'src/below'].each { Files.createDirectories(dir.resolve(it)) }
        Files.writeString(dir.resolve('src/file'), 'here')
    }

    def cleanup() {
        peer("findmnt -rno TARGET | grep ^$dir | tac | xargs -r -n 1 umount; rm -r $dir")
    }

    def "the table agrees with findmnt(8)"() {
        expect:
        eval('mounts()').collect { "$it.target $it.type ${it.source.replaceFirst('\\[.*', '')}" as String } ==
            peer('findmnt --list -no TARGET,FSTYPE,SOURCE').readLines().collect { it.replaceAll(' +', ' ').replaceFirst('\\[.*', '') }
        eval("mounts(type: 'tmpfs')")*.type.unique() == ['tmpfs']
        eval("mounts(under: '/sys')").every { it.target == '/sys' || it.target.startsWith('/sys/') }
    }

    def "a file system: once, with its options, and in a mount namespace of its own"() {
        given:
        def line = "mount 'tmpfs', on: '$dir/dst', type: 'tmpfs', options: 'size=1m,mode=0750', nosuid: true"

        when:
        def made = changes(line)

        then:
        made == ["mount tmpfs on $dir/dst"]
        changes(line) == []
        peer("findmnt -no OPTIONS $dir/dst").with { it.contains('size=1024k') && it.contains('mode=750') && it.contains('nosuid') }

        and: 'a property that differs is set'
        changes(line.replace('size=1m', 'size=2m')) == ["change the mount on $dir/dst to nosuid,size=2m,mode=0750"]
        changes(line.replace('size=1m', 'size=2m')) == []
        peer("findmnt -no OPTIONS $dir/dst").contains('size=2048k')
        peer("findmnt -rno TARGET $dir/dst | wc -l") == '1'

        and: 'in another mount namespace it is another one, and the outer one does not see it'
        changes("unshare('mnt') { $line; $line; sh 'touch $dir/dst/inside' }").drop(1).take(1) == ["mount tmpfs on $dir/dst"]
        peer("ls $dir/dst") == ''

        when:
        changes("umount '$dir/dst'") == ["unmount $dir/dst"]

        then:
        peer("findmnt -rno TARGET $dir/dst || echo none") == 'none'
    }

    def "layers show as one directory, and what is written goes into the upper one"() {
        given: 'on a file system that can hold layers, whatever the temporary directory is on'
        peer "mount -t tmpfs tmpfs $dir/src && mkdir $dir/src/one $dir/src/two $dir/src/upper $dir/src/work"
        peer "echo 1 >$dir/src/one/a; echo 2 >$dir/src/two/a; echo 2 >$dir/src/two/b"
        def line = "mount overlay: ['$dir/src/one', '$dir/src/two'], upper: '$dir/src/upper', work: '$dir/src/work', on: '$dir/dst'"

        expect:
        changes(line) == ["mount overlay on $dir/dst"]
        changes(line) == []
        peer("cat $dir/dst/a $dir/dst/b; echo 3 >$dir/dst/c; cat $dir/src/upper/c") == '1\n2\n3'
        changes("umount '$dir/dst'") == ["unmount $dir/dst"]

        when: 'without an upper one nothing can be written'
        eval "mount overlay: ['$dir/src/one', '$dir/src/two'], on: '$dir/dst'"

        then:
        peer("touch $dir/dst/x 2>/dev/null && echo yes || echo no") == 'no'
    }

    def "what is mounted inside a mount namespace of nsx's making stays there, whatever the host's propagation"() {
        given:
        peer "mount --bind $dir/dst $dir/dst && mount --make-shared $dir/dst && mkdir -p $dir/dst/x"

        expect:
        eval("unshare('mnt') { mount 'tmpfs', on: '$dir/dst/x', type: 'tmpfs'; mounts(under: '$dir/dst')*.propagation }") ==
            ['slave', 'private']
        peer("findmnt -rno TARGET $dir/dst/x || echo none") == 'none'

        and: 'outside it is as the user has it'
        changes("mount 'tmpfs', on: '$dir/dst/x', type: 'tmpfs'").size() == 1
        eval("mounts(under: '$dir/dst/x')*.propagation") == ['shared']
        peer("findmnt -rno TARGET $dir/dst/x") == "$dir/dst/x"
    }

    def "a bind mount, #options"() {
        given:
        Assumptions.assumeTrue(Root.isAmongAllUsers() || !options?.contains('noatime'), 'access times are locked in a user namespace')
        def line = "mount bind: '$dir/src', on: '$dir/dst'" + (options ? ", $options" : '')

        expect:
        changes(line) == ["show $dir/src at $dir/dst"]
        changes(line) == []
        peer("cat $dir/dst/file") == 'here'
        peer("findmnt -no OPTIONS $dir/dst").split(',').toList().containsAll(shown)
        eval("mounts(under: '$dir/dst')")*.source[0].endsWith('/src]')
        peer("touch $dir/dst/new 2>&1 || true").contains('Read-only') == shown.contains('ro')

        where:
        options                           | shown
        null                              | []
        'readonly: true'                  | ['ro']
        'readonly: true, noexec: true'    | ['ro', 'noexec']
        "options: 'ro,nosuid,noatime'"    | ['ro', 'nosuid', 'noatime']
    }

    def "what is mounted below comes with a recursive one, and is read-only too"() {
        given:
        peer "mount -t tmpfs t $dir/src/below && touch $dir/src/below/x"

        expect:
        changes("mount bind: '$dir/src', on: '$dir/dst'").size() == 1
        peer("ls $dir/dst/below") == ''
        changes("umount '$dir/dst'; mount bind: '$dir/src', on: '$dir/dst', recursive: true, readonly: true").size() == 2
        peer("ls $dir/dst/below") == 'x'
        peer("touch $dir/dst/below/y 2>&1 || true").contains('Read-only')
        peer("touch $dir/src/below/y") == ''
    }

    def "an existing mount is made read-only and writable again"() {
        expect:
        changes("mount bind: '$dir/src', on: '$dir/dst', nosuid: true").size() == 1
        changes("mount bind: '$dir/src', on: '$dir/dst', readonly: true") == ["change the mount on $dir/dst to ro"]
        peer("findmnt -no OPTIONS $dir/dst").with { it.startsWith('ro,') && it.contains('nosuid') }
        changes("mount bind: '$dir/src', on: '$dir/dst', readonly: false") == ["change the mount on $dir/dst to rw"]
        peer("touch $dir/dst/x && findmnt -rno TARGET $dir/dst | wc -l") == '1'
    }

    def "the operations' command lines have the same effect"() {
        given:
        Assumptions.assumeTrue(Root.isAmongAllUsers() || !line.contains('proc'), 'a /proc belongs to the user of its pid namespace')

        when:
        eval line.replace('D', "$dir")
        def ours = peer("findmnt -no FSTYPE,FSROOT,VFS-OPTIONS,FS-OPTIONS $dir/dst")
        def command = operations[0].command()
        eval "umount '$dir/dst'"
        peer command

        then:
        peer("findmnt -no FSTYPE,FSROOT,VFS-OPTIONS,FS-OPTIONS $dir/dst") == ours

        where:
        line << ["mount 'tmpfs', on: 'D/dst', type: 'tmpfs', options: 'size=1m,ro', noexec: true",
            "mount 'proc', on: 'D/dst'", "mount bind: 'D/src', on: 'D/dst', readonly: true, nodev: true"]
    }

    def "undo takes it back"() {
        when:
        eval "mount bind: '$dir/src', on: '$dir/dst', readonly: true"
        operations[0].undo().get().each { session.executor().run(it) }

        then:
        eval("mounts(under: '$dir/dst')") == []

        when:
        eval "mount bind: '$dir/src', on: '$dir/dst', readonly: true"
        operations.clear()
        eval "umount '$dir/dst'"
        operations[0].undo().get().each { session.executor().run(it) }

        then:
        eval("mounts(under: '$dir/dst')")[0].readonly
        peer("cat $dir/dst/file") == 'here'
    }

    def "a proc shows the processes of the current pid namespace"() {
        expect:
        eval("unshare('pid', 'mnt') { mount 'proc', on: '$dir/dst', type: 'proc'; output 'cd $dir/dst; echo [0-9]*' }").startsWith('1 ')
        changes("unshare('pid', 'mnt') { mount 'proc', on: '/proc', type: 'proc' }").findAll { it.startsWith('mount') } == []
        changes("pidns 'p'; mntns('m') { pidns('p') { mount 'proc', on: '/proc', type: 'proc'; mount 'proc', on: '/proc' } }")
            .findAll { it.startsWith('mount') } == ['mount proc on /proc']
        eval("mntns('m') { pidns('p') { output 'cd /proc; echo [0-9]*' } }").startsWith('1 ')
        changes("mount 'proc', on: '/proc', type: 'proc'") == []

        cleanup:
        eval "delete mntns: 'm'; delete pidns: 'p'"
    }

    def "a sysfs is that of the network namespace"() {
        given:
        def line = "mount 'sysfs', on: '/sys', type: 'sysfs'"

        expect:
        changes("unshare('net', 'mnt') { $line; $line }").findAll { it.startsWith('mount') } == ['mount sysfs on /sys']
    }

    def "relative paths are below the directory that nsx was started in"() {
        given:
        def here = System.getProperty('user.dir')
        def name = "build-${ProcessHandle.current().pid()}"
        Files.createDirectory(Path.of(here, name))

        expect:
        changes("unshare('mnt') { mount 'tmpfs', on: '$name', type: 'tmpfs'; umount '$name' }").drop(1) ==
            ["mount tmpfs on $here/$name", "unmount $here/$name"]

        cleanup:
        Files.delete(Path.of(here, name))
    }

    def "symbolic links lead where they lead"() {
        given:
        Files.createSymbolicLink(dir.resolve('link'), dir.resolve('dst'))

        expect:
        changes("mount 'tmpfs', on: '$dir/link', type: 'tmpfs'; mount 'tmpfs', on: '$dir/link/', type: 'tmpfs'") == ["mount tmpfs on $dir/dst"]
        changes("umount '$dir/link'") == ["unmount $dir/dst"]
    }

    def "deleting by kind, by value and lazily"() {
        expect:
        changes("mount 'tmpfs', on: '$dir/dst', type: 'tmpfs'; delete mount: '$dir/dst'").size() == 2
        changes("m = mount 'tmpfs', on: '$dir/dst', type: 'tmpfs'; delete m").size() == 2
        changes("m = unshare('mnt') { def m = mount 'tmpfs', on: '$dir/dst', type: 'tmpfs'; delete m }").size() == 3

        when:
        eval "mount 'tmpfs', on: '$dir/dst', type: 'tmpfs'; job = spawn 'cd $dir/dst && exec sleep 100'"
        while (!peer("readlink /proc/${eval('job.pid')}/cwd").endsWith('/dst')) { Thread.sleep(5) }
        eval "umount '$dir/dst'"

        then:
        def e = thrown(NsxException)
        e.message == "cannot unmount $dir/dst"
        e.reason() ==~ /process \d+ \(sleep 100\) is using it \(EBUSY\)/
        changes("umount '$dir/dst', lazy: true") == ["unmount $dir/dst"]

        cleanup:
        eval 'job.kill(9).wait()'
    }

    def "what cannot be: #text"() {
        when:
        eval text.replace('D', "$dir")

        then:
        def e = thrown(NsxException)
        e.message.replace("$dir", 'D') == message
        e.exitCode() == code
        operations == []

        where:
        text                                                            | message                                          | code
        "umount 'D/dst'"                                                | 'nothing is mounted on D/dst'                    | ExitCode.FAILED
        "delete mount: 'D/dst'"                                         | 'nothing is mounted on D/dst'                    | ExitCode.FAILED
        "mount 'tmpfs', on: 'D/none', type: 'tmpfs'"                    | 'there is no D/none in this mount namespace'     | ExitCode.FAILED
        "mount bind: 'D/none', on: 'D/dst'"                             | 'there is no D/none in this mount namespace'     | ExitCode.FAILED
        "mount 'x', on: 'D/dst', type: 'nosuchfs'"                      | 'cannot mount a nosuchfs on D/dst'               | ExitCode.UNSUPPORTED
        "mount '/dev/x', on: 'D/dst'"                                   | 'mount needs the type of /dev/x'                 | ExitCode.FAILED
        "mount 'tmpfs', type: 'tmpfs'"                                  | 'mount needs on:'                                | ExitCode.FAILED
        "mount overlay: ['D/src'], upper: 'D/src/below', on: 'D/dst'"   | 'mount: an overlay needs upper: and work: together' | ExitCode.FAILED
        "mount overlay: ['D/src'], type: 'tmpfs', on: 'D/dst'"          | 'mount: an overlay takes no type'               | ExitCode.FAILED
        "mount overlay: ['D/src'], bind: 'D/src', on: 'D/dst'"          | 'mount needs either a source or bind:'          | ExitCode.FAILED
        "mount 'tmpfs', upper: 'D/src', on: 'D/dst', type: 'tmpfs'"     | 'mount: upper is for an overlay only'           | ExitCode.FAILED
        "mount on: 'D/dst'"                                             | 'mount needs either a source or bind:'          | ExitCode.FAILED
        "mount 'tmpfs', on: 'D/dst', type: 'tmpfs', options: 'nope=1'"  | 'cannot mount tmpfs on D/dst'                    | ExitCode.FAILED
        "mount bind: 'D/src', on: 'D/dst', options: 'size=1m'"          | "mount: a bind mount takes no option 'size=1m'"  | ExitCode.FAILED
        "mount bind: 'D/src', on: 'D/src/file'"                         | 'cannot show D/src at D/src/file'                | ExitCode.FAILED
    }

    def "an error has the kernel's own words"() {
        when:
        eval "mount 'tmpfs', on: '$dir/dst', type: 'tmpfs', options: 'nope=1'"

        then:
        def e = thrown(NsxException)
        e.reason().contains("Unknown parameter 'nope'")
        e.reason().endsWith('Invalid argument (EINVAL)')
    }
}
