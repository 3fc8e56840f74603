package nsx.dsl.verb.network

import java.nio.ByteBuffer
import java.nio.ByteOrder
import nsx.dsl.change.LiveKernel
import nsx.dsl.error.NsxException
import nsx.dsl.session.Session
import nsx.netlink.Transport
import nsx.ns.Context
import nsx.rtnl.Rtm

/** A kernel ignores what is newer than itself: here because the number of an attribute is one that no kernel knows. */
class OlderKernelSpec extends NetworkSpec {
    static final int HEADERS = 28
    static final int FRA_SPORT_MASK = 28
    static final short UNKNOWN = 999

    static class Older implements Transport {
        @Delegate
        Transport socket

        @Override
        void send(byte[] datagram) {
            def message = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder())
            if (message.getShort(4) in [Rtm.NEWRULE.number() as short, Rtm.DELRULE.number() as short]) {
                for (int at = HEADERS; at < datagram.length; at += message.getShort(at) + 3 & ~3) {
                    if (message.getShort(at + 2) == FRA_SPORT_MASK as short) {
                        message.putShort(at + 2, UNKNOWN)
                    }
                }
            }
            socket.send(datagram)
        }
    }

    def "a rule that this kernel makes otherwise is taken back"() {
        given:
        session.close()
        session = new Session(engine, new LiveKernel({ new Older(socket: it) }), Context.ofThisThread())
        def before = peer('ip rule')

        when:
        eval "rule ipproto: 'tcp', sport: 8080, sportMask: 0xff00, table: 100"

        then:
        def e = thrown(NsxException)
        e.reason() == 'this kernel ignores one of the options'
        peer('ip rule') == before

        when: 'it knows all of them'
        eval "rule ipproto: 'tcp', sport: 8080, table: 100"

        then:
        peer('ip rule').contains('sport 8080')
    }
}
