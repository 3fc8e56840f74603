package nsx.rtnl;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nsx.netlink.Message;

/**
 * The added routes that go or change with something else: by their preferred source ({@link InetAddress}), by the next-hop object that they
 * name ({@link Over}), and those of IPv6 also by their network ({@link Prefix}), since an address of IPv6 takes the route to its network along (net/ipv6/addrconf.c, cleanup_prefix_route).
 * A route that the kernel drops without an event may stay in the list.
 */
public final class DependentListing extends Listing<Route> {
    /** RTNLGRP_IPV4_ROUTE, IPV6_ROUTE. */
    public static final Kind<Route> KIND = new Kind<>(
            "dependent routes", DependentListing::new, List.of(Routes.dump(Family.UNSPEC)), List.of(7, 11), List.of());

    private static final String HOP = "RTA_NH_ID";

    /** The key of the routes through a next-hop object. */
    public record Over(long hop) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Over that && hop == that.hop;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(hop);
        }
    }

    private final Map<Object, Set<Route>> dependent = new HashMap<>();

    private DependentListing() {}

    @Override
    protected Route decode(Message message) {
        return Route.decode(message);
    }

    @Override
    protected Object key(Route route) {
        return route.to();
    }

    @Override
    protected boolean belongs(Route route) {
        return route.isAdded()
                && (route.family() == Family.INET6
                        || route.src().isPresent()
                        || route.all().has(HOP));
    }

    @Override
    protected void add(Route route) {
        keys(route)
                .forEach(key -> dependent
                        .computeIfAbsent(key, k -> new LinkedHashSet<>())
                        .add(route));
    }

    @Override
    public List<Route> at(Object key) {
        return List.copyOf(dependent.getOrDefault(key, Set.of()));
    }

    private static Stream<Object> keys(Route route) {
        return Stream.of(
                        route.src(),
                        Optional.of(route.to()).filter(to -> to.family() == Family.INET6),
                        Optional.of(route.all()).filter(all -> all.has(HOP)).map(all -> new Over(all.number(HOP))))
                .flatMap(Optional::stream);
    }

    @Override
    public boolean apply(Message event) {
        Route route = decode(event);
        if (event.type() == Rtm.DELROUTE.number()) {
            keys(route).forEach(key -> forget(key, route));
        } else if (belongs(route)) {
            add(route);
        }
        return true;
    }

    private void forget(Object key, Route route) {
        dependent.computeIfPresent(key, (k, all) -> {
            all.remove(route);
            return all.isEmpty() ? null : all;
        });
    }
}
