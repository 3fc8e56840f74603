package nsx.topology;

import java.util.List;
import java.util.Optional;
import nsx.nft.Nat;
import nsx.rtnl.Address;
import nsx.rtnl.Link;
import nsx.rtnl.Route;

/**
 * The answers of one network namespace.
 *
 * @param refused why the namespace could not be read; the lists are then empty
 * @param silent why its NAT is unknown
 */
record Reading(
        List<Link> links,
        List<Address> addresses,
        List<Route> routes,
        List<Nat> nat,
        Optional<String> refused,
        Optional<String> silent) {
    static Reading refused(String why) {
        return new Reading(List.of(), List.of(), List.of(), List.of(), Optional.of(why), Optional.empty());
    }
}
