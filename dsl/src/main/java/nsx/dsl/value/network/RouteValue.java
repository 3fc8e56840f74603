package nsx.dsl.value.network;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import nsx.dsl.op.network.RouteOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;

/** A route as it was when it was read, or the way the kernel would take to an address. */
public final class RouteValue extends Described {
    private static final List<String> FACTS =
            List.of("destination", "via", "dev", "metric", "src", "table", "type", "scope", "protocol", "mtu", "hops");

    private static final List<String> COLUMNS =
            List.of("destination", "via", "dev", "metric", "src", "table", "type", "protocol");

    private final Here here;
    private final Route route;
    private final DeviceNames names;

    /** One of several ways; {@code via} is null when the destination is on the device. */
    public record Hop(String via, String dev, int weight) {
        @Override
        public String toString() {
            return (via == null ? "" : "via " + via + " ") + "dev " + dev + " weight " + weight;
        }
    }

    public RouteValue(Here here, Route route, DeviceNames names) {
        super(FACTS, RouteOperations.facts(route));
        this.here = here;
        this.route = route;
        this.names = names;
    }

    /** The routes of the tables that fit, IPv4 first. */
    public static Table<RouteValue> all(Here here, IntPredicate table) {
        DeviceNames names = DeviceNames.of(here);
        List<RouteValue> rows = RouteOperations.all(here).stream()
                .filter(r -> table.test(r.table()))
                .sorted(Comparator.comparing(Route::family))
                .map(r -> new RouteValue(here, r, names))
                .toList();
        return table(COLUMNS, rows, Set.of("scope", "hops"));
    }

    /** {@code default}, a network, or a single address. */
    public String getDestination() {
        return route.isDefault()
                ? "default"
                : route.to().isHost()
                        ? Ip.text(route.to().address())
                        : route.to().toString();
    }

    /** The gateway; those of all ways with commas between; null when the destination is on the device. */
    public String getVia() {
        return route.hops().isEmpty()
                ? route.via().map(Ip::text).orElse(null)
                : getHops().stream().map(Hop::via).collect(Collectors.joining(", "));
    }

    public String getDev() {
        return route.hops().isEmpty()
                ? names.find(route.dev()).orElse(null)
                : getHops().stream().map(Hop::dev).collect(Collectors.joining(", "));
    }

    /** The ways of a route that has several; empty otherwise. */
    public List<Hop> getHops() {
        return route.hops().stream()
                .map(h -> new Hop(
                        h.via().map(Ip::text).orElse(null), names.find(h.dev()).orElse(null), h.weight()))
                .toList();
    }

    /** Lowest first; null is 0. */
    public Long getMetric() {
        return (Long) fact("metric");
    }

    /** The address to send from. */
    public String getSrc() {
        return (String) fact("src");
    }

    /** Its name where it is main, local or default, else its number. */
    public Object getTable() {
        return fact("table");
    }

    public String getType() {
        return route.type().toString();
    }

    public String getScope() {
        return route.scope();
    }

    /** Who made it: kernel, boot, static, ra, dhcp or a number. */
    public String getProtocol() {
        return route.protocol();
    }

    /** The largest packet in bytes; null is that of the device. */
    public Integer getMtu() {
        return (Integer) fact("mtu");
    }

    /** 4 or 6. */
    public int getVersion() {
        return route.family() == Family.INET6 ? 6 : 4;
    }

    public Route route() {
        return route;
    }

    /** Takes it away; an error when it is there no more. */
    @Override
    public void delete() {
        here.session().change(List.of(new RouteOperations(here).delete(route)));
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
}
