package nsx.dsl.why;

import java.util.List;
import java.util.Optional;
import nsx.rtnl.Link;

/** The network namespaces that can be seen, each read once: the seam at which tests build their own. */
public interface World {
    /** Where the packet starts. */
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

    /** A device in its namespace. */
    record Place(NetState net, Link link) {
        /** {@code NS:DEV}. */
        @Override
        public String toString() {
            return net.name() + ":" + link.name();
        }
    }
}
