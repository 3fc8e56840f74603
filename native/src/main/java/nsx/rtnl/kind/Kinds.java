package nsx.rtnl.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.netlink.Attributes;

/** The kinds that nsx knows, one per line. */
public final class Kinds {
    public static final List<Kind> ALL = List.of(
            Veth.KIND,
            Netkit.KIND,
            Bridge.KIND,
            Dummy.KIND,
            Ifb.KIND,
            Vlan.KIND,
            Vxlan.KIND,
            Geneve.KIND,
            Gre.KIND,
            Gre.TAP,
            Gre.OVER_IP6,
            Gre.TAP_OVER_IP6,
            Ipip.KIND,
            Sit.KIND,
            Ip6Tunnel.KIND,
            Vti.KIND,
            Xfrm.KIND,
            Bareudp.KIND,
            Wireguard.KIND,
            Macsec.KIND,
            Macvlan.KIND,
            Macvlan.TAP,
            Ipvlan.KIND,
            Ipvlan.TAP,
            Vrf.KIND,
            Bond.KIND,
            Team.KIND,
            Hsr.KIND,
            Batadv.KIND,
            Vcan.KIND,
            Vxcan.KIND,
            Nlmon.KIND,
            Tun.KIND,
            Tun.TAP);

    /** The kinds of attributes that a master keeps about a link. */
    public static final List<Kind> PORTS = List.of(BridgePort.KIND, Vrf.PORT);

    /** Kinds that can have ports but that nsx does not create, by IFLA_INFO_KIND. */
    private static final Set<String> OTHER_MASTERS = Set.of("openvswitch");

    private static final Map<String, Kind> BY_KERNEL_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::kernelName, kind -> kind, (first, next) -> first));

    private Kinds() {}

    /** The kind with this name in scripts. */
    public static Optional<Kind> named(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** The kind with this IFLA_INFO_KIND; the first one if several share it, such as tun and tap. */
    public static Optional<Kind> ofKernel(String name) {
        return Optional.ofNullable(BY_KERNEL_NAME.get(name));
    }

    /**
     * The kind of a link.
     *
     * @param kernelName the link's IFLA_INFO_KIND
     * @param data the link's IFLA_INFO_DATA
     */
    public static Optional<Kind> of(String kernelName, Attributes data) {
        return ALL.stream().filter(kind -> kind.describes(kernelName, data)).findFirst();
    }

    /** Whether a link of this IFLA_INFO_KIND can be the master of others. */
    public static boolean takesPorts(String name) {
        return OTHER_MASTERS.contains(name)
                || ofKernel(name).filter(k -> k.ports() != Kind.Ports.NONE).isPresent();
    }

    /** Whether links of this IFLA_INFO_KIND are created in pairs. */
    public static boolean isPair(String name) {
        return ofKernel(name).filter(Kind::isPair).isPresent();
    }

    /** Whether a link of this IFLA_INFO_KIND forwards frames between its ports. */
    public static boolean isSwitch(String name) {
        return ofKernel(name).filter(k -> k.ports() == Kind.Ports.SWITCHED).isPresent();
    }

    /** The kind of port attributes by IFLA_INFO_SLAVE_KIND, the kind of the master. */
    public static Optional<Kind> portOf(String masterKind) {
        return PORTS.stream()
                .filter(kind -> kind.kernelName().equals(masterKind))
                .findFirst();
    }
}
