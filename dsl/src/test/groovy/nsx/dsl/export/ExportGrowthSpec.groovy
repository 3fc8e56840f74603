package nsx.dsl.export

import com.sun.management.ThreadMXBean
import groovy.transform.CompileStatic
import java.lang.management.ManagementFactory
import nsx.dsl.LiveSpec
import nsx.dsl.change.LiveKernel
import nsx.dsl.session.Session
import nsx.netlink.Transport
import nsx.ns.Context

/** An export asks the kernel as often for many devices as for a few, and its own work grows linearly. */
class ExportGrowthSpec extends LiveSpec {
    /** Requests that were sent. */
    static long requests

    static class Counting implements Transport {
        @Delegate
        Transport socket

        @Override
        void send(byte[] datagram) {
            requests++
            socket.send(datagram)
        }
    }

    /** Bytes of memory that this thread has asked for so far. */
    @CompileStatic
    static long asked() {
        ((ThreadMXBean) ManagementFactory.threadMXBean).getThreadAllocatedBytes(Thread.currentThread().id)
    }

    def setup() {
        session.close()
        session = new Session(engine, new LiveKernel({ new Counting(socket: it) }), Context.ofThisThread())
    }

    def "#what"() {
        given:
        eval before

        when:
        def costs = [[0, 10], [10, 100]].collect { from, to ->
            eval("($from..<$to).each { i -> $each }")
            (1..2).collect {
                requests = 0
                def bytes = asked()
                assert Export.text(session).contains("${to - 1}")
                [requests: requests, bytes: asked() - bytes]
            }.last()
        }

        then: 'the requests are those for a few, and the work is that for each'
        costs[1].requests <= costs[0].requests + 5
        costs[1].bytes <= 10 * 1.5 * costs[0].bytes

        where:
        what     | before                  | each
        'ports'  | "bridge('br') { up() }" | 'veth "a$i", "b$i"; link("a$i").master("br")'
        'cables' | "bridge('br') { up() }" | 'veth "a$i", "b$i"; link("a$i").up(); link("b$i").up(); address "10.${i}.0.1/24", dev: "a$i"; route "11.${i}.0.0/24", via: "10.${i}.0.2"'
    }
}
