package nsx.dsl.why;

import java.util.Optional;
import nsx.dsl.why.World.Place;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Netkit;
import nsx.rtnl.kind.Tun;
import nsx.rtnl.kind.Vrf;

/** Whether frames can be followed through a device: it is up, has a carrier, and is of a kind whose way is known. */
final class Usable {
    private Usable() {}

    static Fault down(Place place) {
        return new Fault(place.toString(), "device", place + " is down", Mend.link(place, ".up()"));
    }

    static void up(Place place) {
        if (!place.link().up()) {
            throw down(place);
        }
    }

    /** Whether it sends through another device or a tunnel, in ways that are not followed here. */
    static boolean isStacked(Place place) {
        String kind = place.link().kind();
        return !kind.isEmpty() && Kinds.ofKernel(kind).map(Kind::isPassingOn).orElse(true);
    }

    /** Whether it sends in ways that are not followed here: by a tunnel, by devices that are not Ethernet, by others it is made of. */
    static boolean isTunnel(Place place) {
        boolean bare = place.link().is(Netkit.KIND) && place.link().flags().has(LinkFlags.NOARP);
        return isStacked(place) && !EthernetSegment.isUpper(place)
                || place.link().is(Tun.KIND)
                || bare;
    }

    /** Whether a bond, a team or another device takes the frames that it receives. */
    static boolean isTaken(Place place) {
        return place.link().master().isPresent()
                && place.net().bridge(place.link()).isEmpty();
    }

    static boolean isInVrf(Place place) {
        return place.link().master().stream()
                .mapToObj(place.net()::link)
                .flatMap(Optional::stream)
                .anyMatch(m -> m.is(Vrf.KIND));
    }

    static void carrier(Place sender) {
        if (!sender.link().flags().lowerUp()) {
            throw new Fault(sender.toString(), "carrier", sender + " has no carrier");
        }
    }
}
