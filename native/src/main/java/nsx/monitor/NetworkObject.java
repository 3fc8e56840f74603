package nsx.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.NextHop;
import nsx.rtnl.Nsid;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.RoutingRule;
import nsx.rtnl.Rtm;

/**
 * An object as an rtnetlink message describes it.
 *
 * @param key identifies the object while it changes
 * @param name the name for a person
 * @param properties in the order of display
 */
record NetworkObject(String key, String name, Map<String, String> properties) {
    /** Reads the object of a message; empty for the kernel's bookkeeping. */
    static Optional<NetworkObject> of(Message message, IntFunction<String> devices) {
        int type = message.type();
        if (is(type, Rtm.NEWLINK.number(), Rtm.DELLINK.number())) {
            return link(message, devices);
        }
        if (is(type, Rtm.NEWADDR.number(), Rtm.DELADDR.number())) {
            return Optional.of(address(Address.decode(message), devices));
        }
        if (is(type, Rtm.NEWROUTE.number(), Rtm.DELROUTE.number())) {
            return route(Route.decode(message), devices);
        }
        if (is(type, Rtm.NEWNEIGH.number(), Rtm.DELNEIGH.number())) {
            return neighbour(Neighbour.decode(message), devices);
        }
        if (is(type, Rtm.NEWRULE.number(), Rtm.DELRULE.number())) {
            return Optional.of(rule(RoutingRule.decode(message)));
        }
        if (is(type, Rtm.NEWNEXTHOP.number(), Rtm.DELNEXTHOP.number())) {
            return Optional.of(hop(NextHop.decode(message), devices));
        }
        if (is(type, Rtm.NEWQDISC.number(), Rtm.DELQDISC.number())) {
            return qdisc(Qdisc.decode(message), devices);
        }
        // RTM_DELNSID
        return is(type, Rtm.NEWNSID.number(), Rtm.NEWNSID.number() + 1) ? nsid(Nsid.decode(message)) : Optional.empty();
    }

    private static boolean is(int type, int made, int gone) {
        return type == made || type == gone;
    }

    static String linkKey(int index) {
        return "link " + index;
    }

    /**
     * Reads a link. A bridge reports its ports in additional messages of its own family, which are ignored because
     * they contain less.
     */
    private static Optional<NetworkObject> link(Message message, IntFunction<String> devices) {
        if (Rtm.NEWLINK.decode(message).header().integer("ifi_family") != 0) {
            return Optional.empty();
        }
        Link link = Link.decode(message);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", link.name());
        all.put("kind", link.kind());
        all.put("up", link.up() ? "yes" : "no");
        all.put("state", link.state());
        all.put("mtu", Integer.toString(link.mtu()));
        link.mac().ifPresent(mac -> all.put("mac", mac));
        link.master().ifPresent(master -> all.put("master", devices.apply(master)));
        link.alias().ifPresent(alias -> all.put("alias", alias));
        if (link.flags().promisc()) {
            all.put("promisc", "yes");
        }
        return Optional.of(new NetworkObject(linkKey(link.index()), "link " + link.name(), all));
    }

