package nsx.dsl.why;

import java.util.List;
import java.util.Optional;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Macvlan;

/** The network namespaces that can be seen, each read once: the seam at which tests build their own. */
public interface World {
    /** The namespace in which the packet starts. */
    NetState origin();

    /** All, in the order of their names. */
    List<NetState> all();

    /** The namespace that another one numbers so (IFLA_LINK_NETNSID); empty when it is none of these. */
    Optional<NetState> numbered(NetState here, int nsid);

    /** The other end of a pair; empty when it is in a namespace that cannot be seen. */
    default Optional<Place> peer(Place end) {
        Link link = end.link();
        if (!link.isPairEnd() || link.link().isEmpty()) {
            return Optional.empty();
        }
        Optional<NetState> there = link.linkNetnsId().isEmpty()
                ? Optional.of(end.net())
                : numbered(end.net(), link.linkNetnsId().getAsInt());
        return there.flatMap(net -> net.link(link.link().getAsInt()).map(peer -> new Place(net, peer)));
    }

    /** The other end of a tunnel whose frames can be followed to it; empty for every other device. */
    default Optional<Place> tunnelled(Place end) {
        return Optional.empty();
    }

    /** Told of each step of a frame from one device to the next on the way that it takes. */
    default void passed(Place from, Place to) {}

    /** The device that another stands on; empty when it is in a namespace that cannot be seen. */
    default Optional<Place> below(Place upper) {
        Link link = upper.link();
        if (link.link().isEmpty()) {
            return Optional.empty();
        }
        Optional<NetState> there = link.linkNetnsId().isEmpty()
                ? Optional.of(upper.net())
                : numbered(upper.net(), link.linkNetnsId().getAsInt());
        return there.flatMap(net -> net.link(link.link().getAsInt()).map(lower -> new Place(net, lower)));
    }

    /** The macvlans that stand on a device, in whatever namespace they are. */
    default List<Place> above(Place lower) {
        return all().stream()
                .flatMap(n -> n.links().stream().map(l -> new Place(n, l)))
                .filter(p -> p.link().is(Macvlan.KIND))
                .filter(p -> below(p).filter(b -> b.net() == lower.net()
                                && b.link().index() == lower.link().index())
                        .isPresent())
                .toList();
    }

    /** A device in its namespace. */
    record Place(NetState net, Link link) {
        /** {@code NS:DEV}. */
        @Override
        public String toString() {
            return net.name() + ":" + link.name();
        }
    }
}
