package nsx.dsl.verb.language

import nsx.dsl.LiveSpec
import nsx.test.Needs

import static nsx.dsl.verb.language.NetworkDump.dump
import static nsx.dsl.verb.language.NetworkDump.unchanged

/** What a change took with it comes back too. */
class UndoOfSideEffectsSpec extends LiveSpec {
    def setup() {
        session.keepDefinitions()
    }

    /** What somebody made in forwarding tables. */
    private static List<String> forwarding() {
        peer('bridge fdb show').readLines().findAll { it.startsWith('02:00:00:00:09') }*.trim().sort()
    }

    def 'forwarding entries come back: #line'() {
        given:
        Needs.programs('bridge')
        eval("bridge br0 { up() }; veth 'v1', 'v2'; link('v1').master('br0'); bridge br9")
        eval("fdb '02:00:00:00:09:01', dev: 'br0'; fdb '02:00:00:00:09:02', dev: 'v1'; fdb '02:00:00:00:09:03', dev: 'v2'")
        def before = forwarding()

        expect:
        before.size() == 3
        changes("fdb '02:00:00:00:09:01', dev: 'br0'") == []

        when:
        eval(line)

        then:
        forwarding() != before

        when:
        eval('undo()')

        then:
        forwarding() == before

        where:
        line << ["link('br0').delete()", "link('v2').delete()", "link('v1').nomaster()", "link('v1').master('br9')",
                 "delete fdb: '02:00:00:00:09:01', dev: 'br0'"]
    }

    def 'routes to nowhere of IPv6 stay when the loopback device goes down again'() {
        given:
        eval("route 'fd09::/48', type: 'blackhole'")
        def routes = { peer('ip -6 route show table all type blackhole') }
        def before = routes()
        eval('lo.up()')

        when:
        eval('undo()')

        then:
        before.contains('fd09::/48')
        routes() == before
        notices == []
    }

    def 'a loopback device that was renamed has no address of its own again'() {
        given:
        eval("link('lo').rename('home')")
        def before = dump()
        eval("link('home').up()")

        when:
        eval('undo()')

        then:
        unchanged(before)
    }

    def 'a mount that another one shows comes back with its propagation: #propagation'() {
        given:
        def mount = { peer('findmnt -rno TARGET,PROPAGATION,OPTIONS --mountpoint /media') }
        eval("mount bind: '/etc', on: '/media', readonly: true, propagation: '$propagation'")
        def before = mount()
        eval("umount '/media'")

        when:
        eval('undo()')

        then:
        before.contains(propagation)
        mount() == before

        where:
        propagation << ['private', 'shared', 'unbindable']
    }
}
