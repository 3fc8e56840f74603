package nsx.dsl.change

import nsx.dsl.session.Language
import nsx.dsl.session.Session
import nsx.netlink.Transport
import nsx.ns.Context
import nsx.ns.Namespace
import nsx.ns.NamespaceKind

/** The bytes that sessions receive from the kernel, and the names of namespaces that they look up. */
class Received implements Transport {
    static long bytes
    static long names

    static class Naming implements Kernel {
        @Delegate
        Kernel kernel

        @Override
        Optional<Namespace> named(Context context, NamespaceKind kind, String name) {
            names++
            kernel.named(context, kind, name)
        }
    }

    @Delegate
    Transport socket

    @Override
    byte[] receive() {
        def datagram = socket.receive()
        bytes += datagram.length
        datagram
    }

    /** A session of which both are counted, from none; its scripts get the numbers by {@code bytes()} and {@code names()}. */
    static Session session(Language language) {
        bytes = 0
        names = 0
        def kernel = new Naming(kernel: new LiveKernel({ new Received(socket: it) }))
        def session = new Session(language, kernel, Context.ofThisThread())
        session.binding().setVariable('bytes', { bytes })
        session.binding().setVariable('names', { names })
        session
    }
}
