package nsx.dsl.verb.process

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

class PropagationSpec extends LiveSpec {
    Path dir = Files.createTempDirectory('nsx-propagation')

    def cleanup() {
        peer("findmnt -rno TARGET | grep ^$dir | tac | xargs -r -n 1 umount; rm -r $dir")
    }

    private String seen(String target = dir) {
        peer("findmnt -rno PROPAGATION $target")
    }

    def "a mount is made #propagation with its mount, once, as mount(8) does it"() {
        given:
        def line = "mount 'tmpfs', on: '$dir', type: 'tmpfs', propagation: '$propagation'"
        peer 'mount --make-rprivate /'

        when:
        def made = changes(line)

        then:
        made == ["mount tmpfs on $dir"] + (propagation == 'private' ? [] : ["make the mount on $dir $propagation"])
        changes(line) == []
        seen() == (propagation == 'unbindable' ? 'private,unbindable' : propagation)
        eval("mounts(under: '$dir')*.propagation") == [propagation]

        where:
        propagation << ['private', 'shared', 'unbindable']
    }

    def "an existing mount is changed, its command line does the same, and the change is taken back where that is exact"() {
        given:
        peer "mount -t tmpfs tmpfs $dir && mount --make-private $dir && mkdir $dir/x && mount -t tmpfs x $dir/x && mount --make-private $dir/x"

        expect:
        changes("mount on: '$dir', propagation: 'shared', recursive: true") == ["make the mount on $dir and those below it shared"]
        operations[0].command() == "mount --make-rshared $dir"
        [seen(), seen("$dir/x")] == ['shared', 'shared']

        when:
        session.change(operations[0].undo().get())

        then:
        [seen(), seen("$dir/x")] == ['private', 'private']

        and: 'a shared one cannot get its peers back'
        peer(operations[0].command()) == ''
        [seen(), seen("$dir/x")] == ['shared', 'shared']
        changes("mount on: '$dir', propagation: 'private'").size() == 1
        operations[-1].undo().get() == []
    }

    def "a copy of a shared mount is its peer, and follows it alone as a slave"() {
        given:
        peer "mount -t tmpfs tmpfs $dir && mount --make-shared $dir && mkdir $dir/x $dir/y"

        expect:
        changes("mount bind: '$dir', on: '$dir/y', propagation: 'slave'") == ["show $dir at $dir/y", "make the mount on $dir/y slave"]
        changes("mount bind: '$dir', on: '$dir/y', propagation: 'slave'") == []
        seen("$dir/y") == 'private,slave'
        peer("mount -t tmpfs x $dir/x; findmnt -rno TARGET $dir/y/x") == "$dir/y/x"
    }

    def "a plan foresees it, a second time too"() {
        given:
        peer "mount --make-rprivate /"

        expect:
        eval("plan { 2.times { mount 'tmpfs', on: '$dir', type: 'tmpfs', propagation: 'shared' } }").size() == 2
        seen("$dir || echo none") == 'none'
    }

    def "what cannot follow another is not called a slave, and nothing is left of the word"() {
        given:
        peer "mount --make-rprivate /"

        when:
        eval "mount 'tmpfs', on: '$dir', type: 'tmpfs', propagation: 'slave'"

        then:
        def e = thrown NsxException
        e.message == "the mount on $dir cannot become a slave"
        e.reason() == 'it is private, and has no peer to follow'
        peer("findmnt -rno TARGET $dir || echo none") == 'none'

        when:
        eval line.replace('D', dir as String)

        then:
        def wrong = thrown NsxException
        wrong.message == message.replace('D', dir as String)

        where:
        line                                                         | message
        "mount on: 'D', propagation: 'shared'"                        | 'nothing is mounted on D'
        "mount on: 'D', propagation: 'shared', type: 'tmpfs'"         | 'mount: type needs a source'
        "mount on: 'D', propagation: 'shared', readonly: true"        | 'mount: readonly needs a source'
        "mount 'tmpfs', on: 'D', propagation: 'shard'"                | "mount: propagation cannot be shard"
        "mount 'tmpfs', on: 'D', propagation: 'shared', recursive: true" | 'mount: recursive is for bind mounts only'
    }

    def "export says it, and what it says makes the same"() {
        given:
        eval "mntns('a') { mount 'tmpfs', on: '$dir', type: 'tmpfs', propagation: 'shared' }"

        expect:
        // in a user namespace the kernel names the owner of its files too
        (eval('export()') as String) =~ /mount 'tmpfs', on: '$dir', type: 'tmpfs'(, options: 'uid=\d+,gid=\d+')?, propagation: 'shared'/
    }
}
