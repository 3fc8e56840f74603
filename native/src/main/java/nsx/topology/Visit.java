package nsx.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nsx.netlink.Connection;
import nsx.netlink.Message;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Nat;
import nsx.nft.OwnTable;
import nsx.nft.OwnTableState;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.ns.NsThread;
import nsx.rtnl.Address;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Links;
import nsx.rtnl.Nsid;
import nsx.rtnl.Nsids;
import nsx.rtnl.Route;
import nsx.rtnl.Routes;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;

/**
 * Reads one network namespace with a dump of each table. The sockets are closed at once, because they would keep the
 * namespace alive.
 */
final class Visit {
    /** The number of descriptors of other namespaces that are open at a time during the request for their numbers. */
    private static final int TOGETHER = 64;

    private record Nats(List<Nat> all, Optional<String> silent) {}

    private Visit() {}

    /** Reads a namespace; empty if it has ended. */
    static Optional<Reading> read(Namespace namespace) {
        try {
            return Optional.of(NsThread.enter(List.of(namespace), Visit::read));
        } catch (NamespaceException e) {
            return refusal(e).map(Reading::refused);
        } catch (NetlinkException e) {
            return Optional.of(Reading.refused(Errno.of(e.errno()).text()));
        } catch (SysException e) {
            return isGone(e)
                    ? Optional.empty()
                    : Optional.of(Reading.refused(e.errno().text()));
        }
    }

    private static Optional<String> refusal(NamespaceException e) {
        if (e.getCause() instanceof SysException cause && !isGone(cause)) {
            return Optional.of("cannot be entered: " + cause.errno().text());
        }
        return Optional.empty();
    }

    private static boolean isGone(SysException e) {
        return e.errno() == Errno.ENOENT || e.errno() == Errno.ESRCH || e.errno() == Errno.EBADF;
    }

    private static Reading read() {
        try (Connection rtnl = new Connection(NetlinkSocket.open(Request.ROUTE))) {
            List<Link> links = rtnl.dump(Links.dump()).decode(Link::decode);
            List<Address> addresses = rtnl.dump(Addresses.dump(Family.UNSPEC)).decode(Address::decode);
            List<Route> routes = Stream.of(Family.INET, Family.INET6)
                    .flatMap(f -> routes(rtnl, f).stream())
                    .filter(Route::isDefault)
                    .toList();
            Nats nats = nat();
            return new Reading(links, addresses, routes, nats.all, Optional.empty(), nats.silent);
        }
    }

    private static List<Route> routes(Connection rtnl, Family family) {
        try {
            return rtnl.dump(Routes.dump(family, Route.MAIN)).decode(Route::decode);
        } catch (NetlinkException e) {
            // ENOENT: the table never had a route; other errors: a kernel without IPv6
            return List.of();
        }
    }

    private static Nats nat() {
        try (Connection netfilter = new Connection(NetlinkSocket.open(Request.NETFILTER))) {
            List<Nat> all = OwnTableState.read(netfilter, OwnTable.NAT).rules().stream()
                    .map(Nat::of)
                    .flatMap(Optional::stream)
                    .distinct()
                    .toList();
            return new Nats(all, Optional.empty());
        } catch (NetlinkException e) {
            return new Nats(List.of(), Optional.of(Errno.of(e.errno()).text()));
        } catch (SysException e) {
            // a kernel without nftables has no such rules
            return new Nats(List.of(), Optional.empty());
        }
    }

    /**
     * The numbers that a namespace has for others (RTM_GETNSID). Namespaces without a number, or that have ended, are left out.
     */
    static Map<NamespaceId, Integer> numbers(Namespace namespace, List<Namespace> others) {
        try {
            return NsThread.enter(List.of(namespace), () -> numbers(others));
        } catch (NamespaceException | NetlinkException | SysException e) {
            return Map.of();
        }
    }

    private static Map<NamespaceId, Integer> numbers(List<Namespace> others) {
        Map<NamespaceId, Integer> numbers = new HashMap<>();
        try (Connection rtnl = new Connection(NetlinkSocket.open(Request.ROUTE))) {
            for (int from = 0; from < others.size(); from += TOGETHER) {
                ask(rtnl, others.subList(from, Math.min(from + TOGETHER, others.size())), numbers);
            }
        }
        return numbers;
    }

    private static void ask(Connection rtnl, List<Namespace> others, Map<NamespaceId, Integer> numbers) {
        List<Fd> open = new ArrayList<>();
        List<NamespaceId> asked = new ArrayList<>();
        try {
            for (Namespace other : others) {
                try {
                    open.add(other.open());
                    asked.add(other.id());
                } catch (NamespaceException | SysException e) {
                    // the namespace has ended
                    continue;
                }
            }
            List<Request> requests =
                    open.stream().map(fd -> Nsids.get(fd.number())).toList();
            List<List<Message>> answers = rtnl.pipeline(requests);
            for (int i = 0; i < asked.size(); i++) {
                OptionalInt number = answers.get(i).stream()
                        .map(m -> Nsid.decode(m).id())
                        .findFirst()
                        .orElse(OptionalInt.empty());
                if (number.isPresent()) {
                    numbers.put(asked.get(i), number.getAsInt());
                }
            }
        } finally {
            open.forEach(Fd::close);
        }
    }
}
