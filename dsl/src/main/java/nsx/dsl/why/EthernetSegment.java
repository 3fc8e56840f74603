package nsx.dsl.why;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.why.World.Place;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Macvlan;
import nsx.rtnl.kind.Vrf;

/**
 * All devices that a frame could reach if nothing were down or blocked: through pairs to their other ends, through bridges to
 * their ports, and between macvlans and their lower devices.
 *
 * @param paths one to each device that has IP
 * @param beyond devices after which nothing can be seen
 */
record EthernetSegment(List<Path> paths, List<Place> beyond) {
    /** The role of a device on a path. */
    enum Role {
        SENDER,
        /** The lower device of a macvlan, where the frame leaves or enters the cable. */
        LOWER,
        /** A port through which the frame enters a bridge. */
        IN,
        BRIDGE,
        /** A port through which it leaves one. */
        OUT,
        END
    }

    /** A device on the way. */
    record Point(Place place, Role role) {
        NetState net() {
            return place.net();
        }

        Link link() {
            return place.link();
        }
    }

    /**
     * A bridge that a frame comes through, begins at, or ends at.
     *
     * @param in the port by which it comes; null for what the bridge sends itself
     * @param out the port by which it leaves; null for what the bridge receives itself
     */
    record Transit(Place bridge, Place in, Place out) {}

    /** The devices that a frame passes, the sender first. */
    record Path(List<Point> points) {
        Place end() {
            return points.get(points.size() - 1).place();
        }

        Place sender() {
            return points.get(0).place();
        }

        /** The bridges on the way. */
        List<Transit> transits() {
            List<Transit> all = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                if (points.get(i).role() != Role.BRIDGE) {
                    continue;
                }
                Place in = i > 0 && points.get(i - 1).role() == Role.IN
                        ? points.get(i - 1).place()
                        : null;
                Place out = i + 1 < points.size() && points.get(i + 1).role() == Role.OUT
                        ? points.get(i + 1).place()
                        : null;
                all.add(new Transit(points.get(i).place(), in, out));
            }
            return all;
        }

        private Path with(Place place, Role role) {
            List<Point> more = new ArrayList<>(points);
            more.add(new Point(place, role));
            return new Path(List.copyOf(more));
        }
    }

    static EthernetSegment from(World world, Place sender) {
        Search search = new Search(world, sender);
        boolean bridge = sender.link().isSwitch();
        Path start = new Path(List.of(new Point(sender, bridge ? Role.BRIDGE : Role.SENDER)));
        if (isUpper(sender)) {
            search.descend(start, sender);
        } else {
            search.send(start, sender);
        }
        return new EthernetSegment(List.copyOf(search.paths), List.copyOf(search.beyond));
    }

    static boolean isUpper(Place place) {
        return place.link().is(Macvlan.KIND);
    }

    static String mode(Place macvlan) {
        return macvlan.link().data().string("IFLA_MACVLAN_MODE", "");
    }

    private static final class Search {
        private final World world;
        private final Place sender;
        private final Set<String> entered = new HashSet<>();
        private final List<Path> paths = new ArrayList<>();
        private final List<Place> beyond = new ArrayList<>();

        Search(World world, Place sender) {
            this.world = world;
            this.sender = sender;
        }

        /** From a macvlan to its siblings and, through what it stands on, to the cable (macvlan_queue_xmit of drivers/net/macvlan.c). */
        void descend(Path path, Place upper) {
            Optional<Place> lower = world.below(upper);
            if (lower.isEmpty() || mode(upper).equals("source")) {
                beyond.add(upper);
                return;
            }
            Path down = path.with(lower.get(), Role.LOWER);
            if (mode(upper).equals("bridge")) {
                world.above(lower.get()).stream()
                        .filter(p -> mode(p).equals("bridge") && !p.toString().equals(upper.toString()))
                        .forEach(p -> paths.add(down.with(p, Role.END)));
            }
            send(down, lower.get());
        }

        private void send(Path path, Place device) {
            if (device.link().isSwitch()) {
                flood(path, device, null);
            } else {
                wire(path, device);
            }
        }

        private void wire(Path path, Place end) {
            world.peer(end).ifPresentOrElse(peer -> arrive(path, peer), () -> beyond.add(end));
        }

        private void arrive(Path path, Place peer) {
            if (!entered.add(peer.toString())) {
                return;
            }
            if (isTaken(peer)) {
                beyond.add(peer);
                return;
            }
            peer.net()
                    .bridge(peer.link())
                    .map(bridge -> new Place(peer.net(), bridge))
                    .ifPresentOrElse(
                            bridge -> {
                                Path inside = path.with(peer, Role.IN).with(bridge, Role.BRIDGE);
                                if (entered.add(bridge.toString())) {
                                    end(inside, bridge);
                                    flood(inside, bridge, peer.link());
                                }
                            },
                            () -> end(path.with(peer, Role.END), peer));
        }

        /** Whether it belongs to a bond, a team or another device that takes all that comes in. */
        private static boolean isTaken(Place device) {
            return device.link().master().stream()
                    .mapToObj(device.net()::link)
                    .anyMatch(m -> m.map(l -> !l.isSwitch() && !l.is(Vrf.KIND)).orElse(true));
        }

        /** IP takes it here, and at the macvlans that stand on the device; one that passes all through leaves nothing to it. */
        private void end(Path path, Place device) {
            List<Place> uppers = world.above(device);
            if (uppers.stream().noneMatch(u -> mode(u).equals("passthru"))) {
                paths.add(path);
            }
            for (Place upper : uppers) {
                if (!upper.toString().equals(sender.toString())) {
                    paths.add(new Path(path.points().subList(0, path.points().size() - 1))
                            .with(device, device.link().isSwitch() ? Role.BRIDGE : Role.LOWER)
                            .with(upper, Role.END));
                }
            }
        }

        private void flood(Path path, Place bridge, Link from) {
            entered.add(bridge.toString());
            for (Link port : bridge.net().ports(bridge.link())) {
                Place out = new Place(bridge.net(), port);
                if (from == null || port.index() != from.index()) {
                    wire(path.with(out, Role.OUT), out);
                } else if (isReflecting(port)) {
                    reflect(path.with(out, Role.OUT), out);
                }
            }
        }

        private static boolean isReflecting(Link port) {
            return port.slaveData().truth("IFLA_BRPORT_MODE");
        }

        /** A hairpin port sends frames of a macvlan back to its siblings and to what they stand on. */
        private void reflect(Path path, Place out) {
            world.peer(out).filter(p -> isUpper(sender)).ifPresent(peer -> end(path.with(peer, Role.END), peer));
        }
    }
}
