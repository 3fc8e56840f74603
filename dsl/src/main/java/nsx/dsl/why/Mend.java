package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Optional;
import nsx.dsl.op.route.RoutingTable;
import nsx.dsl.unit.Literal;
import nsx.dsl.why.World.Place;
import nsx.filter.Judgement.Stop;
import nsx.netlink.Ip;
import nsx.nft.FilterChain;
import nsx.nft.NftRule;
import nsx.nft.Nftables;
import nsx.nft.OwnTable;
import nsx.nft.Ruleset;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.RoutingRule;

/** Lines of the language that mend a fault, to be evaluated where {@code why} was. */
final class Mend {
    private Mend() {}

    /** The line in a namespace, whose effect a plan foresees. */
    static Cure in(NetState net, String line) {
        return Cure.foreseen(net, scoped(net, line));
    }

    private static String scoped(NetState net, String line) {
        return net.scope().isEmpty() ? line : net.scope() + " { " + line + " }";
    }

    /** Text as a literal of the language. */
    static String quote(String text) {
        return Literal.quoted(text);
    }

    static Cure link(Place place, String change) {
        return in(place.net(), "link(" + quote(place.link().name()) + ")" + change)
                .of(place);
    }

    static Cure arp(Place place) {
        String line = "link(" + quote(place.link().name()) + ").arp = true";
        return Cure.changing(place.net(), scoped(place.net(), line), net -> net.asking(place.link()));
    }

    static Cure sysctl(NetState net, String path, int value) {
        String name = path.contains(".") ? path : path.replace('/', '.');
        return Cure.changing(
                net,
                scoped(net, "sysctl " + quote(name) + ", " + value),
                state -> state.with(new Parameters(state.held(), path, value)));
    }

    static Cure port(NetState net, String bridge, String port, String option) {
        return in(net, "bridge(" + quote(bridge) + ") { port " + quote(port) + ", " + option + " }");
    }

    static Cure address(Place place, Prefix prefix) {
        return in(
                place.net(),
                "address " + quote(prefix.toString()) + ", dev: "
                        + quote(place.link().name()));
    }

    /** Adds the address again without duplicate address detection. */
    static Cure again(Place place, Address address) {
        String line = deleteAddress(place, address) + "; address "
                + quote(address.prefix().toString()) + ", dev: "
                + quote(place.link().name()) + ", nodad: true";
        return in(place.net(), line);
    }

    static Cure noAddress(Place place, Address address) {
        return in(place.net(), deleteAddress(place, address));
    }

    private static String deleteAddress(Place place, Address address) {
        return "delete address: " + quote(address.prefix().toString()) + ", dev: "
                + quote(place.link().name());
    }

    /**
     * Gives the address another prefix length. A device loses its routes with its last IPv4 address, so the new one is added
     * first; an IPv6 address can be on a device only once, so the old one is removed first.
     */
    static Cure length(Place place, Address address, int length) {
        Prefix wanted = new Prefix(address.prefix().address(), length);
        String add = "address " + quote(wanted.toString()) + ", dev: "
                + quote(place.link().name());
        String delete = deleteAddress(place, address);
        return in(
                place.net(), wanted.family() == Family.INET6 ? delete + "; " + add : add + ", force: true; " + delete);
    }

    /** @param word route, or route.replace where there is one already */
    static Cure route(NetState net, String word, String destination, InetAddress via) {
        return in(net, word + " " + quote(destination) + ", via: " + quote(Ip.text(via)));
    }

    static Cure onDevice(NetState net, Prefix destination, Link device) {
        return in(net, "route " + quote(destination.toString()) + ", dev: " + quote(device.name()));
    }

    static Cure noRoute(NetState net, Route route) {
        if (route.all().has("RTA_NH_ID")) {
            return noRouteOfObject(net, route);
        }
        String destination = route.isDefault()
                ? route.family() == Family.INET6 ? "::/0" : "default"
                : route.to().toString();
        String type = route.type() == RouteType.UNICAST
                ? ""
                : ", type: " + quote(route.type().toString());
        String table = route.table() == Route.MAIN ? "" : ", table: " + route.table();
        return in(net, "delete route: " + quote(destination) + type + table);
    }

