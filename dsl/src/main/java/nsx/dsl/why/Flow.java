package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.filter.Packet;
import nsx.rtnl.Link;

/**
 * The attributes of a packet that policy rules compare.
 *
 * @param from empty when it is still to be chosen
 * @param in the incoming device; empty for a packet that is sent here
 * @param out the device by which it has to leave; empty for any
 * @param protocol its number in IP; 0 when unknown
 * @param sourcePort 0 when the kernel is to choose it
 * @param port 0 when unknown, or without ports
 * @param mark empty when unknown
 * @param classified whether a rule has set its type of service, or traffic class, which is 0 otherwise
 */
record Flow(
        InetAddress to,
        Optional<InetAddress> from,
        Optional<Link> in,
        Optional<Link> out,
        int protocol,
        int sourcePort,
        int port,
        OptionalInt mark,
        boolean classified) {
    Flow(
            InetAddress to,
            Optional<InetAddress> from,
            Optional<Link> in,
            Optional<Link> out,
            int protocol,
            int sourcePort,
            int port,
            OptionalInt mark) {
        this(to, from, in, out, protocol, sourcePort, port, mark, false);
    }

    /** To an address, whatever it is. */
    static Flow to(InetAddress to) {
        return new Flow(to, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0, OptionalInt.of(0));
    }

    static Flow of(Packet packet, Optional<Link> in) {
        return new Flow(
                packet.destination(),
                Optional.of(packet.source()),
                in,
                Optional.empty(),
                packet.protocol(),
                packet.sourcePort(),
                packet.port(),
                packet.mark(),
                packet.isRewritten(Packet.Field.TRAFFIC_CLASS));
    }

    /** With the source still to be chosen. */
    Flow unbound() {
        return new Flow(to, Optional.empty(), in, out, protocol, sourcePort, port, mark, classified);
    }

    Flow by(Optional<Link> device) {
        return new Flow(to, from, in, device, protocol, sourcePort, port, mark, classified);
    }

    /** The way back, as source validation looks it up (fib_validate_source of net/ipv4/fib_frontend.c): by no device yet. */
    Flow back(boolean marked) {
        return new Flow(
                from.orElseThrow(),
                Optional.of(to),
                Optional.empty(),
                Optional.empty(),
                protocol,
                port,
                sourcePort,
                marked ? mark : OptionalInt.of(0),
                classified);
    }

    boolean hasPorts() {
        return port != 0 || sourcePort != 0;
    }
}
