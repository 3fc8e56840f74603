package nsx.dsl.value.traffic;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.NamedSet;
import nsx.netlink.NetlinkException;
import nsx.ns.Context;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.sys.SysException;

/** Finds the device and namespace that have an address, among the current namespace, the named ones and the host's. */
public final class Whose {
    private final Map<InetAddress, List<String>> addresses = new HashMap<>();
    private final Map<String, List<String>> macs = new HashMap<>();

    private Whose() {}

    /** Reads the addresses of all namespaces that may be entered. */
    public static Whose of(Session session, Context here) {
        Map<NamespaceId, Context> contexts = new LinkedHashMap<>();
        Map<NamespaceId, String> names = new HashMap<>();
        contexts.put(here.net().id(), here);
        for (String name : NamedSet.networks(session).names()) {
            try {
                NamedSet.networks(session).namespace(name).ifPresent(net -> {
                    contexts.putIfAbsent(net.id(), session.context().with(net));
                    names.putIfAbsent(net.id(), name);
                });
            } catch (NamespaceException | SysException e) {
                // a name without a mount
                continue;
            }
        }
        contexts.putIfAbsent(session.host().net().id(), session.host());
        names.putIfAbsent(session.host().net().id(), "host");
        Whose whose = new Whose();
        contexts.forEach((id, context) -> whose.read(session.here(context), names.getOrDefault(id, "")));
        return whose;
    }

    private void read(Here there, String name) {
        try {
            Map<Integer, Link> links = new HashMap<>();
            Devices.all(there).forEach(link -> links.put(link.index(), link));
            links.values().stream()
                    .filter(l -> !l.flags().loopback())
                    .forEach(l -> l.mac().ifPresent(mac -> add(macs, mac.toLowerCase(Locale.ROOT), name, l)));
            Stream.of(Family.INET, Family.INET6)
                    .flatMap(f -> AddressOperations.all(there, f).stream())
                    .filter(a -> links.containsKey(a.index()))
                    .forEach(a -> add(addresses, a.prefix().address(), name, links.get(a.index())));
        } catch (NamespaceException | SysException | NetlinkException e) {
            // a namespace that may not be entered or is gone is left out
            return;
        }
    }

    private static <K> void add(Map<K, List<String>> all, K key, String name, Link link) {
        all.computeIfAbsent(key, k -> new ArrayList<>()).add(name.isEmpty() ? link.name() : name + ":" + link.name());
    }

    /**
     * The device with an address as {@code NS:DEV}, preferably in the current namespace; empty if no visible device
     * has it.
     */
    public Optional<String> name(InetAddress address) {
        return Optional.ofNullable(addresses.get(address)).map(all -> all.get(0));
    }

    /** The devices with a hardware address as {@code NS:DEV}. */
    public List<String> named(String mac) {
        return macs.getOrDefault(mac.toLowerCase(Locale.ROOT), List.of());
    }
}
