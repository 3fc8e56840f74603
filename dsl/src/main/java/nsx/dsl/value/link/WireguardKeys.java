package nsx.dsl.value.link;

import java.util.List;
import java.util.Set;
import nsx.dsl.op.link.WireguardOperations;
import nsx.dsl.session.Here;
import nsx.genl.WireguardDevice;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Wireguard;

/** The properties of a wireguard device, which come from generic netlink. */
final class WireguardKeys {
    static final Set<String> NAMES = Set.of("publicKey", "privateKey", "listenPort", "fwmark", "peers");

    private WireguardKeys() {}

    static boolean has(Link link, String name) {
        return link.kind().equals(Wireguard.KIND.kernelName()) && NAMES.contains(name);
    }

    /** The properties that are listed as facts, without the private key, which is secret. */
    static List<String> listed(Link link) {
        return link.kind().equals(Wireguard.KIND.kernelName())
                ? List.of("publicKey", "listenPort", "peers")
                : List.of();
    }

    static Object get(Here here, String device, String name) {
        WireguardDevice now = new WireguardOperations(here, device).now();
        return switch (name) {
            case "publicKey" -> now.publicKey().map(Object::toString).orElse(null);
            case "privateKey" -> now.privateKey().map(Object::toString).orElse(null);
            case "listenPort" -> now.port();
            case "fwmark" -> now.fwmark();
            default -> WireguardPeerValue.all(here, device);
        };
    }
}
