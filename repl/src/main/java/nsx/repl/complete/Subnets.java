package nsx.repl.complete;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Ip;
import nsx.repl.complete.LiveNames.Assigned;
import nsx.rtnl.Prefix;

/** Derives the networks of a network namespace from its addresses. */
final class Subnets {
    private Subnets() {}

    /** The addresses without their prefix lengths. */
    static List<Item> addresses(List<Assigned> all) {
        return all.stream().map(a -> Item.of(host(a), a.device())).toList();
    }

    private static String host(Assigned address) {
        return address.prefix().substring(0, address.prefix().indexOf('/'));
    }

    static List<Item> assigned(List<Assigned> all) {
        return all.stream().map(a -> Item.of(a.prefix(), a.device())).toList();
    }

    /** The networks of the addresses: {@code 10.0.0.0/24} for {@code 10.0.0.1/24}. */
    static List<Item> networks(List<Assigned> all) {
        Map<String, Item> networks = new LinkedHashMap<>();
        for (Assigned address : all) {
            String network = Prefix.parse(address.prefix()).network().toString();
            networks.putIfAbsent(network, Item.of(network, "of " + address.device()));
        }
        return List.copyOf(networks.values());
    }

    /** The address after the highest known one, for each network. */
    static List<Item> free(List<Assigned> all) {
        Map<Prefix, Prefix> highest = new LinkedHashMap<>();
        for (Assigned assigned : all) {
            Prefix prefix = Prefix.parse(assigned.prefix());
            if (!prefix.isHost()
                    && !prefix.address().isLoopbackAddress()
                    && !prefix.address().isLinkLocalAddress()) {
                highest.merge(prefix.network(), prefix, (a, b) -> number(a).compareTo(number(b)) >= 0 ? a : b);
            }
        }
        List<Item> free = new ArrayList<>();
        highest.forEach((network, last) ->
                next(network, last).ifPresent(p -> free.add(Item.of(p.toString(), "free in " + network))));
        return free;
    }

    /**
     * The address after the highest one; empty at the end of the network, where it would be outside or the broadcast
     * address.
     */
    private static Optional<Prefix> next(Prefix network, Prefix last) {
        byte[] bytes = number(last).add(BigInteger.ONE).toByteArray();
        byte[] address = new byte[last.address().getAddress().length];
        for (int i = 1; i <= Math.min(bytes.length, address.length); i++) {
            address[address.length - i] = bytes[bytes.length - i];
        }
        Prefix next = new Prefix(Ip.of(address), last.length());
        boolean broadcast = network.broadcast().filter(next.address()::equals).isPresent();
        return next.network().equals(network) && !broadcast ? Optional.of(next) : Optional.empty();
    }

    private static BigInteger number(Prefix prefix) {
        return new BigInteger(1, prefix.address().getAddress());
    }
}