    private static NetworkObject address(Address address, IntFunction<String> devices) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("dev", devices.apply(address.index()));
        all.put("scope", address.scope());
        if (address.has(Address.TENTATIVE)) {
            all.put("tentative", "yes");
        }
        if (address.has(Address.DADFAILED)) {
            all.put("duplicate", "yes");
        }
        String name = "address " + address.prefix();
        return new NetworkObject(name + " " + address.index(), name, all);
    }

    /**
     * Reads a route. Local and broadcast routes follow addresses, and clones in IPv6 follow traffic; both are left
     * out.
     */
    private static Optional<NetworkObject> route(Route route, IntFunction<String> devices) {
        if (route.table() == Route.LOCAL || (route.flags() & Route.CLONED) != 0) {
            return Optional.empty();
        }
        Map<String, String> all = new LinkedHashMap<>();
        if (route.type() != RouteType.UNICAST) {
            all.put("type", route.type().toString());
        }
        route.via().ifPresent(via -> all.put("via", Ip.text(via)));
        route.dev().ifPresent(dev -> all.put("dev", devices.apply(dev)));
        route.metric().ifPresent(metric -> all.put("metric", Integer.toString(metric)));
        if (route.table() != Route.MAIN) {
            all.put("table", Integer.toString(route.table()));
        }
        route.src().ifPresent(src -> all.put("src", Ip.text(src)));
        if (!route.hops().isEmpty()) {
            all.put("paths", Integer.toString(route.hops().size()));
        }
        String family = route.family() == Family.INET6 ? "6" : "4";
        String name = "route " + (route.isDefault() ? "default" : route.to().toString());
        return Optional.of(new NetworkObject(name + " " + family + " " + all, name, all));
    }

    /** Reads a neighbour. Addresses without resolution (multicast, loopback) are left out, as ip(8) does. */
    private static Optional<NetworkObject> neighbour(Neighbour neighbour, IntFunction<String> devices) {
        boolean forwarding = neighbour.family() == Family.BRIDGE;
        if (!forwarding && neighbour.states() == Neighbour.NOARP) {
            return Optional.empty();
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("dev", devices.apply(neighbour.index()));
        if (!forwarding) {
            neighbour.mac().ifPresent(mac -> all.put("mac", mac));
        }
        neighbour.vlan().ifPresent(vlan -> all.put("vlan", Integer.toString(vlan)));
        all.put("state", neighbour.state());
        String name = forwarding
                ? "fdb " + neighbour.mac().orElse("")
                : "neighbour " + neighbour.address().map(Ip::text).orElse("");
        String place =
                " " + neighbour.index() + " " + neighbour.vlan().orElse(0) + " " + (neighbour.flags() & Neighbour.SELF);
        return Optional.of(new NetworkObject(name + place, name, all));
    }

    private static NetworkObject hop(NextHop hop, IntFunction<String> devices) {
        Map<String, String> all = new LinkedHashMap<>();
        hop.all().findAddress("NHA_GATEWAY").ifPresent(via -> all.put("via", Ip.text(via)));
        hop.dev().ifPresent(dev -> all.put("dev", devices.apply(dev)));
        if (!hop.group().isEmpty()) {
            all.put("group", hop.group().stream().map(Object::toString).collect(Collectors.joining("/")));
        }
        if (hop.all().has("NHA_BLACKHOLE")) {
            all.put("blackhole", "yes");
        }
        String name = "nexthop " + hop.id();
        return new NetworkObject(name, name, all);
    }

    /** Reads a qdisc. The default ones of devices are left out. */
    private static Optional<NetworkObject> qdisc(Qdisc qdisc, IntFunction<String> devices) {
        if (qdisc.handle() == 0) {
            return Optional.empty();
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("handle", Qdisc.handleText(qdisc.handle()));
        all.put("dev", devices.apply(qdisc.index()));
        all.put("parent", qdisc.parentText());
        return Optional.of(new NetworkObject(qdiscKey(qdisc.index()) + qdisc.parent(), "qdisc " + qdisc.kind(), all));
    }

    static String qdiscKey(int index) {
        return "qdisc " + index + " ";
    }

    private static NetworkObject rule(RoutingRule rule) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("from", rule.from().map(Object::toString).orElse("all"));
        rule.to().ifPresent(to -> all.put("to", to.toString()));
        rule.iif().ifPresent(iif -> all.put("iif", iif));
        rule.oif().ifPresent(oif -> all.put("oif", oif));
        rule.fwmark().ifPresent(mark -> all.put("fwmark", Integer.toString(mark)));
        all.put(rule.action(), rule.table() == 0 ? "yes" : Integer.toString(rule.table()));
        String name = "rule " + rule.priority();
        return new NetworkObject(name + " " + rule.family() + " " + all, name, all);
    }

    private static Optional<NetworkObject> nsid(Nsid nsid) {
        return nsid.id().isEmpty()
                ? Optional.empty()
                : Optional.of(new NetworkObject(
                        "nsid " + nsid.id().getAsInt(), "nsid " + nsid.id().getAsInt(), Map.of()));
    }

    /** The object with the device of another description, which may have a new name. */
    NetworkObject onDeviceOf(NetworkObject later) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.computeIfPresent("dev", (key, old) -> later.properties.getOrDefault(key, old));
        return new NetworkObject(key, name, all);
    }

    /** The properties as {@code dev veth1 scope global}; empty ones are left out. */
    String text() {
        return properties.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty() && !name.endsWith(" " + e.getValue()))
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(" "));
    }

    /** The differences as {@code mtu 1500 -> 1400, state down -> up}. */
    String since(NetworkObject before) {
        List<String> parts = new ArrayList<>();
        Stream.concat(properties.keySet().stream(), new TreeSet<>(before.properties.keySet()).stream())
                .distinct()
                .forEach(key -> {
                    String old = before.properties.getOrDefault(key, "none");
                    String now = properties.getOrDefault(key, "none");
                    if (!old.equals(now)) {
                        parts.add(key + " " + old + " -> " + now);
                    }
                });
        return String.join(", ", parts);
    }
}
