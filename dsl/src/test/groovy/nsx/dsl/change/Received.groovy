package nsx.dsl.change

import nsx.dsl.session.Language
import nsx.dsl.session.Session
import nsx.netlink.Transport
import nsx.ns.Context

/** The bytes that sessions receive from the kernel. */
class Received implements Transport {
    static long bytes

    @Delegate
    Transport socket

    @Override
    byte[] receive() {
        def datagram = socket.receive()
        bytes += datagram.length
        datagram
    }

    /** A session whose received bytes are counted, from none; its scripts get the number by {@code bytes()}. */
    static Session session(Language language) {
        bytes = 0
        def session = new Session(language, new LiveKernel({ new Received(socket: it) }), Context.ofThisThread())
        session.binding().setVariable('bytes', { bytes })
        session
    }
}
