package nsx.rtnl;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nsx.netlink.Message;

/** The addresses of all links, by address. */
public final class AddressListing extends Listing<Address> {
    /** RTNLGRP_IPV4_IFADDR, IPV6_IFADDR. */
    public static final Kind<Address> KIND = new Kind<>(
            "addresses",
            AddressListing::new,
            List.of(Addresses.dump(Family.INET), Addresses.dump(Family.INET6)),
            List.of(5, 9),
            List.of());

    /** The number of addresses of a {@link Group} that {@link #at} tells. */
    private static final int SOME = 2;

    private final Map<Group, Map<Object, Address>> groups = new HashMap<>();

    /**
     * The IPv4 addresses of a link, as a key: all of them, or those in one network. Two of them are told at most, because one deletion
     * after the other asks for them.
     *
     * @param network the network of an address, or of its peer; empty for all
     */
    public record Group(int index, Optional<Prefix> network) {
        /** The addresses among which the kernel has primary and secondary ones (net/ipv4/devinet.c). */
        public static Group around(Address address) {
            Prefix far = new Prefix(
                    address.peer().orElse(address.prefix().address()),
                    address.prefix().length());
            return new Group(address.index(), Optional.of(far.network()));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Group that && index == that.index && network.equals(that.network);
        }

        @Override
        public int hashCode() {
            return Objects.hash(index, network);
        }
    }

    private AddressListing() {}

    @Override
    public List<Address> at(Object key) {
        return key instanceof Group group
                ? groups.getOrDefault(group, Map.of()).values().stream()
                        .limit(SOME)
                        .toList()
                : super.at(key);
    }

    @Override
    protected void noted(Address address) {
        groups(address)
                .forEach(group -> groups.computeIfAbsent(group, g -> new LinkedHashMap<>())
                        .put(identity(address), address));
    }

    private void forget(Address address) {
        groups(address)
                .forEach(group -> groups.computeIfPresent(group, (g, all) -> {
                    all.remove(identity(address));
                    return all.isEmpty() ? null : all;
                }));
    }

    private static List<Group> groups(Address address) {
        return address.prefix().family() == Family.INET
                ? List.of(new Group(address.index(), Optional.empty()), Group.around(address))
                : List.of();
    }

    private static Object identity(Address address) {
        return List.of(address.prefix(), address.peer());
    }

    @Override
    protected Address decode(Message message) {
        return Address.decode(message);
    }

    @Override
    protected Object key(Address address) {
        return address.prefix().address();
    }

    @Override
    protected boolean fades(Address address) {
        return address.valid().isPresent() || address.preferred().isPresent();
    }

    @Override
    public boolean apply(Message event) {
        Address address = decode(event);
        List<Address> same = same(address);
        int at = 0;
        while (at < same.size() && !isSame(same.get(at), address)) {
            at++;
        }
        if (event.type() == Rtm.DELADDR.number()) {
            forget(address);
            return at < same.size() && remove(same.get(at));
        }
        noted(address);
        if (at < same.size()) {
            same.set(at, address);
        } else {
            same.add(address);
        }
        return true;
    }

    private static boolean isSame(Address one, Address other) {
        return one.index() == other.index()
                && one.prefix().length() == other.prefix().length()
                && one.peer().equals(other.peer());
    }
}
