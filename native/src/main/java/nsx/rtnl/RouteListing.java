package nsx.rtnl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * The routes of all tables, by table and destination. The kernel drops IPv4 routes without an event when their device goes down or loses
 * its carrier, or when an address or a next-hop object goes (net/ipv4/fib_trie.c, fib_table_flush), so events of those count too.
 */
public final class RouteListing extends Listing<Route> {
    /** RTNLGRP_LINK, IPV4_IFADDR, IPV4_ROUTE, IPV6_IFADDR, IPV6_ROUTE; NEXTHOP since 5.3. */
    public static final Kind<Route> KIND = new Kind<>(
            "routes", RouteListing::new, List.of(Routes.dump(Family.UNSPEC)), List.of(1, 5, 7, 9, 11), List.of(32));

    /**
     * RTNH_F_DEAD and RTNH_F_LINKDOWN, which the list leaves out because they follow the device without an event of
     * the route.
     */
    private static final int OUT_OF_USE = 1 | 16;

    private final Set<Integer> devices = new HashSet<>();
    /** Whether any route uses devices that it does not name itself. */
    private boolean spread;

    /** The routes of a table to one network. */
    public record Key(int table, Prefix to) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && table == that.table && to.equals(that.to);
        }

        @Override
        public int hashCode() {
            return 31 * to.hashCode() + table;
        }
    }

    private RouteListing() {}

    @Override
    protected Route decode(Message message) {
        return Route.decode(message).withoutFlags(OUT_OF_USE);
    }

    @Override
    protected Object key(Route route) {
        return new Key(route.table(), route.to());
    }

    /** Whether a route belongs to the list; cached clones of IPv6 and routes of multicast routing do not. */
    @Override
    protected boolean belongs(Route route) {
        return (route.flags() & Route.CLONED) == 0 && (route.family() == Family.INET || route.family() == Family.INET6);
    }

    /** Whether a route has a lifetime, as IPv6 routes can; the kernel reports the remaining time. */
    @Override
    protected boolean fades(Route route) {
        return route.all().has("RTA_EXPIRES") || route.timeLeft() != 0;
    }

    @Override
    protected void noted(Route route) {
        route.dev().ifPresent(devices::add);
        spread |= !route.hops().isEmpty() || route.all().has("RTA_NH_ID");
    }

    @Override
    public boolean apply(Message event) {
        int type = event.type();
        if (type == Rtm.NEWROUTE.number()) {
            return added(decode(event), event.has(Flags.REPLACE));
        }
        if (type == Rtm.DELROUTE.number()) {
            Route route = decode(event);
            return !belongs(route) || remove(route);
        }
        if (type == NEWLINK || type == DELLINK) {
            return !touches(event);
        }
        if (type == Rtm.NEWNEXTHOP.number() || type == Rtm.DELNEXTHOP.number()) {
            return !spread;
        }
        return type == Rtm.NEWADDR.number();
    }

    /**
     * Adds a route, or replaces the only one with its metric. If several have the same table and metric, or it is added to one, only a
     * dump shows what becomes of them. IPv6 keeps routes over several devices separate, such as those to ff00::/8, unless they have
     * gateways.
     */
    private boolean added(Route route, boolean replaces) {
        if (!belongs(route)) {
            return true;
        }
        boolean apart = route.family() == Family.INET6 && route.hops().isEmpty() && !replaces;
        List<Route> same = same(route);
        if (same.contains(route)) {
            return true;
        }
        List<Route> equal =
                same.stream().filter(other -> rank(other) == rank(route)).toList();
        if (replaces && equal.size() == 1) {
            same.set(same.indexOf(equal.get(0)), route);
        } else if (equal.isEmpty() || apart) {
            same.add(
                    (int) same.stream()
                            .filter(other -> rank(other) <= rank(route))
                            .count(),
                    route);
        } else {
            return false;
        }
        noted(route);
        return true;
    }

    /** The kernel's order of routes to one network: by descending type of service, then by metric. */
    private static long rank(Route route) {
        return (0xffL - route.all().header().number("rtm_tos") << 32)
                + Integer.toUnsignedLong(route.metric().orElse(0));
    }

    /** Whether the event of a device can have changed a route of the list. */
    private boolean touches(Message event) {
        Struct.Value header = Rtm.NEWLINK.header().decodeHeader(event.payload());
        if (header.integer("ifi_family") == Family.BRIDGE.number()) {
            return false;
        }
        LinkFlags flags = new LinkFlags(header.integer("ifi_flags"));
        boolean works = event.type() == NEWLINK && flags.up() && flags.lowerUp();
        return !works && (spread || devices.contains(header.integer("ifi_index")));
    }
}
