package nsx.shadow;

import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.MessageAttribute;
import nsx.netlink.Struct;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Partial;
import nsx.sys.Errno;

/** Applies a change to a link, and to links whose state depends on it. */
final class LinkChanges {
    private static final int CARRIER = LinkFlags.LOWER_UP | LinkFlags.RUNNING;

    private final ShadowLinks links;
    private final ShadowNetwork network;

    LinkChanges(ShadowLinks links, ShadowNetwork network) {
        this.links = links;
        this.network = network;
    }

    void apply(int index, Attributes request) {
        Attributes row = links.get(index).orElseThrow();
        boolean was = isUp(row);
        request.findString("IFLA_IFNAME")
                .filter(n -> !n.equals(row.string("IFLA_IFNAME", "")) && !request.has("IFLA_NET_NS_FD"))
                .ifPresent(links::checkFree);
        Attributes changed = row.headed(flags(row.header(), request.header()));
        for (MessageAttribute entry : request) {
            if (ShadowLinks.isKept(entry)) {
                changed = changed.set(entry.attribute().kernelName(), entry.value());
            }
        }
        links.put(info(master(changed, request), request));
        if (was != isUp(links.get(index).orElseThrow())) {
            new ShadowAddresses(network).connect(index, !was);
        }
        settle(network, index, was != isUp(links.get(index).orElseThrow()));
        request.findInteger("IFLA_NET_NS_FD").ifPresent(fd -> move(index, fd));
    }

    private static Struct.Value flags(Struct.Value is, Struct.Value asked) {
        int mask = asked.integer("ifi_change");
        int flags = is.integer("ifi_flags") & ~mask | asked.integer("ifi_flags") & mask;
        return is.with("ifi_flags", flags);
    }

    static boolean isUp(Attributes row) {
        return (row.header().integer("ifi_flags") & LinkFlags.UP) != 0;
    }

    private Attributes master(Attributes row, Attributes request) {
        if (request.findInteger("IFLA_MASTER").isEmpty()) {
            return row;
        }
        int master = request.integer("IFLA_MASTER");
        if (master == 0) {
            return row.without("IFLA_MASTER");
        }
        Attributes of = links.get(master).orElseThrow(() -> new Refusal(Errno.ENODEV, ""));
        String kind = ShadowLinks.kind(of);
        Attributes data = Kinds.isSwitch(kind)
                ? BridgePort.KIND.data().put("IFLA_BRPORT_STATE", isUp(row) && isUp(of) ? "forwarding" : "disabled")
                : null;
        return slave(row.set("IFLA_MASTER", master), kind, data);
    }

    private static Attributes slave(Attributes row, String kind, Attributes data) {
        Attributes info = row.nested("IFLA_LINKINFO").set("IFLA_INFO_SLAVE_KIND", kind);
        return row.set("IFLA_LINKINFO", data == null ? info : info.set("IFLA_INFO_SLAVE_DATA", data));
    }

    /** Merges options of the kind and of the port into the existing ones. */
    private static Attributes info(Attributes row, Attributes request) {
        Attributes changed = row;
        Attributes asked = request.nested("IFLA_LINKINFO");
        for (String name : new String[] {"IFLA_INFO_DATA", "IFLA_INFO_SLAVE_DATA"}) {
            if (asked.value(name).orElse(null) instanceof Attributes data) {
                Attributes has = changed.nested("IFLA_LINKINFO");
                Attributes all = has.value(name).map(Attributes.class::cast).orElse(Attributes.of(data.table()));
                changed = changed.set("IFLA_LINKINFO", has.set(name, after(all, data)));
            }
        }
        return changed;
    }

    /** The options after a request for some of them, or for a part of one. */
    static Attributes after(Attributes options, Attributes asked) {
        Attributes all = options;
        for (MessageAttribute entry : asked) {
            String name = entry.attribute().kernelName();
            Object value = entry.attribute().type() instanceof Partial partial
                    ? partial.after(all.value(name).orElse(null), entry.value())
                    : entry.value();
            all = all.set(name, value);
        }
        return all;
    }

