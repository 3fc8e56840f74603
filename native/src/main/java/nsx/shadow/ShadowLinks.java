package nsx.shadow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.MessageAttribute;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.ns.Namespace;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.sys.Errno;

/** The links of one network. */
final class ShadowLinks {
    private static final int ETHERNET = 1;
    private static final Set<String> KEPT = Set.of(
            "IFLA_IFNAME",
            "IFLA_MTU",
            "IFLA_ADDRESS",
            "IFLA_IFALIAS",
            "IFLA_TXQLEN",
            "IFLA_GROUP",
            "IFLA_CARRIER",
            "IFLA_PROTO_DOWN",
            "IFLA_AF_SPEC",
            "IFLA_GSO_MAX_SIZE",
            "IFLA_GSO_MAX_SEGS",
            "IFLA_GRO_MAX_SIZE");

    /** The far end of a link that the plan made or moved. */
    record Peer(ShadowNetwork network, int index) {}

    private final ShadowNetwork network;
    private final Map<Integer, Peer> peers = new HashMap<>();
    /** The highest index; 0 before it is read. */
    private int highest;

    ShadowLinks(ShadowNetwork network) {
        this.network = network;
    }

    private ShadowTable rows() {
        return network.table(Messages.LINK);
    }

    Attributes find(Request request) {
        if (network.linksUntouched()) {
            return network.ask(request).get(0);
        }
        return get(request.body()).orElseThrow(() -> new Refusal(Errno.ENODEV, ""));
    }

    private Optional<Attributes> get(Attributes wanted) {
        int index = wanted.header().integer("ifi_index");
        if (index != 0) {
            return get(index);
        }
        String name = wanted.findString("IFLA_IFNAME").orElseGet(() -> wanted.string("IFLA_ALT_IFNAME", ""));
        return rows().at(ShadowKeys.named(name)).findFirst();
    }

    boolean has(String name) {
        return rows().has(ShadowKeys.named(name));
    }

    Optional<Attributes> get(int index) {
        return rows().at(ShadowKeys.device(index)).findFirst();
    }

    Optional<Peer> peer(int index) {
        return Optional.ofNullable(peers.get(index));
    }

    static List<Object> names(Attributes row) {
        List<Object> names = new ArrayList<>(row.nested("IFLA_PROP_LIST").all("IFLA_ALT_IFNAME"));
        row.findString("IFLA_IFNAME").ifPresent(names::add);
        return names;
    }

    static int index(Attributes row) {
        return row.header().integer("ifi_index");
    }

    /** Throws unless the device named in an object's header exists. */
    void require(Struct.Value header) {
        for (String field : List.of("ifa_index", "ndm_ifindex", "tcm_ifindex")) {
            if (header.struct().fields().contains(field)
                    && get(header.integer(field)).isEmpty()) {
                throw new Refusal(Errno.ENODEV, "");
            }
        }
    }

    void change(Request request) {
        if (request.type().verb() == MessageType.Verb.DELETE) {
            delete(index(needed(request)));
        } else if (ShadowNetwork.isNew(request)) {
            make(request.body());
        } else {
            new LinkChanges(this, network).apply(index(needed(request)), request.body());
        }
    }

    private Attributes needed(Request request) {
        return get(request.body()).orElseThrow(() -> new Refusal(Errno.ENODEV, ""));
    }

    /** Adds or removes an alternative name. */
    void rename(Request request) {
        Attributes row = needed(request);
        Object name = request.body().nested("IFLA_PROP_LIST").string("IFLA_ALT_IFNAME");
        boolean takes = request.type().verb() == MessageType.Verb.DELETE;
        List<Object> names = new ArrayList<>(row.nested("IFLA_PROP_LIST").all("IFLA_ALT_IFNAME"));
        if (takes ? !names.remove(name) : rows().has(ShadowKeys.named(name))) {
            throw new Refusal(takes ? Errno.ENOENT : Errno.EEXIST, "");
        }
        if (!takes) {
            names.add(name);
        }
        Attributes without = row.without("IFLA_PROP_LIST");
        put(without.nest("IFLA_PROP_LIST", list -> {
            Attributes all = list;
            for (Object each : names) {
                all = all.put("IFLA_ALT_IFNAME", each);
            }
            return all;
        }));
    }

