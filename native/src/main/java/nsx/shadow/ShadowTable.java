package nsx.shadow;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.nft.OwnRuleListing;
import nsx.shadow.ShadowRows.Row;
import nsx.sys.Errno;

/** The objects of one kind in one network. */
final class ShadowTable {
    private final Messages objects;
    private final ShadowRows rows;

    ShadowTable(Messages objects, List<Attributes> rows) {
        this.objects = objects;
        this.rows = new ShadowRows(row -> ShadowKeys.of(objects, row));
        rows.forEach(this.rows::add);
    }

    /** All rows in order. */
    List<Attributes> rows() {
        return rows.all();
    }

    /** The rows with a key of {@link ShadowKeys}. */
    Stream<Attributes> at(Object key) {
        return rows.at(key).stream().map(Row::is);
    }

    /** The rows among which a key of a {@link nsx.rtnl.Listing} selects, in order. */
    Stream<Attributes> listed(Object key) {
        if (key instanceof OwnRuleListing.First some) {
            return rows.some(ShadowKeys.inTable(some.table().text()))
                    .limit(some.most())
                    .map(Row::is);
        }
        if (key instanceof OwnRuleListing.After after) {
            Object first = ShadowKeys.filter(after.table().text(), after.handle());
            return rows.some(first)
                    .flatMap(row -> rows.from(row)
                            .map(Row::is)
                            .filter(rule -> rule.string("NFTA_RULE_CHAIN", "").equals(after.chain())
                                    && rule.string("NFTA_RULE_TABLE", "")
                                            .equals(after.table().text()))
                            .limit(after.most() + 1L));
        }
        return at(ShadowKeys.listed(key));
    }

    /** Whether there are rows with a key of {@link ShadowKeys}. */
    boolean has(Object key) {
        return rows.count(key) > 0;
    }

    /** The number of rows with a key of {@link ShadowKeys}. */
    int count(Object key) {
        return rows.count(key);
    }

    void add(Attributes row) {
        rows.add(row);
    }

    /** Adds a row beside the one with a key. */
    void add(Attributes row, Object beside, boolean behind) {
        if (behind) {
            rows.addAfter(row, rows.first(beside));
        } else {
            rows.addBefore(row, rows.first(beside));
        }
    }

    /** Replaces the row with a key, which must exist. */
    void set(Object key, Attributes row) {
        rows.set(rows.first(key), row);
    }

    /** Removes the matching rows with a key. */
    void remove(Object key, Predicate<Attributes> which) {
        rows.at(key).stream().filter(row -> which.test(row.is())).forEach(rows::remove);
    }

    /** Removes the rows with a key. */
    void remove(Object key) {
        remove(key, row -> true);
    }

    /** Creates, replaces or deletes the object that the request names. */
    void change(Request request, Errno otherwise) {
        Attributes body = request.body();
        Optional<Row> same = find(body);
        if (request.type().verb() == MessageType.Verb.DELETE) {
            rows.remove(same.orElseThrow(() -> new Refusal(otherwise, "")));
        } else if (same.isEmpty()) {
            rows.add(body);
        } else if ((request.flags() & (Flags.EXCL | Flags.REPLACE)) == 0) {
            insert(body, same.get(), (request.flags() & Flags.APPEND) == 0);
        } else if ((request.flags() & Flags.REPLACE) != 0) {
            rows.set(same.get(), body);
        } else {
            throw new Refusal(otherwise, "");
        }
    }

    private void insert(Attributes body, Row same, boolean inFront) {
        if (inFront) {
            rows.addBefore(body, same);
        } else {
            rows.add(body);
        }
    }

    private Optional<Row> find(Attributes body) {
        Object key = ShadowKeys.of(objects, body).get(0);
        return rows.at(key).stream().filter(row -> isSame(body, row.is())).findFirst();
    }

    /** Whether the kernel takes both for the same object, because their identifying attributes are equal. */
    private boolean isSame(Attributes a, Attributes b) {
        return switch (objects) {
            case ADDRESS ->
                fields(a, b, "ifa_family", "ifa_index", "ifa_prefixlen")
                        && local(a).equals(local(b))
                        && Objects.equals(peer(a), peer(b));
            case ROUTE ->
                fields(a, b, "rtm_family", "rtm_dst_len", "rtm_tos")
                        && values(a, b, "RTA_DST")
                        && routing(a) == routing(b)
                        && metric(a) == metric(b);
            case NEIGHBOUR ->
                fields(a, b, "ndm_family", "ndm_ifindex")
                        && values(a, b, "NDA_DST", "NDA_VLAN")
                        && (a.header().number("ndm_family") != 7 || values(a, b, "NDA_LLADDR"));
            case QDISC -> fields(a, b, "tcm_ifindex", "tcm_parent");
            case CLASS -> fields(a, b, "tcm_ifindex", "tcm_handle");
            case FILTER ->
                fields(a, b, "tcm_ifindex", "tcm_parent", "tcm_handle", "tcm_info")
                        && (a.header().number("tcm_handle") != 0 || values(a, b, "TCA_OPTIONS"));
            case NEXT_HOP -> values(a, b, "NHA_ID");
            case RULE ->
                fields(a, b, "family", "dst_len", "src_len", "action")
                        && lookup(a) == lookup(b)
                        && values(
                                a, b, "FRA_SRC", "FRA_DST", "FRA_PRIORITY", "FRA_IIFNAME", "FRA_OIFNAME", "FRA_FWMARK");
            default -> a.equals(b);
        };
    }

    /** The address proper. The kernel reports an IPv6 address without a peer in IFA_ADDRESS alone. */
    static Optional<Object> local(Attributes address) {
        return address.value("IFA_LOCAL").or(() -> address.value("IFA_ADDRESS"));
    }

    private static Object peer(Attributes address) {
        return address.value("IFA_ADDRESS").or(() -> address.value("IFA_LOCAL")).orElse(null);
    }

    static long routing(Attributes route) {
        return route.number("RTA_TABLE", route.header().number("rtm_table"));
    }

    /** The table that a rule leads to; a number above 255 is not in the header. */
    private static long lookup(Attributes rule) {
        return rule.number("FRA_TABLE", rule.header().number("table"));
    }

    /** The metric of a route; IPv6 counts a missing one as 1024 (IP6_RT_PRIO_USER). */
    private static long metric(Attributes route) {
        return route.number("RTA_PRIORITY", route.header().number("rtm_family") == 10 ? 1024 : 0);
    }

    private static boolean fields(Attributes a, Attributes b, String... names) {
        Struct.Value first = a.header();
        return List.of(names).stream()
                .allMatch(f -> first.number(f) == b.header().number(f));
    }

    private static boolean values(Attributes a, Attributes b, String... names) {
        return List.of(names).stream().allMatch(n -> a.value(n).equals(b.value(n)));
    }
}
