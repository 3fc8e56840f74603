package nsx.rtnl;

import static nsx.rtnl.kind.LinkTable.IFINFOMSG;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Request;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.LinkTable;

/** Builds requests about links (rtnetlink(7), net/core/rtnetlink.c); {@link Link#decode} reads the answers. */
public final class Links {
    /** The longest name without the NUL (IFNAMSIZ - 1), in bytes. */
    public static final int NAME_LENGTH = 15;

    private Links() {}

    /** Empty attributes for {@link #create}, for settings outside the kind's own options. */
    public static Attributes attributes() {
        return Attributes.of(LinkTable.TABLE, IFINFOMSG.zero());
    }

    /**
     * Creates a link; EEXIST if the name is in use, EOPNOTSUPP "Unknown device type" if the kernel lacks the kind.
     *
     * @param link the general attributes, such as IFLA_MTU, IFLA_LINK or IFLA_NET_NS_FD, from {@link #attributes};
     * the structure may set IFF_UP
     * @param data the options of the kind, from {@link Kind#data}
     */
    public static Request create(Kind kind, String name, Attributes link, Attributes data) {
        if (kind.creation() == Kind.Creation.IOCTL) {
            throw new IllegalArgumentException(kind + " is created through /dev/net/tun, not by netlink");
        }
        return creation(kind, name, link, data);
    }

    /**
     * Describes a link of a kind that another call creates: the resulting state, not a request that the kernel
     * accepts.
     */
    public static Request created(Kind kind, String name, Attributes data) {
        return creation(kind, name, attributes(), data);
    }

    private static Request creation(Kind kind, String name, Attributes link, Attributes data) {
        Attributes body = Attributes.of(LinkTable.TABLE, link.header())
                .put("IFLA_IFNAME", name)
                .and(link)
                .nest("IFLA_LINKINFO", info -> {
                    Attributes named = info.put("IFLA_INFO_KIND", kind.kernelName());
                    return data.isEmpty() ? named : named.put("IFLA_INFO_DATA", data);
                });
        return new Request("add " + kind + " " + name, Request.ROUTE, Rtm.NEWLINK, Flags.CREATE | Flags.EXCL, body);
    }

    /**
     * Creates both ends of a pair in one request, the first in the socket's namespace.
     *
     * @param kind a kind whose links are created in pairs
     * @param data the options of the kind, from {@link Kind#data}
     * @param peerNamespace an open descriptor of the peer's namespace; empty for the socket's
     */
    public static Request pair(Kind kind, String name, String peer, Attributes data, OptionalInt peerNamespace) {
        return pair(kind, name, peer, data, attributes(), attributes().put("IFLA_NET_NS_FD", peerNamespace));
    }

    /** Creates both ends of a pair in one request, each with general attributes from {@link #attributes}. */
    public static Request pair(
            Kind kind, String name, String peer, Attributes data, Attributes link, Attributes peerLink) {
        String attribute = kind.peer()
                .orElseThrow(() -> new IllegalArgumentException("links of kind " + kind + " are not made in pairs"));
        Attributes named = Attributes.of(LinkTable.TABLE, peerLink.header())
                .put("IFLA_IFNAME", peer)
                .and(peerLink);
        return create(kind, name, link, kind.data().put(attribute, named).and(data));
    }

    /** Starts a request that collects changes to a link. */
    public static LinkChange set(int index, String name) {
        return LinkChange.of(index, name);
    }

    /** Adds an alternative name (since 5.5) of up to 127 bytes. */
    public static Request altname(int index, String name, String altname) {
        return Request.route(
                        "add altname " + altname + " to " + name,
                        Rtm.NEWLINKPROP,
                        Flags.CREATE | Flags.EXCL | Flags.APPEND,
                        IFINFOMSG.with("ifi_index", index))
                .with(altnames(index, altname));
    }

    public static Request deleteAltname(int index, String name, String altname) {
        return Request.route(
                        "delete altname " + altname + " of " + name,
                        Rtm.DELLINKPROP,
                        0,
                        IFINFOMSG.with("ifi_index", index))
                .with(altnames(index, altname));
    }

    private static Attributes altnames(int index, String altname) {
        return Attributes.of(LinkTable.TABLE, IFINFOMSG.with("ifi_index", index))
                .nest("IFLA_PROP_LIST", list -> list.put("IFLA_ALT_IFNAME", altname));
    }

    /**
     * Sets options of an existing link's kind.
     *
     * @param data options from {@link Kind#data}
     */
    public static Request setData(int index, String name, Kind kind, Attributes data) {
        return Request.route("set " + kind + " options of " + name, Rtm.NEWLINK, 0, IFINFOMSG.with("ifi_index", index))
                .with(Attributes.of(LinkTable.TABLE, IFINFOMSG.with("ifi_index", index))
                        .nest(
                                "IFLA_LINKINFO",
                                info -> info.put("IFLA_INFO_KIND", kind.kernelName())
                                        .put("IFLA_INFO_DATA", data)));
    }

    /**
     * Sets options of a bridge port. It must follow the request that sets the master, because the kernel uses the
     * link's current master (EOPNOTSUPP without one).
     *
     * @param data options from {@code BridgePort.KIND.data()}
     */
    public static Request setPort(int index, String name, Attributes data) {
        return Request.route("set port options of " + name, Rtm.NEWLINK, 0, IFINFOMSG.with("ifi_index", index))
                .with(Attributes.of(LinkTable.TABLE, IFINFOMSG.with("ifi_index", index))
                        .nest(
                                "IFLA_LINKINFO",
                                info -> info.put("IFLA_INFO_SLAVE_KIND", BridgePort.KIND.kernelName())
                                        .put("IFLA_INFO_SLAVE_DATA", data)));
    }

    public static Request delete(int index, String name) {
        return Request.route("delete link " + name, Rtm.DELLINK, 0, IFINFOMSG.with("ifi_index", index));
    }

    /** Requests all links. Virtual functions are left out, as no IFLA_EXT_MASK asks for them. */
    public static Request dump() {
        return Request.route("list links", Rtm.GETLINK, 0, IFINFOMSG.zero());
    }

    /** One link by its name or, since 5.5, an alternative name; ENODEV when no link has it. */
    public static Request get(String name) {
        boolean alternative = name.getBytes(StandardCharsets.UTF_8).length > NAME_LENGTH;
        return Request.route("find link " + name, Rtm.GETLINK, 0, IFINFOMSG.zero())
                .put(alternative ? "IFLA_ALT_IFNAME" : "IFLA_IFNAME", name);
    }

    public static Request get(int index) {
        return Request.route("find link " + index, Rtm.GETLINK, 0, IFINFOMSG.with("ifi_index", index));
    }
}
