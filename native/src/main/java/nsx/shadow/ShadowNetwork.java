package nsx.shadow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.netlink.MessageType;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.ns.Namespace;
import nsx.ns.UnresolvedException;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Family;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Listing;
import nsx.rtnl.MulticastGroup;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.TreeState;
import nsx.sys.Errno;

/** The network of one namespace as a plan leaves it. Unchanged parts are read from the kernel. */
final class ShadowNetwork {
    /**
     * The number of identical questions without a change in between: a script that polls waits for something that a
     * plan does not cause.
     */
    private static final int PATIENCE = 200;

    private final ShadowNetworks all;
    private final Namespace namespace;
    private final Map<Messages, ShadowTable> tables = new EnumMap<>(Messages.class);
    private final Map<Object, Integer> asked = new HashMap<>();
    /** The number of changes of the plan before the questions of {@code asked}. */
    private long changes;

    private final ShadowLinks links;
    private final ShadowNumbers numbers;
    private final ShadowFilters filters;

    ShadowNetwork(ShadowNetworks all, Namespace namespace) {
        this.all = all;
        this.namespace = namespace;
        this.links = new ShadowLinks(this);
        this.numbers = new ShadowNumbers(this);
        this.filters = new ShadowFilters(this);
    }

    Namespace namespace() {
        return namespace;
    }

    ShadowNetworks all() {
        return all;
    }

    ShadowLinks links() {
        return links;
    }

    ShadowNumbers numbers() {
        return numbers;
    }

    ShadowTable table(Messages objects) {
        return tables.computeIfAbsent(
                objects, o -> new ShadowTable(o, namespace.isPlanned() ? Beginning.of(o) : existing(o)));
    }

    private List<Attributes> existing(Messages objects) {
        return switch (objects) {
            case NEIGHBOUR -> neighbours();
            case CLASS, FILTER -> new ShadowTraffic(this).existing(objects);
            // bridges answer requests of their own family only
            case BRIDGE_VLAN -> vlans();
            case GROUP -> live(MulticastGroup.dump());
            default ->
                live(new Request(
                        "list",
                        Messages.family(objects.get()),
                        objects.get(),
                        0,
                        Attributes.of(
                                objects.get().table(), objects.get().header().zero())));
        };
    }

    /** The neighbours, without forwarding tables of bridges, which are listed only for requests of their family. */
    private List<Attributes> neighbours() {
        List<Attributes> all = new ArrayList<>(live(Neighbours.dump(Family.UNSPEC)));
        all.addAll(live(Neighbours.dumpFdb()));
        return all;
    }

