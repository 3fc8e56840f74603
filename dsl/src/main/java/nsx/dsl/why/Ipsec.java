package nsx.dsl.why;

import java.util.List;
import java.util.Optional;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.xfrm.IpsecPolicy;

/**
 * The policies of IPsec in each namespace (net/xfrm/xfrm_policy.c). Associations are not read: where a policy matches, nobody here can
 * say what becomes of the packet.
 */
record Ipsec(Trail trail) {
    private static final String LOOKED = "IPsec";

    /**
     * Looks at what is sent by a device, comes by it to the namespace itself, or is forwarded.
     *
     * @param direction {@code out}, {@code in} or {@code fwd}
     */
    void check(String direction, Place place, Packet packet) {
        if (place.link().flags().loopback()) {
            // its disable_xfrm and disable_policy are 1 (net/ipv4/devinet.c)
            return;
        }
        Optional<List<IpsecPolicy>> policies = place.net().held().policies();
        if (policies.isEmpty()) {
            trail.notSeen(place.net().name(), LOOKED, "its policies are not for this user to read");
        }
        policies.orElse(List.of()).stream()
                .filter(p -> p.direction().equals(direction))
                .filter(p -> p.matches(
                        packet.source(), packet.destination(), packet.protocol(), packet.sourcePort(), packet.port()))
                .forEach(p -> trail.unsure(place, LOOKED, "what becomes of it by the policy " + p + doing(p)));
    }

    private static String doing(IpsecPolicy policy) {
        return policy.blocks() ? ", which blocks" : ", which wants it transformed";
    }
}
