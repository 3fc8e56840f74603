package nsx.dsl.plan

import com.sun.management.ThreadMXBean
import groovy.transform.CompileStatic
import java.lang.management.ManagementFactory
import nsx.dsl.LiveSpec

/** What a plan costs for each line does not grow with the lines before it. The cost is counted in bytes of memory that the lines ask for. */
class PlanGrowthSpec extends LiveSpec {
    static final String CABLE = "veth 'a', 'b'; address '10.0.0.1/8', dev: 'a'; link('a').up(); link('b').up()\n"
    static final int FEW = 100

    /** Bytes of memory that this thread has asked for so far. */
    @CompileStatic
    static long asked() {
        ((ThreadMXBean) ManagementFactory.threadMXBean).getThreadAllocatedBytes(Thread.currentThread().id)
    }

    def "#what"() {
        given:
        session.binding().setVariable('bytes', { asked() })

        when: 'the first lines, then many, then as many lines as at first'
        def (first, last) = eval("""
            costs = []
            plan { $before
                make = { i -> $each }
                cost = { from, to -> def before = bytes(); (from..<to).each(make); costs << bytes() - before }
                (0..<$FEW).each(make)
                cost($FEW, ${2 * FEW})
                (${2 * FEW}..<${9 * FEW}).each(make)
                cost(${9 * FEW}, ${10 * FEW})
            }
            costs""")

        then:
        first > 0
        last <= first * 1.5

        where:
        what          | before                                   | each
        'routes'      | CABLE                                    | 'route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.2"'
        'addresses'   | CABLE                                    | 'address "11.${i >> 8}.${i & 255}.1/24", dev: "a"'
        'neighbours'  | CABLE                                    | 'neighbour "10.9.${i >> 8}.${i & 255}", mac: "02:00:00:00:00:12", dev: "a"'
        'rules'       | ''                                       | 'rule from: "11.${i >> 8}.${i & 255}.0/24", table: 100'
        'cables'      | ''                                       | 'veth "a$i", "b$i"; link("a$i").up(); link("b$i").up()'
        'ports'       | "bridge('br') { up() }"                  | 'veth "a$i", "b$i"; link("a$i").master("br"); link("a$i").up()'
        'namespaces'  | ''                                       | 'netns "n$i"; veth "n$i:eth0", "v$i"'
        'qdiscs'      | ''                                       | 'veth "a$i", "b$i"; qdisc "a$i", tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]'
        'classes'     | CABLE + 'qdisc "a", handle: "1:", htb: [:]' | 'qdisc.class "a", "1:${Integer.toHexString(i + 1)}", rate: 1.mbit'
        'next hops'   | CABLE                                    | 'nexthop i + 1, via: "10.0.0.2", dev: "a"; delete nexthop: i + 1'
        'verdicts'    | ''                                       | 'filter.drop from: "11.${i >> 8}.${i & 255}.0/24"; filter.accept from: "11.${i >> 8}.${i & 255}.0/24"'
        'deleted'     | CABLE                                    | 'address "11.${i >> 8}.${i & 255}.1/24", dev: "a"; delete address: "11.${i >> 8}.${i & 255}.1/24", dev: "a"'
        'taken back'  | CABLE                                    | 'route "11.${i >> 8}.${i & 255}.0/24", via: "10.0.0.2"; delete route: "11.${i >> 8}.${i & 255}.0/24"'
    }
}
