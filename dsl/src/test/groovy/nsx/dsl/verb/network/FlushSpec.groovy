package nsx.dsl.verb.network

import nsx.dsl.error.NsxException

class FlushSpec extends NetworkSpec {
    static final String FULL = """$CABLE
        ip addr add 10.0.0.11/24 dev veth1; ip addr add 10.0.0.12/24 dev veth1; ip addr add fd00::11/64 dev veth1 nodad
        ip route add 10.9.0.0/16 via 10.0.0.10; ip route add 10.8.0.0/16 dev veth1; ip route add default via 10.0.0.9
        ip rule add from 10.7.0.0/16 table 77 priority 50; ip link add br0 type bridge; ip link set veth2 master br0
        bridge fdb add 02:00:00:00:00:77 dev veth2 master static
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
        "rules().where(table: 77)" | 'ip rule' | '10.7.0.0'
        "fdb().where(state: 'static')" | 'bridge fdb' | '02:00:00:00:00:77'
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

    def "what the kernel made by itself stays"() {
        given:
        peer FULL
        def was = look('bridge fdb | grep -v static; ip rule | grep "^0:"')
        when:
        eval "fdb().flush(); rules().where(table: 'local').flush()"
        then:
        look('bridge fdb; ip rule | grep "^0:"') == was
    }

    def "other tables cannot be flushed"() {
        when:
        eval 'links().flush()'
        then:
        def e = thrown(NsxException)
        e.message == 'the rows of this table cannot be flushed'
    }
}
