package nsx.rtnl;

import java.util.List;
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

    private AddressListing() {}

    @Override
    Address decode(Message message) {
        return Address.decode(message);
    }

    @Override
    Object key(Address address) {
        return address.prefix().address();
    }

    @Override
    boolean fades(Address address) {
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
            return at < same.size() && remove(same.get(at));
        }
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
