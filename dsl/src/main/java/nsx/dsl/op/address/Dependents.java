package nsx.dsl.op.address;

import java.util.List;
import java.util.Optional;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.AddressListing;
import nsx.rtnl.DependentListing;
import nsx.rtnl.Family;
import nsx.rtnl.Listing;

/**
 * Tells by a few look-ups whether the kernel deletes or changes anything else with an address. The tables of its device are read only if
 * it does, so that many addresses can be deleted one by one.
 */
record Dependents(Here here) {
    /** Whether nothing else goes with the address. False if it is not known, as in a plan. */
    boolean isAlone(Address address) {
        return here.session().foresight() == Foresight.NONE
                && look(DependentListing.KIND, address.prefix().address()).isEmpty()
                && (address.prefix().family() == Family.INET ? isOneOfMany(address) : isBare(address));
    }

    /**
     * Whether the device keeps IPv4 addresses, and none of them is secondary to this one. With the last one go the device's routes
     * and neighbours (fib_disable_ip of net/ipv4/fib_frontend.c).
     */
    private boolean isOneOfMany(Address address) {
        return look(AddressListing.KIND, new AddressListing.Group(address.index(), Optional.empty()))
                                .size()
                        > 1
                && (address.has(Address.SECONDARY)
                        || look(AddressListing.KIND, AddressListing.Group.around(address))
                                        .size()
                                == 1);
    }

    private boolean isBare(Address address) {
        return !address.has(Address.MANAGETEMPADDR)
                && look(DependentListing.KIND, address.prefix().network()).isEmpty();
    }

    private <T> List<T> look(Listing.Kind<T> kind, Object key) {
        return here.kernel().listed(here.context(), kind, key);
    }
}
