package nsx.dsl.op.route;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.op.field.Changes;
import nsx.dsl.op.field.Values;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Here;
import nsx.dsl.session.NextHops;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.rtnl.DependentListing;
import nsx.rtnl.Family;
import nsx.rtnl.NextHop;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.Routes;
import nsx.rtnl.Rtm;

/** Changes of the next-hop objects of a network namespace, which routes refer to by number. */
public record NexthopOperations(Here here) implements Changes<NexthopDescription> {
    /** The number of a next hop. */
    public static final Parameter<Long> ID =
            Parameter.required("id", Reader.number(1, 0xffffffffL), "the number that routes name it by");

    private static final Parameter<String> DEV = Parameter.named(
                    "dev", Reader.device(), "the device that packets leave by")
            .usually("the one whose network via is in");

    /** The parameters of {@code nexthop}. */
    public static final List<Parameter<?>> PARAMETERS = Stream.concat(
                    Stream.of(ID, DEV), NexthopFields.ALL.parameters().stream())
            .toList();

    /** The names of all facts of a next hop except its number and device. */
    public static final List<String> FACTS = NexthopFields.ALL.names();

    /** The {@link #FACTS} of a next hop, by name. */
    public static Map<String, Object> facts(NextHop hop) {
        return NexthopFields.ALL.facts(hop.all());
    }

    /** The next hops of a network namespace, by number; none on a kernel before 5.3, which lacks such objects. */
    public static List<NextHop> all(Here here) {
        return NextHops.all(Devices.rtnl(here));
    }

    /** The next hop of this number. */
    public Optional<NextHop> find(long id) {
        return NextHops.find(Devices.rtnl(here), id);
    }

    private NexthopDescription described(NextHop hop) {
        return NexthopDescription.of(hop, DeviceNames.of(here, hop.dev().stream()));
    }

    /** The operations that ensure the next hop; none if it exists with the requested values. */
    public List<Operation> ensure(long id, Arguments options) {
        Values asked = NexthopFields.ALL.read(options).affirmed();
        Optional<String> dev = options.find(DEV)
                .map(d -> Devices.get(here, d).name())
                .or(() -> asked.has(NexthopFields.FDB)
                        ? Optional.empty()
                        : asked.find(NexthopFields.VIA).flatMap(this::reached));
        NexthopDescription wanted = NexthopDescription.of(id, dev, asked);
        Optional<NexthopDescription> is = find(id).map(this::described);
        if (is.filter(wanted::isMetBy).isPresent()) {
            return List.of();
        }
        return List.of(is.map(i -> set(i, wanted.over(i))).orElseGet(() -> make(Act.ADD, wanted)));
    }

    /** The device whose network contains a gateway; the kernel finds it for routes only. */
    private Optional<String> reached(InetAddress gateway) {
        try {
            Route route = Route.decode(Devices.rtnl(here).get(Routes.get(gateway)));
            return route.via().isPresent() || route.type() != RouteType.UNICAST
                    ? Optional.empty()
                    : DeviceNames.of(here, route.dev().stream()).find(route.dev());
        } catch (NetlinkException e) {
            // there is no route to it
            return Optional.empty();
        }
    }

    /**
     * Deletes a next hop. The kernel also deletes routes through it and removes it from groups; the undo restores
     * both.
     */
    public Operation delete(NextHop hop) {
        NexthopDescription is = described(hop);
        List<Operation> dependents = here.session().foresight() == Foresight.NONE ? dependents(hop.id()) : List.of();
        Operation delete = delete(is);
        return delete.takenBackBy(() -> {
            List<Operation> all = new ArrayList<>(List.of(restore(is)));
            all.addAll(dependents);
            return all;
        });
    }

    /** The operations that restore the groups with a next hop, and the routes through it and through those groups. */
    private List<Operation> dependents(long id) {
        List<NextHop> groups = NextHops.groups(Devices.rtnl(here)).stream()
                .filter(h -> h.group().stream().anyMatch(m -> m.id() == id))
                .toList();
        List<Operation> restored = new ArrayList<>();
        groups.forEach(g -> restored.add(restore(described(g))));
        List<Long> gone = Stream.concat(
                        Stream.of(id),
                        groups.stream().filter(g -> g.group().size() == 1).map(NextHop::id))
                .toList();
        if (gone.stream().noneMatch(this::isUsed)) {
            return restored;
        }
        for (Route route : RouteOperations.all(here)) {
            if (gone.contains(route.all().number("RTA_NH_ID", 0))) {
                restored.add(new RouteOperations(here).restore(route));
            }
        }
        return restored;
    }

    /** Whether there are routes through it; perhaps also if there were some. */
    private boolean isUsed(long hop) {
        return !here.kernel()
                .listed(here.context(), DependentListing.KIND, new DependentListing.Over(hop))
                .isEmpty();
    }

    @Override
    public Request request(Act act, NexthopDescription hop) {
        return new Request(
                word(act) + " next hop " + hop.id(),
                Request.ROUTE,
                act.makes() ? Rtm.NEWNEXTHOP : Rtm.DELNEXTHOP,
                switch (act) {
                    case SET, RESTORE -> Flags.CREATE | Flags.REPLACE;
                    case DELETE -> 0;
                    default -> Flags.CREATE | Flags.EXCL;
                },
                act.makes()
                        ? hop.message(device -> Devices.get(here, device).index())
                        : Attributes.of(
                                        Rtm.DELNEXTHOP.table(),
                                        Rtm.DELNEXTHOP.header().zero())
                                .put("NHA_ID", hop.id()));
    }

    @Override
    public String command(Act act, NexthopDescription hop) {
        boolean six = hop.values().find(NexthopFields.VIA).map(Family::of).orElse(Family.INET) == Family.INET6;
        return "ip" + (six && act.makes() ? " -6" : "") + " nexthop " + word(act) + " "
                + (act.makes() ? hop : "id " + hop.id());
    }

    private static String word(Act act) {
        return switch (act) {
            case SET, RESTORE -> "replace";
            case DELETE -> "delete";
            default -> "add";
        };
    }

    @Override
    public String prose(Act act, NexthopDescription hop) {
        return act + " next hop " + hop.id()
                + (act.makes()
                        ? hop.values()
                                        .find(NexthopFields.VIA)
                                        .map(v -> " via " + Ip.text(v))
                                        .orElse("")
                                + hop.dev().map(d -> " on " + d).orElse("")
                                + NexthopFields.GROUP
                                        .fact(hop.values())
                                        .map(g -> " of " + g)
                                        .orElse("")
                        : "");
    }
}
