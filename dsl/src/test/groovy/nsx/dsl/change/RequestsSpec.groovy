package nsx.dsl.change

import java.nio.ByteBuffer
import java.nio.ByteOrder
import nsx.dsl.LiveSpec
import nsx.dsl.session.Session
import nsx.netlink.Flags
import nsx.netlink.Transport
import nsx.ns.Context
import nsx.rtnl.Rtm

/** The requests that a recorded run sends for what it makes. */
class RequestsSpec extends LiveSpec {
    static final int TYPE = 4
    static final int FLAGS = 6
    /** The types of the requests, in order. */
    static List<Integer> types = []
    /** Whether the kernel echoes new devices, as it does since 6.2. */
    static boolean echoes

    static class Reading implements Transport {
        @Delegate
        Transport socket

        @Override
        void send(byte[] datagram) {
            def message = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder())
            types << (message.getShort(TYPE) as int)
            if (!echoes) {
                message.putShort(FLAGS, (message.getShort(FLAGS) & ~Flags.ECHO) as short)
            }
            socket.send(datagram)
        }
    }

    def setup() {
        session.close()
        session = new Session(engine, new LiveKernel({ new Reading(socket: it) }), Context.ofThisThread())
        session.recorder().begin('test.nsx') { notices << it }
    }

    static boolean isOld() {
        def (major, minor) = System.getProperty('os.version').findAll('[0-9]+')*.toInteger()
        major < 6 || major == 6 && minor < 2
    }

    def "a cable takes a look, its making and its start: #echo"() {
        given:
        echoes = echo && !isOld()
        eval "netns 'n'; veth 'a', 'n:b'; link('a').up()"
        types.clear()

        when:
        eval "veth 'c', 'n:d'; link('c').up()"

        then: 'where the kernel does not say what it made, that is looked up'
        types == [Rtm.GETLINK, Rtm.NEWLINK, *(echoes ? [] : [Rtm.GETLINK]), Rtm.GETLINK, Rtm.NEWLINK]*.number()

        and: 'the ledger knows both ends either way'
        eval('made()*.what') == ['network namespace n', 'veth a', 'veth b', 'veth c', 'veth d']

        where:
        echo << [true, false]
    }
}
