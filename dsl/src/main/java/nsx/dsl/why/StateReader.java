package nsx.dsl.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.Devices;
import nsx.dsl.Failure;
import nsx.dsl.Session;
import nsx.dsl.op.AddressOperations;
import nsx.dsl.op.FdbOperations;
import nsx.dsl.op.NeighbourOperations;
import nsx.dsl.op.RouteOperations;
import nsx.dsl.op.RuleOperations;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Ruleset;
import nsx.ns.Context;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.sys.SysException;
import nsx.xtables.Tables;

/** Reads a network namespace: a dump for each kind of object, and one visit for the tables of iptables. */
record StateReader(Session session, Context context) {
    NetState read(String name, String who, String scope) {
        List<Link> links = Devices.all(session, context);
        List<String> unseen = new ArrayList<>();
        Tables legacy = session.kernel().call(context, () -> legacy(unseen));
        return new NetState(
                name,
                who,
                scope,
                links,
                Stream.of(Family.INET, Family.INET6)
                        .flatMap(f -> AddressOperations.all(session, context, f).stream())
                        .toList(),
                RouteOperations.all(session, context),
                RuleOperations.all(session, context),
                NeighbourOperations.all(session, context),
                FdbOperations.all(session, context),
                new LiveHeld(session, context),
                legacy,
                filters(unseen),
                unseen);
    }

    private Optional<Ruleset> filters(List<String> unseen) {
        try {
            return Optional.of(Ruleset.read(session.kernel().netlink(context, Request.NETFILTER)));
        } catch (NetlinkException | SysException e) {
            unseen.add("nftables: " + Failure.explain("", e).reason());
            return Optional.empty();
        }
    }

    private static Tables legacy(List<String> unseen) {
        try {
            return Tables.read();
        } catch (SysException e) {
            unseen.add("iptables-legacy: " + Failure.explain("", e).reason());
            return Tables.none();
        }
    }
}
