package nsx.dsl.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.op.route.RuleOperations;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Ruleset;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.sys.SysException;
import nsx.xtables.Tables;

/** Reads a network namespace in one visit: a dump for each kind of object, and the tables of iptables. */
record StateReader(Here here) {
    NetState read(String name, String who, String scope) {
        return here.kernel().call(here.context(), () -> inside(name, who, scope));
    }

    private NetState inside(String name, String who, String scope) {
        List<Link> links = Devices.all(here);
        List<String> unseen = new ArrayList<>();
        Tables legacy = here.kernel().call(here.context(), () -> legacy(unseen));
        return new NetState(
                name,
                who,
                scope,
                links,
                Stream.of(Family.INET, Family.INET6)
                        .flatMap(f -> AddressOperations.all(here, f).stream())
                        .toList(),
                RouteOperations.all(here),
                RuleOperations.all(here),
                NeighbourOperations.all(here),
                FdbOperations.all(here),
                new LiveHeld(here),
                legacy,
                filters(unseen),
                unseen);
    }

    private Optional<Ruleset> filters(List<String> unseen) {
        try {
            return Optional.of(Ruleset.read(here.kernel().netlink(here.context(), Request.NETFILTER)));
        } catch (NetlinkException | SysException e) {
            NsxException failure = Failure.explain("", e);
            if (failure.exitCode() == ExitCode.UNSUPPORTED) {
                return Optional.of(Ruleset.NONE);
            }
            unseen.add("nftables: " + failure.reason());
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
