package nsx.dsl.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.EthernetSegment.Point;
import nsx.dsl.why.EthernetSegment.Role;
import nsx.dsl.why.World.Place;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;

/**
 * The effect of cables, bridges and macvlans on a frame, without filter rules.
 *
 * @param cast how it is addressed
 * @param from the source hardware address
 * @param to the destination hardware address
 * @param fresh whether the receiver has just sent a frame, so that bridges know its port
 */
record Passage(Cast cast, String from, String to, boolean fresh) {
    enum Cast {
        BROADCAST,
        MULTICAST,
        UNICAST
    }

    /** NTF_STICKY: an entry of a bridge that does not follow its device. */
    private static final int STICKY = 0x40;

    static Passage of(Path path, Cast cast, boolean fresh) {
        return new Passage(
                cast,
                path.sender().link().mac().orElse(""),
                path.end().link().mac().orElse(""),
                fresh);
    }

    /** The path that an answer takes. */
    static Path back(Path path) {
        List<Point> points = new ArrayList<>();
        for (int i = path.points().size() - 1; i >= 0; i--) {
            Point point = path.points().get(i);
            Role role = switch (point.role()) {
                case IN -> Role.OUT;
                case OUT -> Role.IN;
                case SENDER -> Role.END;
                case END -> Role.SENDER;
                default -> point.role();
            };
            points.add(new Point(point.place(), role));
        }
        return new Path(List.copyOf(points));
    }

    /** The first thing that stops it; empty when it passes. */
    Optional<Fault> stop(Path path) {
        try {
            check(path);
            return Optional.empty();
        } catch (Fault fault) {
            return Optional.of(fault);
        }
    }

    void check(Path path) {
        Point entrance = null;
        for (Point point : path.points()) {
            Usable.up(point.place());
            if (point.role() == Role.IN || point.role() == Role.OUT) {
                forwards(point.place());
            }
            if (point.role() == Role.IN) {
                locked(point.place());
            }
            if (point.role() == Role.OUT && entrance != null) {
                isolated(entrance.place(), point.place());
            }
            if (point.role() == Role.OUT) {
                sent(point.place());
            }
            entrance = point.role() == Role.IN ? point : point.role() == Role.OUT ? null : entrance;
        }
        Point last = path.points().get(path.points().size() - 1);
        if (cast == Cast.UNICAST && last.role() == Role.BRIDGE && entrance != null) {
            taken(entrance.place(), last.place());
        }
    }

    private static Optional<Link> bridge(Place port) {
        return port.net().bridge(port.link());
    }

    private static String bridgeName(Place port) {
        return bridge(port).map(Link::name).orElse("");
    }

    private static void forwards(Place port) {
        // the ports of a bridge that is down are disabled
        bridge(port).ifPresent(bridge -> Usable.up(new Place(port.net(), bridge)));
        String state = port.link().slaveData().string("IFLA_BRPORT_STATE", "forwarding");
        if (state.equals("forwarding") || !port.link().flags().lowerUp()) {
            return;
        }
        boolean tree = bridge(port)
                .filter(b -> b.data().integer("IFLA_BR_STP_STATE", 0) != 0)
                .isPresent();
        // the state of a port is the protocol's to set (br_set_state): EBUSY for everybody else
        String what = tree
                ? ": the spanning tree of " + bridgeName(port) + " "
                        + (state.equals("blocking") ? "has another way" : "has not opened it yet")
                : " and passes nothing on";
        throw fault(
                port,
                port + " is a port in state " + state + what,
                tree ? new Cure[0] : new Cure[] {port(port, "state: 'forwarding'")});
    }

    private static Fault fault(Place port, String what, Cure... cures) {
        return new Fault(port.toString(), "bridge port", what, cures);
    }

    private static Cure port(Place port, String option) {
        return Mend.port(port.net(), bridgeName(port), port.link().name(), option);
    }

    private void locked(Place port) {
        boolean known =
                entries(port, from).anyMatch(n -> n.index() == port.link().index() && !isLocal(n));
        if (port.link().slaveData().truth("IFLA_BRPORT_LOCKED") && !known) {
            throw fault(
                    port, port + " is a locked port and does not know the sender " + from, port(port, "locked: false"));
        }
    }

