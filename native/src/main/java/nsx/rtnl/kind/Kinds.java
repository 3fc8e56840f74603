package nsx.rtnl.kind;

import java.util.List;
import java.util.Optional;

/** The kinds that nsx knows: one line each. */
public final class Kinds {
    public static final List<Kind> ALL = List.of(
            Veth.KIND,
            Bridge.KIND,
            Dummy.KIND,
            Ifb.KIND,
            Vlan.KIND,
            Vxlan.KIND,
            Macvlan.KIND,
            Ipvlan.KIND,
            Vrf.KIND,
            Bond.KIND,
            Tun.KIND,
            Tun.TAP);

    /** What a link's master keeps about it. */
    public static final List<Kind> PORTS = List.of(BridgePort.KIND, Vrf.PORT);

    private Kinds() {}

    /** By the name that scripts use. */
    public static Optional<Kind> named(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** By IFLA_INFO_KIND. */
    public static Optional<Kind> ofKernel(String name) {
        return ALL.stream().filter(kind -> kind.kernelName().equals(name)).findFirst();
    }

    /** By IFLA_INFO_SLAVE_KIND, the kind of the master. */
    public static Optional<Kind> portOf(String masterKind) {
        return PORTS.stream()
                .filter(kind -> kind.kernelName().equals(masterKind))
                .findFirst();
    }
}
