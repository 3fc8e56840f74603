package nsx.hops;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import nsx.icmp.IcmpMessage;
import nsx.icmp.Quote;
import nsx.netlink.Ip;
import nsx.sys.Connections;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Sockets;
import nsx.sys.SysException;
import nsx.sys.Talk;

/** One packet to send, and the way to recognize its answer. */
interface Probe extends AutoCloseable {
    /**
     * Sends the packet; EMSGSIZE if it is larger than the MTU of the first device.
     *
     * @return {@link System#nanoTime} right before
     */
    long send();

    /** Whether an ICMP error is about this packet. */
    boolean isOf(Quote quote);

    /** Whether an ICMP message answers this packet. */
    default boolean isAnsweredBy(IcmpMessage message) {
        return false;
    }

    /** The probe's own socket, on which the destination can answer; empty if it has none. */
    default Optional<Fd> socket() {
        return Optional.empty();
    }

    /** Whether {@link #socket} has an answer once it is writable; otherwise once it is readable. */
    default boolean connects() {
        return false;
    }

    /** Whether the destination has answered on {@link #socket}, which is ready; call it once. */
    default boolean hasAnswer() {
        return false;
    }

    @Override
    default void close() {}

    static int family(InetAddress to) {
        return to instanceof Inet6Address ? Ip.AF_INET6 : Ip.AF_INET;
    }

    /** An echo request over the raw socket that also receives all answers. */
    record Echo(Fd raw, InetAddress to, int ttl, int size, int identifier, int sequence) implements Probe {
        private static final int HEADERS = 28;
        private static final int HEADERS_6 = 48;

        @Override
        public long send() {
            boolean six = family(to) == Ip.AF_INET6;
            Sockets.limitHops(raw, family(to), ttl);
            int data = Math.max(0, size - (six ? HEADERS_6 : HEADERS));
            return Sockets.send(raw, IcmpMessage.echoRequest(six, identifier, sequence, data), to);
        }

        @Override
        public boolean isOf(Quote quote) {
            return quote.protocol() == (quote.six() ? 58 : 1)
                    && quote.third() == identifier
                    && (quote.fourth() == (sequence & 0xffff) || !quote.isSpent() && !quote.isTooBig());
        }

        @Override
        public boolean isAnsweredBy(IcmpMessage message) {
            return message.isReply() && message.identifier() == identifier && message.sequence() == (sequence & 0xffff);
        }
    }

    /** A datagram or a TCP connection request, each from its own port. */
    record Ported(Fd own, InetAddress to, int port, boolean udp, int size) implements Probe {
        private static final int HEADERS = 28;
        private static final int HEADERS_6 = 48;

        static Ported open(InetAddress to, int port, boolean udp, int ttl, int size) {
            Fd own = Connections.open(family(to), udp ? Connections.SOCK_DGRAM : Connections.SOCK_STREAM);
            try {
                Sockets.limitHopsToOne(own, family(to), ttl);
                Sockets.fragment(own, family(to), Sockets.Fragments.PROBED);
                return new Ported(own, to, port, udp, size);
            } catch (RuntimeException e) {
                own.close();
                throw e;
            }
        }

        @Override
        public long send() {
            long connected = Connections.connect(own, to, port);
            if (!udp) {
                return connected;
            }
            int headers = family(to) == Ip.AF_INET6 ? HEADERS_6 : HEADERS;
            return Connections.send(own, new byte[Math.max(0, size - headers)]);
        }

        @Override
        public boolean isOf(Quote quote) {
            return quote.protocol() == (udp ? 17 : 6)
                    && quote.to().equals(to)
                    && quote.second() == port
                    && quote.first() == Connections.local(own).getPort();
        }

        @Override
        public Optional<Fd> socket() {
            return Optional.of(own);
        }

        @Override
        public boolean connects() {
            return !udp;
        }

        @Override
        public boolean hasAnswer() {
            if (udp) {
                try {
                    return Talk.receive(own, HEADERS).isPresent();
                } catch (SysException e) {
                    return e.errno() == Errno.ECONNREFUSED;
                }
            }
            Optional<Errno> error = Connections.error(own);
            return error.isEmpty() ? Connections.isConnected(own) : error.get() == Errno.ECONNREFUSED;
        }

        @Override
        public void close() {
            own.close();
        }
    }
}