    /** Moves a link: the kernel drops its addresses and sets it down. */
    private void move(int index, int descriptor) {
        ShadowNetwork there = network.all().of(network.all().behind(descriptor));
        if (there == network) {
            return;
        }
        Attributes row = links.get(index).orElseThrow();
        there.links().checkFree(row.string("IFLA_IFNAME", ""));
        links.remove(index);
        Struct.Value down = row.header().with("ifi_flags", row.header().integer("ifi_flags") & ~LinkFlags.UP);
        int moved = there.links().add(row.headed(down).without("IFLA_MASTER"));
        ShadowLinks.Peer far = links.forget(index);
        if (far != null) {
            ShadowLinks.join(there, moved, far.network(), far.index());
            ShadowLinks.join(far.network(), far.index(), there, moved);
            settle(far.network(), far.index(), true);
        }
    }

    /**
     * Computes the new state of a link, of its peer and of its bridge.
     *
     * @param turned whether the link was set up or down, so that ports of bridges change state with it
     */
    private static void settle(ShadowNetwork network, int index, boolean turned) {
        set(network, index, turned);
        network.links().peer(index).ifPresent(far -> {
            set(far.network(), far.index(), turned);
            bridge(far.network(), far.index());
        });
        network.links().portsOf(index).map(ShadowLinks::index).toList().forEach(p -> set(network, p, turned));
        bridge(network, index);
    }

    private static void bridge(ShadowNetwork network, int port) {
        network.links()
                .get(port)
                .map(row -> row.integer("IFLA_MASTER", 0))
                .filter(master -> network.links().get(master).isPresent())
                .ifPresent(master -> set(network, master, false));
    }

    private static void set(ShadowNetwork network, int index, boolean turned) {
        Attributes row = network.links().get(index).orElseThrow();
        String state = state(network, row);
        boolean carrier = state.equals("up") || state.equals("unknown");
        int flags = row.header().integer("ifi_flags") & ~CARRIER | (carrier ? CARRIER : 0);
        Attributes settled = row.headed(row.header().with("ifi_flags", flags)).set("IFLA_OPERSTATE", state);
        network.links().put(turned ? port(network, settled, carrier) : settled);
    }

    /**
     * Sets the state of a bridge port, which is disabled while the port or the bridge is down; the spanning tree
     * opens it later.
     */
    private static Attributes port(ShadowNetwork network, Attributes row, boolean carrier) {
        Optional<Attributes> master = network.links().get(row.integer("IFLA_MASTER", 0));
        Attributes info = row.nested("IFLA_LINKINFO");
        if (master.isEmpty()
                || !Kinds.isSwitch(ShadowLinks.kind(master.get()))
                || !(info.value("IFLA_INFO_SLAVE_DATA").orElse(null) instanceof Attributes data)) {
            return row;
        }
        Attributes bridge = master.get().nested("IFLA_LINKINFO").nested("IFLA_INFO_DATA");
        boolean opens = carrier && isUp(master.get()) && bridge.integer("IFLA_BR_STP_STATE", 0) == 0;
        return row.set(
                "IFLA_LINKINFO",
                info.set(
                        "IFLA_INFO_SLAVE_DATA",
                        data.set("IFLA_BRPORT_STATE", opens ? "forwarding" : carrier ? "listening" : "disabled")));
    }

    /** The operational state (RFC 2863). A device whose carrier cannot be predicted is assumed to get one. */
    private static String state(ShadowNetwork network, Attributes row) {
        if (!isUp(row)) {
            return "down";
        }
        if ((row.header().integer("ifi_flags") & LinkFlags.LOOPBACK) != 0) {
            return "unknown";
        }
        int index = ShadowLinks.index(row);
        String kind = ShadowLinks.kind(row);
        if (Kinds.isPair(kind)) {
            return network.links()
                            .peer(index)
                            .flatMap(far -> far.network().links().get(far.index()))
                            .map(LinkChanges::isUp)
                            .orElse(true)
                    ? "up"
                    : "lowerlayerdown";
        }
        if (Kinds.isSwitch(kind)) {
            return network.links()
                            .portsOf(index)
                            .anyMatch(p -> p.string("IFLA_OPERSTATE", "").equals("up"))
                    ? "up"
                    : "down";
        }
        return Kinds.ofKernel(kind).map(Kind::hasCarrier).orElse(true) ? "up" : "unknown";
    }
}
