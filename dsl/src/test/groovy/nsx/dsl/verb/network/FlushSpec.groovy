package nsx.dsl.verb.network

import nsx.dsl.error.NsxException

class FlushSpec extends NetworkSpec {
    static final String FULL = """$CABLE
        ip addr add 10.0.0.11/24 dev veth1; ip addr add 10.0.0.12/24 dev veth1; ip addr add fd00::11/64 dev veth1 nodad
        ip route add 10.9.0.0/16 via 10.0.0.10; ip route add 10.8.0.0/16 dev veth1; ip route add default via 10.0.0.9
        ip neigh add 10.0.0.50 lladdr 02:00:00:00:00:50 dev veth1; ip neigh add proxy 10.0.0.51 dev veth1"""

    def "the rows of a table are removed, and come back"() {
        given:
        peer FULL
        def was = look(show)
        when:
        eval("${text}.flush()")
        def done = operations.collect()
        then:
        !look(show).contains(gone)
        eval("${text}.size()") == 0
        when:
        eval("${text}.flush()")
        undo(done)
        then:
        look(show).readLines().sort() == was.readLines().sort()
        where:
        text | show | gone
        "routes()" | 'ip route; ip -6 route show table main' | 'dev'
        "routes().where(via: '10.0.0.10')" | 'ip route' | '10.9.0.0'
        "addresses(dev: 'veth1')" | 'ip addr show dev veth1 | sed -n /inet/p' | 'inet'
        "neighbours(dev: 'veth1')" | 'ip neigh show nud permanent' | '10.0.0.50'
        "neighbours(proxy: true)" | 'ip neigh show proxy' | '10.0.0.51'
    }

    def "a row that has gone meanwhile is no error"() {
        given:
        peer FULL
        eval 'kept = neighbours(proxy: true)'
        peer 'ip neigh del proxy 10.0.0.51 dev veth1'
        when:
        eval 'kept.flush()'
        then:
        operations == []
    }

    def "other tables cannot be flushed"() {
        when:
        eval 'links().flush()'
        then:
        def e = thrown(NsxException)
        e.message == 'the rows of this table cannot be flushed'
    }
}
