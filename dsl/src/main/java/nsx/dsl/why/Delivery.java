package nsx.dsl.why;

import java.util.Optional;
import nsx.dsl.why.Crossing.Crossed;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.EthernetSegment.Point;
import nsx.dsl.why.EthernetSegment.Role;
import nsx.dsl.why.Passage.Cast;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;

/** The way of a frame whose hardware address is known: the programs, bridges and devices that it passes. */
record Delivery(World world, Trail trail, Translations translations) {
    /**
     * The frame's end and the packet as it arrives there.
     *
     * @param fresh whether the bridges on the way have just learned the address of its end
     * @throws Fault when something on the way stops it
     */
    Crossed deliver(Path path, Packet packet, boolean fresh) {
        Place sender = path.sender();
        Passage.of(path, Cast.UNICAST, fresh).check(path);
        Packet passed = pass(path, packet);
        Usable.carrier(sender);
        Place end = path.end();
        if (!end.net().who().isEmpty()) {
            trail.saw(
                    end.net().name(),
                    "namespace",
                    "has no name; in it: " + end.net().who());
        }
        return new Crossed(end, passed, port(path));
    }

    /** Takes the packet past everything on the path that looks at it, in order. */
    private Packet pass(Path path, Packet packet) {
        Packet passed = packet;
        Point before = null;
        Point entrance = null;
        Place sender = path.sender();
        DevicePrograms programs = new DevicePrograms(trail);
        for (Point point : path.points()) {
            if (before != null) {
                world.passed(before.place(), point.place());
            }
            if (point.role() == Role.OUT) {
                passed = bridged(transit(before, entrance, point), passed);
                programs.sending(point.place());
            } else if (point.role() != Role.SENDER && point.role() != Role.BRIDGE) {
                programs.receiving(point.place());
            }
            if (point.role() != Role.SENDER && point.role() != Role.BRIDGE) {
                fits(sender, point.place());
            }
            entrance = point.role() == Role.IN ? point : point.role() == Role.OUT ? null : entrance;
            before = point;
        }
        return before.role() == Role.BRIDGE && entrance != null
                ? bridged(transit(before, entrance, null), passed)
                : passed;
    }

    private static EthernetSegment.Transit transit(Point bridge, Point in, Point out) {
        return new EthernetSegment.Transit(
                bridge.place(), in == null ? null : in.place(), out == null ? null : out.place());
    }

    private static Optional<Place> port(Path path) {
        int last = path.points().size() - 1;
        return last > 0
                        && path.points().get(last).role() == Role.BRIDGE
                        && path.points().get(last - 1).role() == Role.IN
                ? Optional.of(path.points().get(last - 1).place())
                : Optional.empty();
    }

    /** With br_netfilter, connection tracking sees what a bridge passes on, and translates the source of answers back. */
    private Packet bridged(EthernetSegment.Transit transit, Packet packet) {
        Place bridge = transit.bridge();
        if (transit.in() != null && transit.out() != null) {
            trail.saw(bridge, "bridge", "passes it on");
        }
        boolean calls = new Filters(world, trail).checkBridge(transit, packet);
        if (bridge.link().data().truth("IFLA_BR_VLAN_FILTERING")) {
            trail.notSeen(bridge, "bridge", "which VLANs its ports are in");
        }
        return calls && packet.reply()
                ? translations.after(bridge, packet.destination(), packet, Optional.empty())
                : packet;
    }

    /** A device silently drops frames that are longer than its own MTU (is_skb_forwardable of net/core/dev.c). */
    private void fits(Place sender, Place place) {
        int most = sender.link().mtu();
        int fits = place.link().mtu();
        if (fits < most) {
            // what a tunnel wraps is longer than what it takes, so its MTU stays
            Cure cure =
                    Usable.isTunnel(place) ? Mend.link(sender, ".mtu = " + fits) : Mend.link(place, ".mtu = " + most);
            trail.lesser(new Fault(
                    place.toString(),
                    "MTU",
                    "packets above " + fits + " bytes are lost: the MTU of " + sender + " is " + most + ", that of "
                            + place + " is " + fits,
                    cure));
        }
    }

    /** A bridge port does not send out a frame that came in by it, unless its option {@code hairpin} is on. */
    Optional<Fault> reflecting(Place port, Place bridge, Optional<Crossed> there) {
        boolean same = there.isPresent()
                && EthernetSegment.from(world, bridge).paths().stream()
                        .filter(p ->
                                p.end().toString().equals(there.get().place().toString()))
                        .anyMatch(p -> p.points().size() > 1
                                && p.points().get(1).place().toString().equals(port.toString()));
        return same && !port.link().slaveData().truth("IFLA_BRPORT_MODE")
                ? Optional.of(new Fault(
                        port.toString(),
                        "bridge port",
                        port + " sends nothing back out that came in by it: its option hairpin is off, and br_netfilter"
                                + " leaves to the bridge what it gave another address",
                        Mend.port(port.net(), bridge.link().name(), port.link().name(), "hairpin: true")))
                : Optional.empty();
    }
}
