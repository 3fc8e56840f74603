package nsx.rtnl;

import static nsx.rtnl.kind.LinkTable.IFINFOMSG;

import nsx.netlink.Attributes;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.rtnl.kind.LinkTable;

/** The changes of {@code ip link set}, gathered in one request; immutable. */
public final class LinkChange {
    private final Struct.Value header;
    private final Attributes attributes;
    private final String words;
    private final String name;

    private LinkChange(Struct.Value header, Attributes attributes, String words, String name) {
        this.header = header;
        this.attributes = attributes;
        this.words = words;
        this.name = name;
    }

    static LinkChange of(int index, String name) {
        return new LinkChange(IFINFOMSG.with("ifi_index", index), Links.attributes(), "", name);
    }

    public LinkChange up() {
        return flag("up", LinkFlags.UP, true);
    }

    public LinkChange down() {
        return flag("down", LinkFlags.UP, false);
    }

    public LinkChange promisc(boolean on) {
        return flag("promisc " + (on ? "on" : "off"), LinkFlags.PROMISC, on);
    }

    /** Sets whether the link resolves addresses, by ARP or neighbour discovery. */
    public LinkChange arp(boolean on) {
        return flag("arp " + (on ? "on" : "off"), LinkFlags.NOARP, !on);
    }

    public LinkChange multicast(boolean on) {
        return flag("multicast " + (on ? "on" : "off"), LinkFlags.MULTICAST, on);
    }

    public LinkChange allmulticast(boolean on) {
        return flag("allmulticast " + (on ? "on" : "off"), LinkFlags.ALLMULTI, on);
    }

    /** Sets the carrier of a virtual device; EOPNOTSUPP for drivers that do not support it. */
    public LinkChange carrier(boolean on) {
        return put("carrier " + (on ? "on" : "off"), "IFLA_CARRIER", on);
    }

    /** Sets whether the carrier is held down; EOPNOTSUPP for some drivers before 5.10. */
    public LinkChange protodown(boolean on) {
        return put("protodown " + (on ? "on" : "off"), "IFLA_PROTO_DOWN", on);
    }

    /** Sets how link-local addresses of IPv6 are generated: eui64, none, stable_secret or random. */
    public LinkChange addrgenmode(String mode) {
        Attributes changed = attributes.nest(
                "IFLA_AF_SPEC", all -> all.nest("AF_INET6", six -> six.put("IFLA_INET6_ADDR_GEN_MODE", mode)));
        return new LinkChange(header, changed, words + " addrgenmode " + mode, name);
    }

    /** Sets a number such as IFLA_GSO_MAX_SIZE, named by the word of ip-link(8). */
    public LinkChange number(String word, String attribute, int value) {
        return put(word + " " + value, attribute, value);
    }

    /** Renames the link; EBUSY while it is up, before 6.0. */
    public LinkChange name(String to) {
        return put("name " + to, "IFLA_IFNAME", to);
    }

    public LinkChange mtu(int mtu) {
        return put("mtu " + mtu, "IFLA_MTU", mtu);
    }

    public LinkChange mac(String mac) {
        return put("address " + mac, "IFLA_ADDRESS", mac);
    }

    /** Sets the alias; empty removes it. */
    public LinkChange alias(String alias) {
        return put("alias " + alias, "IFLA_IFALIAS", alias);
    }

    public LinkChange txqueuelen(int packets) {
        return put("txqueuelen " + packets, "IFLA_TXQLEN", packets);
    }

    public LinkChange group(int group) {
        return put("group " + group, "IFLA_GROUP", group);
    }

    public LinkChange master(int index) {
        return put("master " + index, "IFLA_MASTER", index);
    }

    public LinkChange nomaster() {
        return put("nomaster", "IFLA_MASTER", 0);
    }

    /**
     * Moves the link to the namespace of an open descriptor, which drops its addresses, sets it down and may change
     * its index.
     */
    public LinkChange move(int namespaceFd) {
        return put("netns", "IFLA_NET_NS_FD", namespaceFd);
    }

    /** Sets the index in the new namespace of {@link #move}, which must be free (since 5.17). */
    public LinkChange index(int index) {
        return put("index", "IFLA_NEW_IFINDEX", index);
    }

    private LinkChange put(String word, String attribute, Object value) {
        return new LinkChange(header, attributes.put(attribute, value), words + " " + word, name);
    }

    private LinkChange flag(String word, int flag, boolean on) {
        int flags = header.integer("ifi_flags");
        Struct.Value changed = header.with("ifi_flags", on ? flags | flag : flags & ~flag)
                .with("ifi_change", header.integer("ifi_change") | flag);
        return new LinkChange(changed, attributes, words + " " + word, name);
    }

    public Request request() {
        return new Request(
                "set link " + name + words,
                Request.ROUTE,
                Rtm.NEWLINK,
                0,
                Attributes.of(LinkTable.TABLE, header).and(attributes));
    }
}