    private void make(Attributes body) {
        Attributes info = body.nested("IFLA_LINKINFO");
        ShadowNetwork here = where(body, network);
        Optional<Kind> kind = Kinds.ofKernel(kind(body));
        String holder = kind.flatMap(Kind::peer).orElse(null);
        if (holder == null || !info.has("IFLA_INFO_DATA")) {
            Optional<Attributes> given = kind.flatMap(Kind::kernelDefaults);
            here.links()
                    .add(given.map(g -> LinkChanges.after(g, info.nested("IFLA_INFO_DATA")))
                            .map(data -> body.set("IFLA_LINKINFO", info.set("IFLA_INFO_DATA", data)))
                            .orElse(body));
            return;
        }
        Attributes data = info.nested("IFLA_INFO_DATA");
        Attributes far = data.nested(holder);
        Attributes options = data.without(holder);
        ShadowNetwork there = where(far, network);
        there.links().checkFree(far.string("IFLA_IFNAME", ""));
        here.links().checkFree(body.string("IFLA_IFNAME", ""));
        int peer = there.links().add(far.put("IFLA_LINKINFO", info.without("IFLA_INFO_DATA")));
        int index = here.links()
                .add(body.set(
                        "IFLA_LINKINFO",
                        options.isEmpty() ? info.without("IFLA_INFO_DATA") : info.set("IFLA_INFO_DATA", options)));
        join(here, index, there, peer);
        join(there, peer, here, index);
    }

    private ShadowNetwork where(Attributes body, ShadowNetwork otherwise) {
        return body.findInteger("IFLA_NET_NS_FD").stream()
                .mapToObj(fd -> network.all().of(network.all().behind(fd)))
                .findFirst()
                .orElse(otherwise);
    }

    static void join(ShadowNetwork here, int index, ShadowNetwork there, int peer) {
        here.links().peers.put(index, new Peer(there, peer));
        Attributes row = here.links().get(index).orElseThrow();
        Attributes linked = row.set("IFLA_LINK", peer).without("IFLA_LINK_NETNSID");
        Namespace other = there.namespace();
        here.links()
                .put(
                        here == there
                                ? linked
                                : linked.put("IFLA_LINK_NETNSID", here.numbers().ensure(other)));
    }

    void checkFree(String name) {
        if (has(name)) {
            throw new Refusal(Errno.EEXIST, "");
        }
    }

    /** Adds a new link, or one from another network, and returns its index. */
    int add(Attributes body) {
        checkFree(body.string("IFLA_IFNAME", ""));
        int index = body.header().integer("ifi_index");
        if (index == 0 || get(index).isPresent()) {
            index = highest() + 1;
        }
        highest = Math.max(highest(), index);
        int type = body.header().integer("ifi_type");
        Struct.Value header = type == 0 ? ethernet(body.header()) : body.header();
        Attributes row = body.without("IFLA_NET_NS_FD").headed(header.with("ifi_index", index));
        row = otherwise(row, "IFLA_MTU", 1500);
        row = otherwise(row, "IFLA_TXQLEN", 1000);
        rows().add(row.set("IFLA_OPERSTATE", "down"));
        return index;
    }

    /** The highest index so far; the kernel too gives no index of a deleted link again. */
    private int highest() {
        if (highest == 0) {
            highest = rows().rows().stream().mapToInt(ShadowLinks::index).max().orElse(0);
        }
        return highest;
    }

    /** Completes the header of a new device with the flags of an Ethernet device. */
    private static Struct.Value ethernet(Struct.Value header) {
        int unnamed = (LinkFlags.BROADCAST | LinkFlags.MULTICAST) & ~header.integer("ifi_change");
        return header.with("ifi_type", ETHERNET).with("ifi_flags", header.integer("ifi_flags") | unnamed);
    }

    private static Attributes otherwise(Attributes row, String name, Object usual) {
        return row.has(name) ? row : row.put(name, usual);
    }

    void put(Attributes row) {
        rows().set(ShadowKeys.device(index(row)), row);
    }

    /** Deletes a link with its far end and everything that depends on it. */
    private void delete(int index) {
        if (get(index)
                .map(row -> row.string("IFLA_IFNAME", ""))
                .filter("lo"::equals)
                .isPresent()) {
            throw new Refusal(Errno.EOPNOTSUPP, "");
        }
        remove(index);
        Peer far = peers.remove(index);
        if (far != null) {
            far.network().links().peers.remove(far.index());
            far.network().links().remove(far.index());
        }
    }

    /** Removes a link from this network only. */
    Attributes remove(int index) {
        Attributes row = get(index).orElseThrow();
        Object device = ShadowKeys.device(index);
        rows().remove(device);
        List.of(Messages.ADDRESS, Messages.ROUTE, Messages.NEIGHBOUR, Messages.QDISC)
                .forEach(objects -> network.table(objects).remove(device));
        portsOf(index).forEach(port -> put(port.without("IFLA_MASTER")));
        return row;
    }

    Peer forget(int index) {
        return peers.remove(index);
    }

    /** The ports of a bridge, and other links whose master it is. */
    Stream<Attributes> portsOf(int master) {
        return rows().at(ShadowKeys.port(master));
    }

    static String kind(Attributes row) {
        return row.nested("IFLA_LINKINFO").string("IFLA_INFO_KIND", "");
    }

    /** Whether an attribute of a request becomes a property of the link. */
    static boolean isKept(MessageAttribute entry) {
        return KEPT.contains(entry.attribute().kernelName());
    }
}