    /**
     * The VLANs of ports and bridges, and what bridges keep about them for all ports. A kernel has no list of them before its first bridge,
     * which loads the module.
     */
    private List<Attributes> vlans() {
        try {
            List<Attributes> all = new ArrayList<>(live(BridgeVlan.dump()));
            all.addAll(live(GlobalVlan.dump()));
            return all;
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.EOPNOTSUPP) {
                return List.of();
            }
            throw e;
        }
    }

    private void count(Request request) {
        count((Object) Arrays.hashCode(request.encode().payload()));
    }

    private void count(Object question) {
        if (changes != all.changes()) {
            asked.clear();
            changes = all.changes();
        }
        int times = asked.merge(question, 1, Integer::sum);
        if (times > PATIENCE) {
            throw new UnresolvedException("it waits for a change that no line of the plan makes");
        }
    }

    /** All objects that match a list request. */
    List<Attributes> list(Request request) {
        count(request);
        Messages objects = Messages.of(request.type());
        if (objects == Messages.NSID) {
            return numbers.list();
        }
        return isUntouched(objects)
                ? live(request)
                : rows(objects, request.body().header())
                        .filter(row -> DumpFilter.admits(request, row))
                        .toList();
    }

    /** The rows among which the header of a list request selects. */
    private Stream<Attributes> rows(Messages objects, Struct.Value asked) {
        int index = switch (objects) {
            case ADDRESS -> asked.integer("ifa_index");
            case CLASS, FILTER -> asked.integer("tcm_ifindex");
            default -> 0;
        };
        return index == 0 ? table(objects).rows().stream() : table(objects).at(ShadowKeys.device(index));
    }

    /** The objects with this key in a list, of which no others are read. */
    <T> List<T> listed(Listing.Kind<T> kind, Object key) {
        count(key);
        MessageType asked = kind.dumps().get(0).type();
        if (isUntouched(Messages.of(asked))) {
            return readable(kind.family(), () -> all.live().listed(namespace, kind, key));
        }
        int type = Messages.answerTo(asked).number();
        List<Message> rows = table(Messages.of(asked))
                .listed(key)
                .map(row -> new Message(type, 0, 0, 0, row.encode()))
                .toList();
        return kind.of(rows).at(key);
    }

    private boolean isUntouched(Messages objects) {
        return !namespace.isPlanned() && !tables.containsKey(objects);
    }

    /** The object that a request names. */
    Attributes find(Request request) {
        count(request);
        return switch (Messages.of(request.type())) {
            case LINK -> links.find(request);
            case NSID -> numbers.find(request);
            case ROUTE -> route(request);
            case NEIGHBOUR -> neighbour(request);
            case NFT_RULE -> rule(request);
            case QDISC, CLASS -> traffic(request);
            case NEXT_HOP -> hop(request);
            default -> throw new UnresolvedException("a plan cannot answer " + request.type());
        };
    }

    private Attributes neighbour(Request request) {
        if (isUntouched(Messages.NEIGHBOUR) && linksUntouched()) {
            return ask(request).get(0);
        }
        Attributes asked = request.body();
        return table(Messages.NEIGHBOUR)
                .at(ShadowKeys.neighbour(asked))
                .filter(row ->
                        ((row.header().number("ndm_flags") ^ asked.header().number("ndm_flags")) & Neighbour.PROXY)
                                == 0)
                .findFirst()
                .orElseThrow(() -> new Refusal(Errno.ENOENT, ""));
    }

    private Attributes rule(Request request) {
        if (isUntouched(Messages.NFT_RULE)) {
            return ask(request).get(0);
        }
        Attributes asked = request.body();
        return table(Messages.NFT_RULE)
                .at(ShadowKeys.filter(asked.string("NFTA_RULE_TABLE"), asked.number("NFTA_RULE_HANDLE")))
                .findFirst()
                .orElseThrow(() -> new Refusal(Errno.ENOENT, ""));
    }

    private Attributes traffic(Request request) {
        Messages objects = Messages.of(request.type());
        if (isUntouched(objects) && linksUntouched()) {
            return one(ask(request).stream());
        }
        Struct.Value asked = request.body().header();
        Object key = asked.number("tcm_handle") == 0 ? ShadowKeys.qdisc(asked) : ShadowKeys.handled(asked);
        return one(table(objects).at(key));
    }

    private Attributes hop(Request request) {
        if (isUntouched(Messages.NEXT_HOP)) {
            return one(ask(request).stream());
        }
        return one(table(Messages.NEXT_HOP).at(ShadowKeys.hop(request.body().number("NHA_ID"))));
    }

    private static Attributes one(Stream<Attributes> rows) {
        return rows.findFirst().orElseThrow(() -> new Refusal(Errno.ENOENT, ""));
    }

    /** Asks the kernel for the route of a packet; it cannot answer for a table that the plan changes. */
    private Attributes route(Request request) {
        if (!isUntouched(Messages.ROUTE)) {
            throw new UnresolvedException("the kernel chooses the route when the lines run");
        }
        return decode(
                        request.type(),
                        all.live().netlink(namespace, Request.ROUTE).ack(request))
                .get(0);
    }

    List<Attributes> live(Request request) {
        int family = request.protocol();
        return readable(
                family,
                () -> decode(
                        request.type(),
                        all.live().netlink(namespace, family).dump(request).messages()));
    }

    /** A list of the kernel; for a user who may not read nftables rules the plan starts without rules. */
    private static <T> List<T> readable(int family, Supplier<List<T>> list) {
        try {
            return list.get();
        } catch (NetlinkException e) {
            if (family == Request.NETFILTER && Errno.of(e.errno()) == Errno.EPERM) {
                return List.of();
            }
            throw e;
        }
    }

    /** Asks the kernel for one object. */
    List<Attributes> ask(Request request) {
        return decode(
                request.type(),
                all.live().netlink(namespace, request.protocol()).ack(request));
    }

    static List<Attributes> decode(MessageType asked, List<Message> messages) {
        return messages.stream().map(Messages.answerTo(asked)::decode).toList();
    }

    /** Whether the plan has not changed the links. */
    boolean linksUntouched() {
        return isUntouched(Messages.LINK);
    }

    void change(Request request) {
        all.changed();
        boolean takes = request.type().verb() == MessageType.Verb.DELETE;
        Messages objects = Messages.of(request.type());
        switch (objects) {
            case LINK -> links.change(request);
            case LINK_PROPERTY -> links.rename(request);
            case ADDRESS -> new ShadowAddresses(this).change(request);
            case ROUTE -> new ShadowRoutes(this).change(request);
            case NSID -> numbers.change(request);
            case BRIDGE_VLAN -> new ShadowVlans(this).change(request);
            case BRIDGE_TREE -> new ShadowVlans(this).change(TreeState.asked(request.body()));
            case GROUP -> new ShadowGroups(table(objects)).change(request);
            case NFT_TABLE, NFT_CHAIN, NFT_RULE -> filters.change(request);
            case CONNECTION -> table(objects).remove(request.body().value("CTA_TUPLE_ORIG"));
            case QDISC, CLASS, FILTER -> new ShadowTraffic(this).change(request);
            case NEXT_HOP -> new ShadowRoutes(this).changeHop(request);
            default -> {
                links.require(request.body().header());
                table(objects).change(request, takes ? Errno.ENOENT : Errno.EEXIST);
            }
        }
    }

    static boolean isNew(Request request) {
        return (request.flags() & Flags.CREATE) != 0;
    }
}
