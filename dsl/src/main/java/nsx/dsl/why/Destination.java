package nsx.dsl.why;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nsx.discover.Tenant;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Session;
import nsx.dsl.unit.IpText;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.value.namespace.RunningTenants;
import nsx.netlink.Ip;
import nsx.ns.Context;
import nsx.rtnl.Family;
import nsx.rtnl.Link;

/**
 * The destination of a packet.
 *
 * @param by the device by which it has to leave; empty for any
 */
public record Destination(InetAddress address, Optional<Link> by) {
    /**
     * Reads an address, also with its device ({@code fe80::1%eth0}), a network namespace, a device as {@code NS:DEV} or of where the
     * packet starts, or a host that the resolver knows.
     */
    public static Destination of(Session session, LiveWorld world, Context from, String text) {
        int percent = text.indexOf('%');
        Optional<InetAddress> literal = literal(percent < 0 ? text : text.substring(0, percent));
        if (literal.isPresent() && percent >= 0) {
            return new Destination(literal.get(), Optional.of(device(world.origin(), text.substring(percent + 1))));
        }
        if (literal.isPresent()) {
            return literal.get().isLinkLocalAddress() && Family.of(literal.get()) == Family.INET6
                    ? new Destination(literal.get(), Optional.of(only(world.origin(), text)))
                    : new Destination(literal.get(), Optional.empty());
        }
        return new Destination(named(session, world, from, text), Optional.empty());
    }

    /** The address for a socket: one of a cable alone has the number of its device as scope. */
    public InetAddress scoped() {
        if (by.isEmpty() || !(address instanceof Inet6Address)) {
            return address;
        }
        try {
            return Inet6Address.getByAddress(
                    null, address.getAddress(), by.get().index());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 16 bytes", e);
        }
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(Ip.parse(text));
        } catch (IllegalArgumentException e) {
            // only what can be no name is meant as an address
            return text.matches("[\\d.]+") ? Optional.of(IpText.address(text)) : Optional.empty();
        }
    }

    private static Link device(NetState net, String name) {
        return net.links().stream()
                .filter(l -> l.name().equals(name)
                        || l.altnames().contains(name)
                        || Integer.toString(l.index()).equals(name))
                .findFirst()
                .orElseThrow(() -> new NsxException("there is no device " + name + " in " + net.name())
                        .at(name)
                        .hint(Texts.didYouMean(
                                name, net.links().stream().map(Link::name).toList())));
    }

    /** The only device that a link-local address can be on; an error when there are several. */
    private static Link only(NetState net, String text) {
        List<Link> links = net.links().stream()
                .filter(l -> !l.flags().loopback() && l.up() && l.master().isEmpty())
                .toList();
        if (links.size() == 1) {
            return links.get(0);
        }
        String example = links.isEmpty() ? "eth0" : links.get(0).name();
        throw new NsxException(text + " is an address of one cable alone: say which device leads there")
                .at(text)
                .hint("write it as '" + text + "%" + example + "'");
    }

    private static InetAddress named(Session session, LiveWorld world, Context from, String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        boolean namespace = name.equals("host")
                || Tenant.isTitle(name)
                || NamedSet.networks(session).namespace(name).isPresent();
        if (!namespace && colon < 0) {
            Optional<Link> link = world.origin().links().stream()
                    .filter(l -> l.name().equals(text))
                    .findFirst();
            if (link.isPresent()) {
                return address(world, world.origin(), text, link.get().name());
            }
            Optional<InetAddress> host = host(session, from, text);
            if (host.isPresent()) {
                return host.get();
            }
            if (text.contains(".")) {
                throw new NsxException("there is no host or network namespace " + text).at(text);
            }
        }
        NetState there = world.at(context(session, name));
        return address(world, there, text, colon < 0 ? "" : text.substring(colon + 1));
    }

    /** The address to use: first one in a network that the origin is in, and IPv4 before IPv6. */
    public static InetAddress address(World world, NetState there, String text, String device) {
        return there.addresses().stream()
                .filter(a -> there.link(a.index())
                        .filter(l -> device.isEmpty()
                                ? !l.flags().loopback()
                                : l.name().equals(device))
                        .isPresent())
                .map(a -> a.prefix().address())
                .filter(a -> !a.isLinkLocalAddress())
                .min(Comparator.comparing((InetAddress a) -> !isNear(world.origin(), a))
                        .thenComparing(Family::of))
                .orElseThrow(() -> new NsxException(text + " has no address to send to")
                        .at(text)
                        .hint("give it one: netns('" + there.name() + "') { address '10.0.0.2/24', dev: '…' }"));
    }

    private static boolean isNear(NetState origin, InetAddress address) {
        return origin.addresses().stream().anyMatch(a -> a.prefix().contains(address));
    }

    /** The resolver's answer for a name that can be a host's: one with a dot, or this machine's name. */
    private static Optional<InetAddress> host(Session session, Context from, String name) {
        if (!name.contains(".") && !name.equals("localhost")) {
            return Optional.empty();
        }
        try {
            return Optional.of(session.kernel().call(from, () -> InetAddress.getByName(name)));
        } catch (RuntimeException e) {
            if (e.getCause() instanceof UnknownHostException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A network namespace by its name or its tenant's title; {@code host} is the one that nsx began in. */
    public static Context context(Session session, String name) {
        Optional<NamespaceValue> tenant = RunningTenants.network(session, name);
        if (tenant.isPresent()) {
            return tenant.get().context();
        }
        return NamedSet.networks(session)
                .namespace(name)
                .map(session.context()::with)
                .or(() -> name.equals("host") ? Optional.of(session.host()) : Optional.empty())
                .orElseThrow(() -> new NsxException("there is no network namespace " + name)
                        .at(name)
                        .hint(Texts.didYouMean(name, NamedSet.networks(session).names())));
    }
}
