package nsx.rtnl;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/**
 * One path of a route.
 *
 * @param via the gateway; empty if the destination is on the link
 * @param dev the index of the link; empty if the kernel finds it by the gateway
 * @param weight the share of the traffic, 1 to 256
 * @param flags {@code RTNH_F_*}: 1 dead, 2 pervasive, 4 onlink, 16 link down
 * @param encap what is put around the packets
 */
public record Hop(Optional<InetAddress> via, OptionalInt dev, int weight, int flags, Optional<Encapsulation> encap) {
    /** RTNH_F_ONLINK: the gateway is directly on the device, even if no address covers it. */
    public static final int ONLINK = 4;

    public Hop {
        if (weight < 1 || weight > 256) {
            throw new IllegalArgumentException("the weight of a hop is 1 to 256, not " + weight);
        }
    }

    public Hop(Optional<InetAddress> via, OptionalInt dev, int weight) {
        this(via, dev, weight, 0, Optional.empty());
    }

    /** Whether the gateway is directly on the device, even if no address covers it. */
    public boolean isOnlink() {
        return (flags & ONLINK) != 0;
    }

    static Hop decode(Attributes hop) {
        Struct.Value header = hop.header();
        int dev = header.integer("rtnh_ifindex");
        return new Hop(
                gateway(hop),
                dev == 0 ? OptionalInt.empty() : OptionalInt.of(dev),
                header.integer("rtnh_hops") + 1,
                header.integer("rtnh_flags"),
                Encapsulation.of(hop));
    }

    static Optional<InetAddress> gateway(Attributes attributes) {
        return attributes.findAddress("RTA_GATEWAY").or(() -> attributes.findAddress("RTA_VIA"));
    }

    /** Encodes the hop as an element of RTA_MULTIPATH for a route of this family. */
    public Attributes encode(Family family) {
        Struct.Value header = NextHopType.RTNEXTHOP
                .with("rtnh_hops", weight - 1L)
                .with("rtnh_flags", flags)
                .with("rtnh_ifindex", dev.orElse(0));
        Attributes hop = gateway(Attributes.of(RouteTable.HOP, header), family, via);
        return encap.map(e -> e.put(hop)).orElse(hop);
    }

    /** Adds RTA_GATEWAY, or RTA_VIA if the gateway is of another family than the route. */
    public static Attributes gateway(Attributes to, Family family, Optional<InetAddress> via) {
        boolean same = via.map(Family::of).filter(family::equals).isPresent();
        return to.put(same ? "RTA_GATEWAY" : "RTA_VIA", via);
    }
}
