package nsx.dsl.verb.namespace

import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.ns.IdMaps
import org.junit.jupiter.api.Assumptions

/** {@code userns} with ids of one's own choice. As root many can be mapped; inside a user namespace only oneself. */
class UsernsSpec extends LiveSpec {
    def "you are who you say you are, and again nothing is changed"() {
        expect:
        changes(line) == [prose]
        changes(line) == []
        eval("userns('u') { output 'echo \$(id -u):\$(id -g)' }") == who
        eval("userns('u').uidMap").collect { [it.inside(), it.outside(), it.count()] } == [[who.split(':')[0] as long, 0, 1]]
        eval("userns('u').gidMap").size() == 1
        peer('nsenter --user=/run/nsx/ns/user/u --preserve-credentials sh -c "echo \\$(id -u):\\$(id -g)"') == who

        where:
        line                                         | who         | prose
        "userns 'u', uid: 1000"                      | '1000:1000' | 'make user namespace u with user 1000 for 0 and group 1000 for 0'
        "userns 'u', uid: 1000, gid: 100"            | '1000:100'  | 'make user namespace u with user 1000 for 0 and group 100 for 0'
        "userns 'u', gid: 100"                       | '0:100'     | 'make user namespace u with user 0 for 0 and group 100 for 0'
        "userns 'u', uids: [[7, 0, 1]]"              | '7:7'       | 'make user namespace u with user 7 for 0 and group 7 for 0'
        "userns 'u', uid: 5, gids: [[7, 0, 1]]"      | '5:7'       | 'make user namespace u with user 5 for 0 and group 7 for 0'
    }

    def "the command line has the same effect"() {
        given:
        eval(line)
        def command = operations.find { it.prose().startsWith('make user') }.command()
        def ours = peer('nsenter --user=/run/nsx/ns/user/u --preserve-credentials cat /proc/self/uid_map /proc/self/gid_map')
        eval("delete userns: 'u'")
        peer("mkdir -p /run/nsx/ns/user && $command")

        expect:
        peer('nsenter --user=/run/nsx/ns/user/u --preserve-credentials cat /proc/self/uid_map /proc/self/gid_map') == ours
        changes(line) == []

        cleanup:
        peer('umount /run/nsx/ns/user/u; rm /run/nsx/ns/user/u')

        where:
        line << ["userns 'u'", "userns 'u', uid: 1000, gid: 100", "userns 'u', uids: [[3, 0, 1]]"]
    }

    def "whole maps, and files that belong to mapped users"() {
        given:
        Assumptions.assumeTrue(IdMaps.ofThisThread().users().inside(165535).present, 'nobody is there to be mapped')
        eval("userns 'u', uids: [[0, 100000, 65536]]")
        peer('mkdir /run/for && chown 100005:100006 /run/for')

        expect:
        eval("userns('u') { output 'stat -c %u:%g /run/for' }") == '5:6'
        eval("userns('u') { output 'id -u' }") == '0'
        eval("userns('u') { output 'setpriv --reuid=5 --regid=6 --clear-groups id -u' }") == '5'
        changes("userns 'u', uids: [[0, 100000, 65536]]") == []
    }

    def "one in another, by the ids of that one"() {
        given:
        eval("userns('outer', uid: 5) { userns 'inner', uid: 6 }")

        expect:
        eval("userns('outer') { userns('inner') { output 'id -u' } }") == '6'
        changes("userns('outer', uid: 5) { userns 'inner', uid: 6 }") == []
        eval("userns('outer') { userns('inner', uids: [[6, 5, 1]]) } == userns('inner')")
    }

    def "a namespace with another map is left alone"() {
        given:
        eval("userns 'u', uid: 1000")

        when:
        eval("userns 'u', uid: 1001")

        then:
        def e = thrown(NsxException)
        e.message == 'user namespace u exists with other users'
        e.reason() == 'it has 1000 for 0, and a map can be written only once'
    }

    def "no map: #line"() {
        when:
        eval(line)

        then:
        def e = thrown(NsxException)
        "$e.message: ${e.reason()}" == message
        eval("userns()*.name") == []

        where:
        line                                            | message
        "userns 'u', uids: [[0, 5, 0]]"                 | 'userns: uids cannot be [[0, 5, 0]]: a range of 0 ids: it needs 1 or more'
        "userns 'u', uid: -1"                           | 'userns: uid cannot be -1: uid is a whole number from 0 to 4294967294'
        "userns 'u', uid: 4294967295"                   | 'userns: uid cannot be 4294967295: uid is a whole number from 0 to 4294967294'
        "userns 'u', uids: [[0, 0, 2], [1, 7, 1]]"      | 'userns: uids cannot be [[0, 0, 2], [1, 7, 1]]: 1 for 7 overlaps 0–1 for 0–1'
        "userns 'u', gids: [0, 0, 1]"                   | 'userns: gids cannot be [0, 0, 1]: gids is a map of ids such as [[0, 100000, 65536]]: [[INSIDE, OUTSIDE, COUNT], …]'
        "userns 'u', uids: []"                          | 'userns: uids cannot be []: uids is a map of ids such as [[0, 100000, 65536]]: [[INSIDE, OUTSIDE, COUNT], …]'
        "userns 'u', uids: [['a', 0, 1]]"               | 'userns: uids cannot be [[a, 0, 1]]: uids is a map of ids such as [[0, 100000, 65536]]: [[INSIDE, OUTSIDE, COUNT], …]'
        "userns 'u', uid: 1, uids: [[0, 0, 1]]"         | 'userns takes either uid: or uids:: uid: makes a map with the caller alone'
        "userns(pid: ProcessHandle.current().pid(), uid: 1)" | 'userns takes uid: only with a name: uid: is an option for making a namespace'
        "userns('*', uid: 1)"                           | 'userns takes uid: only with a name: uid: is an option for making a namespace'
    }

    def "a missing user cannot be mapped"() {
        when:
        eval("userns('u') { userns 'v', uids: [[0, 0, 1], [1, 100000, 5]] }")

        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.NOT_PERMITTED
        e.reason().contains('there is no user 100000 in the outer user namespace, only 0')
        eval("userns()*.name") == ['u']
    }

    def "networks belong to the user namespace that they are made in"() {
        expect:
        eval("userns('u', uid: 0) { unshare('net') { output 'ip link set lo up && ip -br link' } }").contains('lo')
    }

    def "what belongs outside is not changed inside: #line"() {
        given:
        def name = peer('hostname')
        eval "userns 'u'; netns 'there'"

        when:
        eval "userns('u') { $line }"

        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.NOT_PERMITTED
        e.reason().endsWith('Operation not permitted (EPERM)')
        peer('hostname') == name
        peer('ip netns') == 'there'
        peer('ip -br link | wc -l') == '1'
        peer('findmnt -n /mnt || true') == ''

        where:
        line << ["hostname 'evil'", "veth 'x', 'y'", "delete netns: 'there'", "mount 'tmpfs', on: '/mnt', type: 'tmpfs'", "sysctl 'net.ipv4.ip_forward', 1"]
    }

    def "what is made inside can be changed"() {
        expect:
        eval("userns('u') { unshare('uts', 'net') { hostname 'mine'; veth 'x', 'y'; [output('hostname'), links().size()] } }") == ['mine', 3]
    }
}