    /** A next-hop object has the type that the route shows: the kernel knows the route itself as one without a type. */
    private static Cure noRouteOfObject(NetState net, Route route) {
        boolean six = route.family() == Family.INET6;
        String line = exec(
                "ip",
                six ? "-6" : "-4",
                "route",
                "del",
                route.isDefault() ? "default" : route.to().toString(),
                "table",
                Integer.toUnsignedString(route.table()));
        return Cure.changing(net, scoped(net, line), state -> state.without(route));
    }

    /**
     * Leads what goes to one address past a rule that others may need: by another one before it, for nothing but that.
     *
     * @param from the sender, where the kernel knows it by then; else every one
     * @param table where the way is that it takes then
     */
    static Optional<Cure> past(NetState net, RoutingRule rule, InetAddress to, Optional<InetAddress> from, int table) {
        long before = Math.min(Integer.toUnsignedLong(rule.priority()) - 1, Integer.MAX_VALUE);
        // the kernel takes a rule without a source for one with it at the same place (fib4_rule_compare), and one
        // before that
        // would come before what others may need
        boolean taken = net.rules().stream()
                .anyMatch(
                        other -> other.family() == Family.of(to) && Integer.toUnsignedLong(other.priority()) == before);
        // nothing comes before the local table
        return before < 1 || taken
                ? Optional.empty()
                : Optional.of(in(
                        net,
                        "rule "
                                + from.map(f -> "from: " + quote(Prefix.host(f).toString()) + ", ")
                                        .orElse("")
                                + "to: " + quote(Prefix.host(to).toString()) + ", table: "
                                + quote(RoutingTable.text(table)) + ", priority: " + before));
    }

    static Cure masquerade(NetState net, Prefix network, String out) {
        return in(net, "nat.masquerade " + quote(network.toString()) + ", out: " + quote(out));
    }

    static Cure noNeighbour(Place place, InetAddress address) {
        return in(
                place.net(),
                "delete neighbour: " + quote(Ip.text(address)) + ", dev: "
                        + quote(place.link().name()));
    }

    static Cure noFdb(Place port, String mac) {
        return in(
                port.net(),
                "delete fdb: " + quote(mac) + ", dev: " + quote(port.link().name()));
    }

    /** Rules of others are theirs, and so is the program that changes them. */
    static Cure filter(NetState net, Stop<FilterChain, NftRule> stop) {
        String family = Ruleset.familyName(stop.chain().family());
        String table = stop.chain().table();
        // tables of another host come as their rows, which have no methods
        String line = stop.rule()
                .filter(rule -> !net.isElsewhere())
                .flatMap(Mend::own)
                .or(() -> stop.rule()
                        .map(rule -> exec(
                                "nft", "delete", "rule", family, table, rule.chain(), "handle", "" + rule.handle())))
                .orElseGet(
                        () -> exec("nft", "chain", family, table, stop.chain().name(), "{ policy accept; }"));
        return Cure.changing(
                net,
                scoped(net, line),
                state -> state.with(state.filters()
                        .map(f -> stop.rule()
                                .map(r -> f.without(r.family(), r.table(), r.handle()))
                                .orElseGet(() -> f.opened(stop.chain())))));
    }

    /** A rule that nsx made is taken away by its own words. */
    private static Optional<String> own(NftRule rule) {
        return Optional.of(OwnTable.FILTER)
                .filter(which -> rule.family() == Nftables.INET && rule.table().equals(which.text()))
                .flatMap(which -> which.meaning(rule))
                .map(filter -> "filter.rules().find { it.toString() == " + quote(filter.prose()) + " }.delete()");
    }

    /** Mends a fault by rules of iptables-legacy. */
    static Cure legacy(NetState net, Stop<nsx.xtables.Chain, nsx.xtables.XtablesRule> stop) {
        String line = stop.rule()
                .map(nsx.xtables.XtablesRule::deletion)
                .orElseGet(() -> stop.chain().opening());
        return Cure.changing(
                net,
                scoped(net, "sh " + quote(line)),
                state -> state.with(stop.rule()
                        .map(state.legacy()::without)
                        .orElseGet(() -> state.legacy().opened(stop.chain()))));
    }

    private static String exec(String... words) {
        StringBuilder line = new StringBuilder("exec ");
        for (String word : words) {
            line.append(line.length() > 5 ? ", " : "").append(quote(word));
        }
        return line.toString();
    }
}
