package nsx.dsl.why;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.why.World.Place;
import nsx.rtnl.Link;

/**
 * Everything that a frame sent by a device could come to, were nothing down or blocked: through pairs to their other ends, and
 * through bridges to their ports.
 *
 * @param paths one to each device where IP takes it
 * @param beyond devices behind which nothing can be seen
 */
record Segment(List<Path> paths, List<Place> beyond) {
    /** What a device is on the way. */
    enum Role {
        SENDER,
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

    /** The devices that a frame passes, the sender first. */
    record Path(List<Point> points) {
        Place end() {
            return points.get(points.size() - 1).place();
        }

        private Path with(Place place, Role role) {
            List<Point> more = new ArrayList<>(points);
            more.add(new Point(place, role));
            return new Path(List.copyOf(more));
        }
    }

    static Segment from(World world, Place sender) {
        Search search = new Search(world);
        boolean bridge = sender.link().isSwitch();
        Path start = new Path(List.of(new Point(sender, bridge ? Role.BRIDGE : Role.SENDER)));
        if (bridge) {
            search.flood(start, sender, null);
        } else {
            search.wire(start, sender);
        }
        return new Segment(List.copyOf(search.paths), List.copyOf(search.beyond));
    }

    private static final class Search {
        private final World world;
        private final Set<String> entered = new HashSet<>();
        private final List<Path> paths = new ArrayList<>();
        private final List<Place> beyond = new ArrayList<>();

        Search(World world) {
            this.world = world;
        }

        private void wire(Path path, Place end) {
            world.peer(end).ifPresentOrElse(peer -> arrive(path, peer), () -> beyond.add(end));
        }

        private void arrive(Path path, Place peer) {
            if (!entered.add(peer.toString())) {
                return;
            }
            peer.net()
                    .bridge(peer.link())
                    .map(bridge -> new Place(peer.net(), bridge))
                    .ifPresentOrElse(
                            bridge -> {
                                Path inside = path.with(peer, Role.IN).with(bridge, Role.BRIDGE);
                                if (entered.add(bridge.toString())) {
                                    paths.add(inside);
                                    flood(inside, bridge, peer.link());
                                }
                            },
                            () -> paths.add(path.with(peer, Role.END)));
        }

        private void flood(Path path, Place bridge, Link from) {
            entered.add(bridge.toString());
            for (Link port : bridge.net().ports(bridge.link())) {
                if (from == null || port.index() != from.index()) {
                    Place out = new Place(bridge.net(), port);
                    wire(path.with(out, Role.OUT), out);
                }
            }
        }
    }
}
