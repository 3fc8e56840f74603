package nsx.shadow;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;
import nsx.nft.NftRule;
import nsx.nft.OwnRuleListing;
import nsx.nft.RuleHandles;
import nsx.nft.TableName;
import nsx.rtnl.Prefix;
import nsx.rtnl.RouteListing;
import nsx.rtnl.RuleListing;

/**
 * The keys by which rows of a {@link ShadowTable} are found. The first key of a row is that of all rows that the kernel could take for the
 * same object.
 */
final class ShadowKeys {
    /** The key of qdiscs that the kernel has numbered. */
    static final Object NUMBERED = "numbered";

    private static final int FIRST_NUMBER = 0x8001_0000;
    private static final int BRIDGE = 7;

    private ShadowKeys() {}

    /** The keys of a row. */
    static List<Object> of(Messages objects, Attributes row) {
        Struct.Value header = row.header();
        return switch (objects) {
            case LINK -> link(row);
            case ADDRESS -> List.of(address(ShadowTable.local(row)), device(header.integer("ifa_index")));
            case ROUTE -> route(row);
            case NEIGHBOUR -> List.of(neighbour(row), device(header.integer("ndm_ifindex")));
            case QDISC -> qdisc(row);
            case CLASS -> List.of(handled(header), device(row));
            case FILTER ->
                List.of(
                        List.of(
                                device(row),
                                header.number("tcm_parent"),
                                header.number("tcm_handle"),
                                header.number("tcm_info")),
                        device(row));
            case RULE ->
                List.of(rule(
                        header.integer("family"),
                        header.integer("src_len") == 0 ? Optional.empty() : row.value("FRA_SRC"),
                        header.integer("dst_len") == 0 ? Optional.empty() : row.value("FRA_DST"),
                        (int) row.number("FRA_FWMARK", 0)));
            case NEXT_HOP -> List.of(hop(row.number("NHA_ID", 0)));
            case BRIDGE_VLAN, GROUP -> List.of(device(header.integer("ifindex")));
            case NFT_TABLE -> filters(row, "NFTA_TABLE_NAME", named(row.string("NFTA_TABLE_NAME", "")));
            case NFT_CHAIN -> filters(row, "NFTA_CHAIN_TABLE", named(row.string("NFTA_CHAIN_NAME", "")));
            case NFT_RULE -> rule(new NftRule(row));
            case CONNECTION -> List.of(row.value("CTA_TUPLE_ORIG"));
            default -> List.of(row);
        };
    }

    private static List<Object> link(Attributes row) {
        List<Object> keys = new ArrayList<>();
        keys.add(device(ShadowLinks.index(row)));
        ShadowLinks.names(row).stream().distinct().map(ShadowKeys::named).forEach(keys::add);
        row.findInteger("IFLA_MASTER").stream().mapToObj(ShadowKeys::port).forEach(keys::add);
        return keys;
    }

    private static List<Object> route(Attributes row) {
        int length = row.header().integer("rtm_dst_len");
        List<Object> keys = new ArrayList<>();
        keys.add(to(row.header().integer("rtm_family"), length, length == 0 ? Optional.empty() : row.value("RTA_DST")));
        keys.add(device(row.integer("RTA_OIF", 0)));
        if (row.has("RTA_NH_ID")) {
            keys.add(hop(row.number("RTA_NH_ID")));
        }
        return keys;
    }

    private static List<Object> qdisc(Attributes row) {
        List<Object> keys = new ArrayList<>();
        keys.add(qdisc(row.header()));
        keys.add(device(row));
        if (row.header().integer("tcm_handle") != 0) {
            keys.add(handled(row.header()));
        }
        if ((row.header().integer("tcm_handle") & FIRST_NUMBER) == FIRST_NUMBER) {
            keys.add(NUMBERED);
        }
        return keys;
    }

    private static List<Object> filters(Attributes row, String table, Object first) {
        return List.of(first, inTable(row.string(table, "")));
    }

    /** A rule, also by what it matches if it is in a table of nsx. */
    private static List<Object> rule(NftRule rule) {
        List<Object> keys = new ArrayList<>(List.of(filter(rule.table(), rule.handle()), inTable(rule.table())));
        RuleHandles.own(new TableName(rule.family(), rule.table()))
                .ifPresent(which -> keys.add(OwnRuleListing.key(which, rule)));
        return keys;
    }

    private static Object device(Attributes traffic) {
        return device(traffic.header().integer("tcm_ifindex"));
    }

    /** What belongs to a device. */
    static Object device(int index) {
        return List.of("device", index);
    }

    /** Links, chains and tables by name. */
    static Object named(Object name) {
        return List.of("name", name);
    }

    /** The links with a master. */
    static Object port(int master) {
        return List.of("port", master);
    }

    private static Object address(Optional<?> local) {
        return List.of("address", local);
    }

    /** The addresses equal to this one on all devices. */
    static Object address(InetAddress local) {
        return address(Optional.of(local));
    }

    private static Object to(int family, int length, Optional<?> network) {
        return List.of("to", family, length, network);
    }

    /** The routes of all tables to a network. */
    static Object to(Prefix network) {
        Optional<?> address = network.length() == 0 ? Optional.empty() : Optional.of(network.address());
        return to(network.family().number(), network.length(), address);
    }

    /** A next-hop object, and the routes that use it. */
    static Object hop(long id) {
        return List.of("hop", id);
    }

    /** The neighbours, or the forwarding entries, of an address on a device. */
    static Object neighbour(Attributes row) {
        int family = row.header().integer("ndm_family");
        return List.of(
                row.header().integer("ndm_ifindex"),
                family,
                row.value("NDA_DST"),
                family == BRIDGE ? row.value("NDA_LLADDR") : Optional.empty());
    }

    /** The qdisc or class of a device with this handle. */
    static Object handled(Struct.Value header) {
        return List.of(device(header.integer("tcm_ifindex")), "handle", header.number("tcm_handle"));
    }

    /** The qdisc at this place. */
    static Object qdisc(Struct.Value header) {
        return List.of(device(header.integer("tcm_ifindex")), header.number("tcm_parent"));
    }

    private static Object rule(int family, Optional<?> from, Optional<?> to, int mark) {
        return List.of("rule", family, from, to, mark);
    }

    /** What belongs to a table of nftables. */
    static Object inTable(String name) {
        return List.of("table", name);
    }

    /** A rule of nftables. */
    static Object filter(String table, long handle) {
        return List.of(table, handle);
    }

    /** The rows among which a key of a {@link nsx.rtnl.Listing} selects. */
    static Object listed(Object key) {
        if (key instanceof RouteListing.Key route) {
            return to(route.to());
        }
        if (key instanceof RuleListing.Key rule) {
            return rule(
                    rule.family().number(),
                    rule.from().map(Prefix::address),
                    rule.to().map(Prefix::address),
                    rule.mark());
        }
        if (key instanceof OwnRuleListing.Key) {
            return key;
        }
        return address((InetAddress) key);
    }
}
