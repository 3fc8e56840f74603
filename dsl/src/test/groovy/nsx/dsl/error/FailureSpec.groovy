package nsx.dsl.error

import nsx.netlink.NetlinkException
import nsx.rtnl.BridgeVlan
import nsx.rtnl.Links
import nsx.sys.Errno
import nsx.sys.SysException
import spock.lang.Specification
import nsx.test.Root

/** What is said of a refusal by the kernel. */
class FailureSpec extends Specification {
    def "the hint names the capability that #call #argument needs"() {
        when:
        def failure = Failure.explain('cannot', new SysException(call, Errno.EPERM, argument))
        then:
        failure.hint().startsWith("this needs $capability: run nsx as root")
        failure.exitCode() == ExitCode.NOT_PERMITTED
        where:
        call     | argument                    | capability
        'setns'  | 'net'                       | 'CAP_SYS_ADMIN'
        'socket' | 'AF_INET'                   | 'CAP_NET_RAW'
        'bind'   | '0.0.0.0'                   | 'CAP_NET_BIND_SERVICE'
        'write'  | '/proc/self/timens_offsets' | 'CAP_SYS_TIME'
    }

    def "a refusal outside any operation says what was asked, and what of the kernel is missing"() {
        when:
        def refused = new NetlinkException(BridgeVlan.dump(), Errno.EOPNOTSUPP.number(), '', '', '')
        def failure = Failure.told(refused)
        then:
        failure.message == 'cannot list VLANs of bridges'
        failure.reason() == 'Operation not supported (EOPNOTSUPP)'
        failure.hint() == 'this kernel lacks VLANs in bridges: CONFIG_BRIDGE_VLAN_FILTERING, Linux 5.6 or later'
        failure.exitCode() == ExitCode.UNSUPPORTED
    }

    def "a device that cannot do what the kernel can is no kernel that lacks it"() {
        when:
        def refused = new NetlinkException(Links.altname(2, 'x', 'y'), Errno.EOPNOTSUPP.number(), said, '', '')
        def failure = Failure.explain('cannot', refused)
        then:
        failure.reason() == "$said: Operation not supported (EOPNOTSUPP)"
        !failure.hint() == ofDevice
        failure.exitCode() == (ofDevice ? ExitCode.FAILED : ExitCode.UNSUPPORTED)
        where:
        said                                | ofDevice
        'Protodown not supported by device' | true
        'Unknown device type'               | false
    }

    def "an option that the kernel takes only for a new object is no feature that it lacks"() {
        when:
        def refused = new NetlinkException(Links.altname(2, 'x', 'y'), Errno.EOPNOTSUPP.number(), 'Cannot change VNI', '', '')
        def failure = Failure.explain('cannot', refused)
        then:
        failure.reason() == 'Cannot change VNI: Operation not supported (EOPNOTSUPP)'
        failure.hint() == 'the kernel takes it only for a new one: delete the old one first'
        failure.exitCode() == ExitCode.FAILED
    }

    def "a packet that is stopped on its way is no missing right: #call #errno"() {
        when:
        def failure = Failure.explain('cannot', new SysException(call, errno, '10.0.0.2'))
        then:
        failure.hint().startsWith(hint)
        failure.exitCode() == ExitCode.FAILED
        where:
        call      | errno              | hint
        'sendto'  | Errno.EPERM        | 'a filter drops'
        'sendto'  | Errno.EACCES       | 'a route of type prohibit'
        'connect' | Errno.EHOSTUNREACH | 'a route of type unreachable'
        'sendto'  | Errno.EINVAL       | 'a route of type blackhole'
        'sendto'  | Errno.ENETUNREACH  | 'no route leads there'
    }

    def "netlink's own refusal of a request does ask for a right"() {
        expect:
        Failure.explain('cannot', new SysException('sendto', Errno.EPERM, 'AF_NETLINK')).exitCode() == ExitCode.NOT_PERMITTED
    }

    def "a circle of symbolic links is named with its path, and with what shows it"() {
        when:
        def failure = Failure.explain('cannot', new SysException('open', Errno.ELOOP, '/run/loop'))
        then:
        failure.reason() == 'open /run/loop: Too many levels of symbolic links (ELOOP)'
        failure.hint().contains('namei -l')
    }

    def "a refusal that even root gets does not ask for a capability"() {
        given:
        def isRoot = Root.isOfMachine()
        when:
        def failure = Failure.explain('cannot', new SysException('statx', Errno.EACCES, '/proc/1/ns/net'))
        then:
        failure.reason() == 'statx /proc/1/ns/net: Permission denied (EACCES)'
        failure.hint().contains(isRoot ? 'protects this one' : 'this needs CAP_SYS_PTRACE')
    }
}