    private static void isolated(Place in, Place out) {
        boolean both = in.link().slaveData().truth("IFLA_BRPORT_ISOLATED")
                && out.link().slaveData().truth("IFLA_BRPORT_ISOLATED");
        if (both) {
            throw fault(
                    in,
                    in + " and " + out + " are isolated ports: nothing passes from one to the other",
                    port(in, "isolated: false"));
        }
    }

    /** Entries of a port's bridge for a hardware address. */
    private static Stream<Neighbour> entries(Place port, String mac) {
        return port.net().fdb().stream()
                .filter(n -> n.mac().filter(mac::equalsIgnoreCase).isPresent())
                .filter(n -> (n.flags() & Neighbour.SELF) == 0)
                .filter(n -> port.net()
                        .link(n.index())
                        .filter(l -> l.master().equals(port.link().master()))
                        .isPresent());
    }

    private static boolean isLocal(Neighbour entry) {
        return (entry.states() & Neighbour.PERMANENT) != 0;
    }

    /** A bridge takes what is for its own address as long as its table calls the address local (br_handle_frame_finish). */
    private void taken(Place in, Place bridge) {
        List<Neighbour> own = bridge.net().fdb().stream()
                .filter(n -> (n.flags() & Neighbour.SELF) == 0 && isLocal(n))
                .filter(n -> n.index() == bridge.link().index() || isPort(bridge, n.index()))
                .toList();
        entries(in, to).filter(n -> !isLocal(n)).findFirst().ifPresent(entry -> {
            Place wrong = new Place(in.net(), in.net().link(entry.index()).orElseThrow());
            throw new Fault(
                    bridge.toString(),
                    "forwarding table",
                    "an entry sends frames for " + to + ", which is " + bridge + " itself, out of " + wrong);
        });
        if (!own.isEmpty()
                && own.stream()
                        .noneMatch(n -> n.mac().filter(to::equalsIgnoreCase).isPresent())) {
            throw new Fault(
                    bridge.toString(),
                    "forwarding table",
                    "the table of " + bridge + " has no entry for its own address " + to
                            + ": the bridge takes no frame");
        }
    }

    private static boolean isPort(Place bridge, int index) {
        return bridge.net()
                .link(index)
                .flatMap(port -> bridge.net().bridge(port))
                .filter(b -> b.index() == bridge.link().index())
                .isPresent();
    }

    /** Whether the bridge sends the frame out of the port. */
    private void sent(Place out) {
        if (cast == Cast.UNICAST) {
            unicast(out);
        } else if (cast == Cast.BROADCAST) {
            flooded(out, "IFLA_BRPORT_BCAST_FLOOD", "bcastFlood", "broadcasts, such as questions of ARP,");
        } else {
            flooded(out, "IFLA_BRPORT_MCAST_FLOOD", "mcastFlood", "multicast, such as questions for neighbours,");
        }
    }

    private static void flooded(Place out, String attribute, String option, String what) {
        if (out.link().slaveData().has(attribute) && !out.link().slaveData().truth(attribute)) {
            throw fault(
                    out,
                    out + " sends no " + what + " out: its option " + option + " is off",
                    port(out, option + ": true"));
        }
    }

    private void unicast(Place out) {
        List<Neighbour> elsewhere =
                entries(out, to).filter(n -> n.index() != out.link().index()).toList();
        elsewhere.stream()
                .filter(n -> isLocal(n) || (n.flags() & STICKY) != 0 || !learns(out) || !fresh)
                .findFirst()
                .ifPresent(entry -> {
                    Place wrong =
                            new Place(out.net(), out.net().link(entry.index()).orElseThrow());
                    boolean fixed = (entry.states() & (Neighbour.PERMANENT | Neighbour.NOARP)) != 0;
                    throw new Fault(
                            wrong.toString(),
                            "forwarding table",
                            (fixed ? "a static" : "an") + " entry sends frames for " + to + " out of " + wrong
                                    + " instead of " + out,
                            Mend.noFdb(wrong, to));
                });
        boolean known = fresh && learns(out) || entries(out, to).findAny().isPresent();
        if (!known) {
            flooded(out, "IFLA_BRPORT_UNICAST_FLOOD", "flood", "frames for addresses that the bridge does not know");
        }
    }

    private static boolean learns(Place port) {
        return !port.link().slaveData().has("IFLA_BRPORT_LEARNING")
                || port.link().slaveData().truth("IFLA_BRPORT_LEARNING");
    }
}
