package nsx.dsl

import nsx.dsl.error.NsxException
import nsx.test.Chroot
import org.junit.jupiter.api.Assumptions
import nsx.test.Root

/** Mounts and programs where the root is a part of a file system, and where it is not even a mount point. */
class ChrootSpec extends LiveSpec {
    private void inChroot(boolean mounted) {
        Chroot.enter(mounted)
        peer('cd /chroot && mkdir src dst && echo here >src/file')
    }

    def "a bind mount is there once, and undone and done again, with a root that is #root"() {
        given:
        inChroot(mounted)
        def line = "mount bind: '/chroot/src', on: '/chroot/dst', readonly: true"

        expect:
        changes(line) == ['show /chroot/src at /chroot/dst']
        changes(line) == []
        eval("mounts(under: '/chroot')")*.source == ['around[/root/chroot/src]']

        when:
        operations.clear()
        eval "umount '/chroot/dst'"
        operations[0].undo().get().each { session.executor().run(it) }

        then:
        peer('cat /chroot/dst/file') == 'here'
        eval("mounts(under: '/chroot')")*.readonly == [true]

        where:
        mounted << [true, false]
        root = mounted ? 'a mount point' : 'a directory'
    }

    def "a plan mounts, with a root that is #root"() {
        given:
        inChroot(mounted)

        expect:
        eval("plan { mount bind: '/chroot/src', on: '/chroot/dst'; mount 't', on: '/chroot/dst', type: 'tmpfs' }")*.command ==
            ['mount --bind /chroot/src /chroot/dst', 'mount -t tmpfs t /chroot/dst']
        peer('ls /chroot/dst') == ''

        where:
        mounted << [true, false]
        root = mounted ? 'a mount point' : 'a directory'
    }

    def "programs stay below a root that is #root, whatever namespaces they are in"() {
        given:
        Assumptions.assumeTrue(Root.isAmongAllUsers(), 'a /proc belongs to the user of its pid namespace')
        inChroot(mounted)

        expect:
        eval("unshare('mnt') { mount 't', on: '/chroot/dst', type: 'tmpfs'; output 'touch /chroot/dst/x; ls /chroot/dst; pwd' }")
            .startsWith('x\n')
        peer('ls /chroot/dst') == ''
        eval("unshare('pid', 'mnt') { output 'cat /chroot/src/file' }") == 'here'
        eval("unshare('net') { output 'cat /chroot/src/file; ls /sys/class/net' }") == 'here\nlo'
        eval("mntns('m') { mount 't', on: '/chroot/dst', type: 'tmpfs' }; mntns('m') { output 'cat /chroot/src/file' }") == 'here'
        eval("mntns('m') { mounts(under: '/chroot')*.target }") == ['/chroot/dst']
        eval("mntns('m') { unshare('pid') { output 'cat /chroot/src/file; echo /proc/[0-9]*' } }") ==~ '(?s)here\n/proc/1( .*)?'
        peer('ls /chroot/dst') == ''

        cleanup:
        eval "delete mntns: 'm'"

        where:
        mounted << [true, false]
        root = mounted ? 'a mount point' : 'a directory'
    }

    def "a user namespace, which the kernel refuses in a chroot, fails with the reason: #line"() {
        given:
        Assumptions.assumeTrue(Root.isAmongAllUsers(), 'root of the machine')
        inChroot(false)

        when:
        eval line

        then:
        def e = thrown(NsxException)
        e.reason().endsWith('Operation not permitted (EPERM)')
        e.hint() == 'the kernel refuses user namespaces in a chroot (unshare(2)): run nsx outside the chroot'

        where:
        line << ["userns 'u'", "unshare('user', 'mnt') { here }"]
    }
}
