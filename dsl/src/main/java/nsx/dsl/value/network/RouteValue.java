package nsx.dsl.value.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.op.route.HopDescription;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Flushable;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.Route;
import nsx.rtnl.RouteScope;
import nsx.rtnl.RouteType;

/** A route at the time when it was read, or the route that the kernel would choose to an address. */
@MoreFacts(RouteValue.Known.class)
public final class RouteValue extends Described implements Flushable {
    private static final List<String> FACTS =
            List.of("destination", "via", "dev", "metric", "src", "table", "type", "scope", "protocol", "mtu", "hops");

    /** The columns of the routes' table. */
    public static final List<String> COLUMNS =
            List.of("destination", "via", "dev", "metric", "src", "table", "type", "protocol");

    private final Here here;
    private final Route route;
    private final DeviceNames names;

    /**
     * One hop of a route with several paths.
     *
     * @param via the gateway; null when the destination is on the device
     * @param weight the share of the traffic, relative to the other hops, 1 to 256
     * @param onlink whether the gateway is directly on the device, even if no address covers it
     * @param encap what is put around packets, as {@code encap:} of a hop takes it; null for nothing
     */
    public record Hop(String via, String dev, int weight, boolean onlink, Object encap) {
        @Override
        public String toString() {
            return (via == null ? "" : "via " + via + " ") + "dev " + dev + " weight " + weight
                    + (onlink ? " onlink" : "")
                    + (encap == null ? "" : " encap " + encap);
        }
    }

    public RouteValue(Here here, Route route, DeviceNames names) {
        super(FACTS);
        this.here = here;
        this.route = route;
        this.names = names;
    }

    /** The routes of the matching tables, IPv4 first. */
    public static Table<RouteValue> all(Here here, IntPredicate table) {
        DeviceNames names = DeviceNames.of(here);
        List<RouteValue> rows = new ArrayList<>();
        List<RouteValue> later = new ArrayList<>();
        for (Route route : RouteOperations.all(here)) {
            if (table.test(route.table())) {
                (route.family() == Family.INET ? rows : later).add(new RouteValue(here, route, names));
            }
        }
        rows.addAll(later);
        return table(COLUMNS, rows, Set.of("scope", "hops"));
    }

    /** The destination: {@code default}, a network, or a single address. */
    @Holds(Content.NETWORK)
    public String getDestination() {
        return route.destination();
    }

    /** The gateway, or those of all hops separated by commas; null when the destination is on the device. */
    @Holds(Content.ADDRESS)
    public String getVia() {
        return route.hops().isEmpty()
                ? route.via().map(Ip::text).orElse(null)
                : getHops().stream().map(Hop::via).collect(Collectors.joining(", "));
    }

    /** The outgoing device, or those of all hops separated by commas; null without one. */
    @Holds(Content.DEVICE)
    public String getDev() {
        return route.hops().isEmpty()
                ? names.find(route.dev()).orElse(null)
                : getHops().stream().map(Hop::dev).collect(Collectors.joining(", "));
    }

    /** The hops of a route with several paths; empty otherwise. */
    public List<Hop> getHops() {
        return route.hops().stream()
                .map(h -> new Hop(
                        h.via().map(Ip::text).orElse(null),
                        names.find(h.dev()).orElse(null),
                        h.weight(),
                        h.isOnlink(),
                        HopDescription.encap(h.encap()).orElse(null)))
                .toList();
    }

    /** The metric; the kernel uses the route with the lowest. Null means 0. */
    public Long getMetric() {
        return (Long) fact("metric");
    }

    /** The source address of packets that this machine sends; null if the route does not set it. */
    @Holds(Content.ADDRESS)
    public String getSrc() {
        return (String) fact("src");
    }

    /** The table: main, local or default by name, others by number. */
    public Object getTable() {
        return fact("table");
    }

    /** The type: unicast, local, unreachable, blackhole, prohibit, throw, … */
    @OneOf(of = RouteType.class)
    public String getType() {
        return route.type().toString();
    }

    /** Where the destination is valid: global, site, link, host or a number. */
    @OneOf(of = RouteScope.class, numbers = true)
    public String getScope() {
        return route.scope();
    }

    /** The origin of the route: kernel, boot, static, ra, dhcp or a number. */
    @OneOf(from = RouteProtocols.class, numbers = true)
    public String getProtocol() {
        return route.protocol();
    }

    /** The MTU of the route, in bytes; null if the MTU of the device applies. */
    public Integer getMtu() {
        return (Integer) fact("mtu");
    }

    /** The version of IP: 4 or 6. */
    @OneOf({"4", "6"})
    public int getVersion() {
        return route.family() == Family.INET6 ? 6 : 4;
    }

    /** The route as the kernel describes it. */
    public Route route() {
        return route;
    }

    /** Removes the route; fails when it no longer exists. */
    @Override
    public void delete() {
        here.session().change(List.of(new RouteOperations(here).delete(route)));
    }

    /** Deletes routes through a gateway before those that reach the gateway. */
    @Override
    public void flush(List<? extends Flushable> rows) {
        here.session().ensure(() -> {
            Set<Object> there =
                    RouteOperations.all(here).stream().map(RouteValue::key).collect(Collectors.toSet());
            return rows.stream()
                    .map(RouteValue.class::cast)
                    .filter(row -> there.contains(key(row.route)))
                    .sorted(Comparator.comparing(row -> row.getVia() == null))
                    .map(row -> new RouteOperations(row.here).delete(row.route))
                    .toList();
        });
    }

    private static Object key(Route route) {
        return List.of(route.to(), route.table(), route.metric(), route.type(), route.via(), route.dev(), route.hops());
    }

    @Override
    protected Map<String, Object> reading() {
        return RouteOperations.facts(route);
    }

    @Override
    protected List<String> known() {
        return RouteOperations.FACTS;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(route.type() == RouteType.UNICAST ? "" : route.type() + " ");
        text.append(getDestination());
        if (getVia() != null) {
            text.append(" via ").append(getVia());
        }
        if (getDev() != null) {
            text.append(" dev ").append(getDev());
        }
        return text.toString();
    }

    /** The facts that only some routes have. */
    static final class Known implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return RouteOperations.FACTS;
        }
    }
}
